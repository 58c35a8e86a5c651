"""Photos in vCards become files of their people: bare, small, each once, and never fetched from elsewhere."""

import base64
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select

from conftest import LIGHT, PASSPHRASE
from exchange import outgoing, outside
from exchange.outside import card, coded, picture
from kam_desktop.core import attachments, clients, history, in_parts, opening
from kam_desktop.core.errors import Cancelled
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Attachment, Contact, Visit
from kam_desktop.exchange import importing, taking
from kam_desktop.exchange.readers import vcards


def read(folder: Path, text: str) -> importing.Preview:
    return importing.preview(outside.put(folder, text, "c.vcf"))


def take(store: Database, folder: Path, text: str) -> tuple[taking.Outcome, str]:
    preview = read(folder, text)
    done = store.write(lambda s: taking.take_in(s, preview, title="c.vcf", today=outgoing.TODAY))
    return done.value, done.batch_id or ""


def kept(store: Database) -> list[tuple[str, ...]]:
    """The person of every file, its kind, name and id."""

    def work(session: Any) -> list[Any]:
        columns = (Contact.name, Attachment.kind, Attachment.name, Attachment.id)
        found = select(*columns).join(Attachment, Attachment.contact_id == Contact.id)
        return [tuple(each) for each in session.execute(found.where(Attachment.deleted_at.is_(None)))]

    return store.read(work)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "line",
    [
        f"PHOTO;ENCODING=b;TYPE=JPEG:{coded(picture())}",
        f"PHOTO;ENCODING=B;TYPE=JPEG:{coded(picture(), 10**6)}",
        f"item1.PHOTO;JPEG;ENCODING=BASE64:\r\n {coded(picture())}\r\n",
        f"PHOTO;BASE64;JPEG:{coded(picture())}",
        f"PHOTO:data:image/jpeg;base64,{coded(picture())}",
        f"PHOTO;VALUE=URI:data:image/jpeg\\;base64\\,{coded(picture())}",
    ],
    ids=["3.0 folded", "3.0 in one line", "2.1", "2.1 without names", "4.0", "4.0 escaped"],
)
def test_every_way_of_putting_a_photo_in(store: Database, tmp_path: Path, line: str) -> None:
    outcome, _ = take(store, tmp_path, card("王小明", line, "TEL:13800138000"))
    assert (outcome.photos, outcome.unread, outcome.values_left_out, outcome.rejected) == (1, (), 0, [])
    assert [each[:3] for each in kept(store)] == [("王小明", AttachmentKind.PHOTO, "王小明.jpg")]


def test_a_photo_is_turned_shrunk_and_bare(store: Database, tmp_path: Path) -> None:
    whole = picture(size=(2400, 1200), turned=6)
    take(store, tmp_path, card("王小明", f"PHOTO;ENCODING=b:{coded(whole)}"))
    [[*_, file_id]] = kept(store)
    content = store.read(lambda s: attachments.content(s, file_id))
    with Image.open(io.BytesIO(content)) as image:
        assert (image.size, dict(image.getexif())) == ((800, 1600), {})
    assert b"CAMERA-OF-WANG" in whole
    assert b"CAMERA-OF-WANG" not in content


def test_the_same_photo_again_is_not_kept_twice_and_another_is(store: Database, tmp_path: Path) -> None:
    text = card("王小明", f"PHOTO;ENCODING=b:{coded(picture())}", "TEL:13800138000")
    first, batch = take(store, tmp_path, text + card("李芳", f"PHOTO;ENCODING=b:{coded(picture())}"))
    assert (first.photos, sorted(name for name, *_ in kept(store))) == (2, ["李芳", "王小明"])
    again, _ = take(store, tmp_path, text + card("李芳", f"PHOTO;ENCODING=b:{coded(picture())}"))
    assert (again.photos, again.created, len(kept(store))) == (0, 0, 2)
    other, second = take(store, tmp_path, card("王小明", f"PHOTO;ENCODING=b:{coded(picture('blue'))}"))
    assert (other.photos, len(kept(store))) == (1, 3)
    store.write(lambda s: history.undo(s, second, today=outgoing.TODAY))
    assert len(kept(store)) == 2
    store.write(lambda s: history.undo(s, batch, today=outgoing.TODAY))
    assert kept(store) == []


def test_photos_are_kept_in_parts_and_others_write_between(store: Database, tmp_path: Path) -> None:
    text = "".join(card(f"王{n}", f"PHOTO;ENCODING=b:{coded(picture())}") for n in range(4))
    preview, heard = read(tmp_path, text), []

    def between() -> bool:
        heard.append(len(kept(store)))
        return False

    def work(session: Any) -> taking.Outcome:
        return taking.take_in(session, preview, title="c.vcf", today=outgoing.TODAY)

    done = in_parts.write(store, work, between, lambda: True)
    assert (done.value.photos, len(kept(store))) == (4, 4)
    assert {1, 2, 3} <= set(heard)
    store.write(lambda s: history.undo(s, done.batch_id or "", today=outgoing.TODAY))
    assert kept(store) == []


def test_an_import_stops_between_two_photos_and_leaves_nothing(store: Database, tmp_path: Path) -> None:
    preview = read(tmp_path, "".join(card(f"王{n}", f"PHOTO;ENCODING=b:{coded(picture())}") for n in range(3)))

    def work(session: Any) -> None:
        def step(_done: int, _total: int) -> None:
            if session.scalar(select(func.count()).select_from(Attachment)) == 2:
                raise Cancelled("cancelled")

        taking.take_in(session, preview, title="c.vcf", today=outgoing.TODAY, step=step)

    with pytest.raises(Cancelled):
        in_parts.write(store, work, lambda: False, lambda: True)
    assert (kept(store), store.read(clients.count)) == ([], 0)


def test_a_person_on_two_cards_of_one_file_has_one_photo(store: Database, tmp_path: Path) -> None:
    photo = f"PHOTO;ENCODING=b:{coded(picture())}"
    outcome, _ = take(
        store, tmp_path, card("王小明", "TEL:13800138000") + card("王小明", photo) + card("王小明", photo)
    )
    assert (outcome.photos, [name for name, *_ in kept(store)]) == (1, ["王小明"])


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO;VALUE=URI:https://example.com/wang.jpg", "PHOTO;VALUE=uri:file:///etc/passwd", "PHOTO:data:image/jpeg,%FF%D8",
        f"PHOTO;ENCODING=b:{coded(b'%PDF-1.4 no picture')}", f"PHOTO;ENCODING=b:{coded(b'MZ a program')}", "PHOTO;ENCODING=b:///9",
        f"LOGO;ENCODING=b:{coded(picture())}",
    ],
)  # fmt: skip
def test_what_is_no_photo_in_the_card_is_told_of(store: Database, tmp_path: Path, line: str) -> None:
    preview = read(tmp_path, card("王小明", line))
    kind = "logo" if line.startswith("LOGO") else "photo"
    assert (preview.photos, preview.problem_counts) == (0, {f"card.{kind}_not_kept": 1})
    take(store, tmp_path, card("王小明", line))
    assert kept(store) == []


def test_a_photo_that_cannot_be_unpacked_is_named_and_the_rest_is_taken(store: Database, tmp_path: Path) -> None:
    text = card("王小明", f"PHOTO;ENCODING=b:{coded(picture()[:60])}") + card(
        "李芳", f"PHOTO;ENCODING=b:{coded(picture())}"
    )
    outcome, _ = take(store, tmp_path, text)
    assert (outcome.created, outcome.photos, outcome.unread) == (2, 1, ("王小明",))


def test_a_huge_photo_is_told_of_and_does_not_stop_the_file(tmp_path: Path) -> None:
    data = picture() + bytes(vcards._PHOTO_LIMIT)
    preview = read(tmp_path, card("王小明", f"PHOTO;ENCODING=b:{coded(data)}", "TEL:13800138000") + card("李芳"))
    assert (preview.contacts, preview.photos, preview.problem_counts) == (2, 0, {"card.photo_not_kept": 1})


def test_photos_are_told_in_messages_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcards, "_PHOTOS_AT_ONCE", 4000)
    text = "".join(card(f"王{n}", f"PHOTO;ENCODING=b:{coded(picture())}") for n in range(12))
    messages = [each for each in vcards.read(text.encode()) if "cards" in each]
    assert len(messages) > 2
    assert max(len(json.dumps(each)) for each in messages) < 8000
    assert sum(len(each["cards"]) for each in messages) == 12


@pytest.mark.parametrize(("what", "ending"), [("all", "zip"), ("contacts", "vcf"), ("clients", "vcf")])
def test_a_portrait_leaves_only_when_it_is_asked_for(store: Database, tmp_path: Path, what: str, ending: str) -> None:
    take(store, tmp_path, card("王小明", f"PHOTO;ENCODING=b:{coded(picture())}"))
    [[*_, file_id]] = kept(store)
    store.write(lambda s: attachments.set_caption(s, file_id, "全家福的秘密"))
    content = store.read(lambda s: attachments.content(s, file_id))
    coded_once = base64.b64encode(content)
    for is_asked in (False, True):
        outgoing.out(store, what, tmp_path / f"x.{ending}", with_private=is_asked)
        if ending == "zip":
            with zipfile.ZipFile(tmp_path / "x.zip") as archive:
                files = [archive.read(name) for name in archive.namelist()]
            assert (content in files) is is_asked
            assert any("全家福的秘密".encode() in each for each in files) is is_asked
        else:
            assert (coded_once in (tmp_path / "x.vcf").read_bytes().replace(b"\r\n ", b"")) is is_asked


def test_other_files_of_a_person_and_photos_of_visits_go_out(store: Database, tmp_path: Path) -> None:
    take(store, tmp_path, card("王小明"))

    def work(session: Any) -> None:
        person = session.scalars(select(Contact)).one()
        visit = Visit(scope_id=person.client_id, client_id=person.client_id, on=outgoing.TODAY)
        session.add(visit)
        session.flush()
        whose = {"client_id": person.client_id, "contact_id": person.id}
        scanned, shaken = (attachments.prepare(picture(each), name=f"{each}.jpg") for each in ("red", "blue"))
        attachments.add(session, scanned, **whose, kind=AttachmentKind.CARD)
        attachments.add(session, shaken, **whose, visit_id=visit.id)

    store.write(work)
    outgoing.out(store, "all", tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert sum(name.startswith("attachments/") for name in archive.namelist()) == 2


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_portrait_comes_back_with_its_card_and_once(store: Database, tmp_path: Path, version: str) -> None:
    take(store, tmp_path, card("王小明", f"PHOTO;ENCODING=b:{coded(picture(turned=6))}", "TEL:13800138000"))
    file = tmp_path / "x.vcf"
    outgoing.out(store, "contacts", file, with_private=True, card_version=version)
    [[*_, file_id]] = kept(store)
    again, _ = take(store, tmp_path, file.read_text(encoding="utf-8"))
    assert (again.photos, again.updated, len(kept(store))) == (0, 0, 1)
    other = opening.create(tmp_path / "other", PASSPHRASE, author="王强", kdf=LIGHT).store
    there, _ = take(other, tmp_path, file.read_text(encoding="utf-8"))
    assert (there.photos, [each[:3] for each in kept(other)]) == (1, [("王小明", "photo", "王小明.jpg")])
    sizes = []
    for each, row_id in ((store, file_id), (other, kept(other)[0][-1])):
        with Image.open(io.BytesIO(each.read(lambda s, row_id=row_id: attachments.content(s, row_id)))) as image:
            sizes.append(image.size)
    other.close()
    assert sizes == [(20, 40)] * 2
