"""Photos that come in packets are held to what holds for photos that are added here."""

import hashlib
import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import undefer

from conftest import TODAY
from exchange.packet_ground import Pair, report
from kam_desktop.core import packets, prepared_files
from kam_desktop.core.packets import Left, Preview
from kam_desktop.core.store.tables import Attachment, Visit
from kam_desktop.exchange import packet_files
from kam_desktop.words import packets as worded


def photo(size: tuple[int, int] = (2_000, 1_000)) -> bytes:
    """A photo that says where it was taken."""
    image, notes, sink = Image.new("RGB", size, "grey"), Image.Exif(), io.BytesIO()
    notes[0x010F], notes[0x8825] = "Phone of 刘敏", {1: "N", 2: (29.0, 52.0, 0.0)}
    image.save(sink, "JPEG", exif=notes)
    return sink.getvalue()


def take(two: Pair, content: bytes, name: str, mime: str = "image/jpeg") -> Preview:
    """Take a report whose photo is another one, as a program that checks nothing would send it."""
    report(two.manager)
    path = two.manager.send(two.lead)

    def work(session: Any) -> Preview:
        received = packet_files.open_packet(session, path)
        [row] = received.document["rows"]["attachment"]
        row["values"] |= {"name": name, "mime": mime, "sha256": "f" * 64}
        return packets.take(session, replace(received, files=(content, content)), today=TODAY)

    made: Preview = two.lead.write(work)
    return made


def kept(two: Pair) -> list[Attachment]:
    return list(two.lead.read(lambda s: list(s.scalars(select(Attachment).options(undefer("*"))))))


def test_a_photo_of_a_packet_is_kept_small_and_bare(two: Pair) -> None:
    content = photo()
    assert take(two, content, "../../../evil.png").left == []
    [row] = kept(two)
    assert (row.name, row.mime, row.sha256, row.size) == (
        "..-..-..-evil.jpg", "image/jpeg", hashlib.sha256(content).hexdigest(), len(row.content),
    )  # fmt: skip
    for data, longest in ((row.content, prepared_files.LONGEST), (row.thumbnail, prepared_files.THUMBNAIL)):
        with Image.open(io.BytesIO(data)) as image:
            assert max(image.size) == longest
            assert not image.getexif()


@pytest.mark.parametrize("why", ["damaged", "too many pixels", "too large"])
def test_a_photo_that_is_not_kept_is_told_and_the_rest_is_taken(
    two: Pair, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    content = photo((400, 200))
    if why == "damaged":
        content = content[:300]
    elif why == "too large":
        monkeypatch.setattr(prepared_files, "LARGEST", 1_000)
    else:
        monkeypatch.setattr(prepared_files, "MOST_PIXELS", 1_000)
    made = take(two, content, "现场.jpg")
    [left] = made.left
    [line] = made.lines
    assert (left, made.photos) == (Left("packet.picture_refused", "宁波恒屹机械", line.on, "现场.jpg"), 0)
    assert worded.left("zh_CN", left) == "宁波恒屹机械 2026-06-10：照片「现场.jpg」已损坏或过大，未收取"
    assert (kept(two), two.lead.read(lambda s: s.query(Visit).count())) == ([], 1)


def test_a_photo_that_is_renamed_keeps_a_name_that_every_system_takes(two: Pair) -> None:
    report(two.manager)
    two.lead.take(two.manager.send(two.lead))

    def rename(session: Any) -> str:
        row = session.scalar(select(Attachment))
        row.name = "../新名字.exe"
        return str(row.visit_id)

    visit_id = two.manager.write(rename)
    two.lead.take(two.manager.send(two.lead, visit_id))
    assert [row.name for row in kept(two)] == ["..-新名字.exe.png"]
