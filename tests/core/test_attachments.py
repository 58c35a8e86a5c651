"""Files in the store: encrypted, never twice, undoable; private copies that do not outlive their use (D-2.7)."""

import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import PASSPHRASE
from core.file_samples import gps_jpeg, png, written
from kam_desktop.core import attachments, clients, contacts, history, opening, temporary_copies, visits
from kam_desktop.core.attachments import prepare
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Invalid, NotFound, Refused, StoreError
from kam_desktop.core.rules.kinds import AttachmentKind, Entity
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Attachment
from kam_desktop.core.visits import VisitDraft

MARKER = b"SECRET-" + b"CLAUSE-7-ONLY-FOR-US" * 40


@pytest.fixture
def client(store: Database, today: date) -> str:
    return store.write(lambda s: clients.create(s, ClientDraft("宁波恒远轮胎有限公司"), today=today)).value


def kept(store: Database, client: str, content: bytes, name: str, **given: Any) -> str:
    made = prepare(content, name=name)
    return store.write(lambda s: attachments.add(s, made, client_id=client, **given)).value.id


@pytest.mark.makes_ids
def test_a_file_is_listed_and_comes_back_as_it_was(store: Database, client: str) -> None:
    made = kept(store, client, MARKER, "框架合同.pdf", kind=AttachmentKind.CONTRACT, caption=" 2026 年\u202e ")
    (row,) = store.read(lambda s: attachments.listed(s, client))
    assert (row.id, row.name, row.kind, row.size, row.caption) == (
        made, "框架合同.pdf", AttachmentKind.CONTRACT, len(MARKER), "2026 年",
    )  # fmt: skip
    assert not row.is_picture
    assert abs(row.kept_at - datetime.now(UTC)) < timedelta(minutes=5)
    assert store.read(lambda s: attachments.content(s, made)) == MARKER
    assert store.read(lambda s: attachments.thumbnails(s, [made])) == {made: b""}


def test_nothing_of_it_can_be_read_in_the_store_folder(store: Database, client: str, folder: Path) -> None:
    kept(store, client, MARKER, "SECRET-NAME.txt", caption="SECRET-CAPTION")
    store.close()
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.stat().st_size > len(MARKER) for path in files)
    for path in files:
        assert b"SECRET-" not in path.read_bytes(), path.name


def test_the_same_file_is_kept_once(store: Database, client: str, today: date) -> None:
    source = gps_jpeg()
    kept(store, client, source, "名片.jpg")
    for keep_original in (False, True):
        again = prepare(source, name="copy.jpg", keep_original=keep_original)
        with pytest.raises(Refused) as caught:
            store.write(lambda s, again=again: attachments.add(s, again, client_id=client))
        assert caught.value.code == "attachment.already_kept"
        assert caught.value.params["kept"] == "名片.jpg"
    assert len(store.read(lambda s: attachments.listed(s, client))) == 1
    other = store.write(lambda s: clients.create(s, ClientDraft("台州海辰泵业"), today=today)).value
    kept(store, other, source, "名片.jpg")
    assert len(store.read(lambda s: attachments.listed(s, other))) == 1


def test_a_file_that_is_here_already_goes_to_the_person_or_the_visit_too(
    store: Database, client: str, today: date
) -> None:
    made = prepare(png(), name="图.png")
    first = store.write(lambda s: attachments.add(s, made, client_id=client)).value
    person = store.write(lambda s: contacts.create(s, client, ContactDraft("周建明"), today=today)).value
    linked = store.write(lambda s: attachments.add(s, made, client_id=client, contact_id=person)).value
    assert (linked.id, linked.is_new) == (first.id, False)
    assert [row.id for row in store.read(lambda s: attachments.listed(s, client, contact_id=person))] == [first.id]
    one, two = (
        store.write(lambda s, day=day: visits.plan(s, VisitDraft(client, today + timedelta(day)), today=today)).value
        for day in (1, 2)
    )
    assert store.write(lambda s: attachments.add(s, made, client_id=client, visit_id=one)).value.id == first.id
    second = store.write(lambda s: attachments.add(s, made, client_id=client, visit_id=two)).value
    assert second.is_new
    assert [row.id for row in store.read(lambda s: attachments.photos_of_visit(s, two))] == [second.id]


def test_removing_can_be_undone_and_adding_too(store: Database, client: str, today: date) -> None:
    done = store.write(lambda s: attachments.add(s, prepare(MARKER, name="a.txt"), client_id=client))
    removed = store.write(lambda s: attachments.remove(s, done.value.id))
    assert removed.entities == {Entity.ATTACHMENT}
    assert store.read(lambda s: attachments.listed(s, client)) == []
    with pytest.raises(NotFound):
        store.read(lambda s: attachments.content(s, done.value.id))
    store.write(lambda s: history.undo(s, removed.batch_id, today=today))
    assert store.read(lambda s: attachments.content(s, done.value.id)) == MARKER
    added = store.write(lambda s: attachments.add(s, prepare(png(), name="b.png"), client_id=client))
    store.write(lambda s: history.undo(s, added.batch_id, today=today))
    assert [row.name for row in store.read(lambda s: attachments.listed(s, client))] == ["a.txt"]


def test_names_captions_and_kinds_can_be_changed(store: Database, client: str, today: date) -> None:
    one = kept(store, client, png(), "scan.png")
    store.write(lambda s: attachments.rename(s, one, "周建明：名片"))
    store.write(lambda s: attachments.set_caption(s, one, "正面"))
    done = store.write(lambda s: attachments.set_kind(s, [one], AttachmentKind.CARD))
    (row,) = store.read(lambda s: attachments.listed(s, client, kind=AttachmentKind.CARD))
    assert (row.name, row.caption) == ("周建明：名片.png", "正面")
    assert store.read(lambda s: attachments.listed(s, client, kind=AttachmentKind.PHOTO)) == []
    store.write(lambda s: history.undo(s, done.batch_id, today=today))
    assert len(store.read(lambda s: attachments.listed(s, client, kind=AttachmentKind.PHOTO))) == 1
    with pytest.raises(Invalid):
        store.write(lambda s: attachments.rename(s, one, " \u200b "))


def test_a_private_copy_is_private_and_gone_when_the_store_is_closed(
    store: Database, client: str, folder: Path
) -> None:
    made = kept(store, client, MARKER, "合同 <最终>.pdf")
    copy = store.read(lambda s: attachments.open_copy(s, made))
    again = store.read(lambda s: attachments.open_copy(s, made))
    assert copy.path.read_bytes() == MARKER
    assert copy.path.name == "合同 -最终-.pdf"
    assert copy.path.parent != again.path.parent
    assert copy.path.is_relative_to(folder / temporary_copies.FOLDER)
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o400
    for place in (copy.path.parent, copy.path.parent.parent):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    held = os.open(copy.path, os.O_RDONLY)
    try:
        opening.close(store)
        assert os.pread(held, 100, 0) == b"\0" * 100
    finally:
        os.close(held)
    assert not (folder / temporary_copies.FOLDER).exists()


def test_what_a_crash_has_left_goes_at_the_next_start(
    store: Database, client: str, folder: Path, tmp_path: Path
) -> None:
    made = kept(store, client, MARKER, "a.txt")
    copy = store.read(lambda s: attachments.open_copy(s, made))
    outside = written(tmp_path, "mine.txt", b"not ours")
    (copy.path.parent / "link.txt").symlink_to(outside)
    os.link(outside, copy.path.parent / "hard.txt")
    (copy.path.parent / "made by a viewer").mkdir()
    written(copy.path.parent / "made by a viewer", "preview", MARKER)
    store.close()
    assert copy.path.exists()
    with pytest.raises(StoreError, match="wrong_passphrase"):
        opening.unlock(folder, passphrase="somebody else's guess")
    assert not (folder / temporary_copies.FOLDER).exists()  # whoever starts the program
    opened = opening.unlock(folder, passphrase=PASSPHRASE)
    assert outside.read_bytes() == b"not ours"
    opened.close()


def test_another_start_leaves_the_copies_of_an_open_store(store: Database, client: str, folder: Path) -> None:
    made = kept(store, client, MARKER, "a.txt")
    copy = store.read(lambda s: attachments.open_copy(s, made))
    opening.wipe_left(folder)
    assert copy.path.read_bytes() == MARKER


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    store_folder, outside = tmp_path / "s", tmp_path / "outside"
    store_folder.mkdir()
    outside.mkdir()
    written(outside, "mine.txt", b"not ours")
    (store_folder / temporary_copies.FOLDER).symlink_to(outside)
    assert temporary_copies.wipe(store_folder) == 0
    assert (outside / "mine.txt").read_bytes() == b"not ours"
    (store_folder / temporary_copies.FOLDER).symlink_to(outside)
    made = temporary_copies.make(store_folder, "a.txt", b"x")
    assert not made.path.resolve().is_relative_to(outside)


def test_a_changed_copy_is_noticed(tmp_path: Path) -> None:
    made = temporary_copies.make(tmp_path, "a.txt", b"before")
    assert not temporary_copies.is_changed(made)
    made.path.chmod(0o600)
    os.utime(made.path)
    assert not temporary_copies.is_changed(made)
    made.path.write_bytes(b"after!")
    assert temporary_copies.is_changed(made)
    temporary_copies.wipe(tmp_path)
    assert not temporary_copies.is_changed(made)
    assert not temporary_copies.is_there(made)


def test_a_program_is_kept_and_saved_elsewhere_but_never_opened(
    store: Database, client: str, folder: Path, tmp_path: Path
) -> None:
    made = kept(store, client, b"MZ" + MARKER, "驱动\u202egpj.exe")
    (row,) = store.read(lambda s: attachments.listed(s, client))
    assert not row.may_open
    with pytest.raises(Refused) as caught:
        store.read(lambda s: attachments.open_copy(s, made))
    assert caught.value.code == "attachment.never_opened"
    assert not (folder / temporary_copies.FOLDER).exists()
    store.read(lambda s: attachments.save_as(s, made, tmp_path / "out.bin"))
    assert (tmp_path / "out.bin").read_bytes() == b"MZ" + MARKER


def test_photos_that_scripts_add_are_bare_and_have_a_small_picture(
    store: Database, client: str, tmp_path: Path
) -> None:
    data = attachments.photo_bytes(written(tmp_path, "a.jpg", gps_jpeg()))
    made = store.write(lambda s: attachments.add_photo(s, client, data, name="a.jpg", caption="铭牌")).value
    assert b"MARKER" not in store.read(lambda s: attachments.content(s, made))
    assert store.read(lambda s: attachments.content(s, made)) == data
    assert store.read(lambda s: attachments.thumbnails(s, [made]))[made][:3] == b"\xff\xd8\xff"


def test_photos_of_an_older_store_have_small_pictures_too(store: Database, client: str) -> None:
    def old(session: Any) -> str:
        row = Attachment(scope_id=client, client_id=client, name="a.jpg", mime="image/jpeg", size=9, content=gps_jpeg())
        session.add(row)
        return row.id

    made = store.write(old).value
    (row,) = store.read(lambda s: attachments.listed(s, client, kind=AttachmentKind.PHOTO))
    assert row.is_picture
    assert store.read(lambda s: attachments.thumbnails(s, [made]))[made][:3] == b"\xff\xd8\xff"
    assert store.read(lambda s: attachments.thumbnails(s, ["nobody"])) == {}


def test_only_clients_that_are_there_have_files(store: Database) -> None:
    with pytest.raises(NotFound):
        kept(store, "nobody", png(), "a.png")
