"""The files of a client: dropped, pasted, looked at, described, opened, saved and taken away (D-2.7)."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.file_samples import bomb, gps_jpeg, png, written
from kam_desktop.core import attachments, contacts, temporary_copies
from kam_desktop.core.attachments import FileRow
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.rules.kinds import AttachmentKind
from kam_desktop.ui.files.files_page import FilesPage
from kam_desktop.ui.navigation import Route
from ui.client_ground import TODAY, Ground, ground, texts

Key = Qt.Key
__all__ = ["ground"]


@pytest.fixture
def client(ground: Ground) -> str:
    return ground.client("宁波恒远轮胎有限公司", short_name="恒远轮胎")


@pytest.fixture
def page(ground: Ground, client: str) -> FilesPage:
    made = FilesPage(ground.tasks)
    ground.show(made, Route("files", client))
    return made


def files(ground: Ground, client: str) -> list[FileRow]:
    found: list[FileRow] = ground.read(lambda s: attachments.listed(s, client))
    return found


def dropped(page: FilesPage, paths: list[Path]) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(
        QPoint(300, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    assert page.drop.is_over
    drop = QDropEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(page, drop)
    assert drop.isAccepted()
    assert not page.drop.is_over
    return mime


def added(ground: Ground, page: FilesPage, *paths: Path) -> None:
    dropped(page, list(paths))
    ground.settle()
    ground.settle()


def test_an_empty_page_says_what_to_do(page: FilesPage) -> None:
    assert page.empty.isVisible()
    assert any("Drop files here" in text for text in texts(page))
    assert "恒远轮胎" in texts(page)


def test_dropped_files_are_kept_shown_and_undoable(
    ground: Ground, client: str, page: FilesPage, tmp_path: Path
) -> None:
    added(ground, page, written(tmp_path, "门头.jpg", gps_jpeg()), written(tmp_path, "合同.pdf", b"%PDF-1.7 x"))
    assert {row.name: row.kind for row in files(ground, client)} == {
        "门头.jpg": AttachmentKind.PHOTO, "合同.pdf": AttachmentKind.FILE,
    }  # fmt: skip
    assert page.grid.isVisible()
    assert len(page.grid.chosen_ids()) == 2
    assert [notice.text for notice in ground.notices] == ["Files added"]
    assert ground.notices[0].batch_id
    for row in files(ground, client):
        assert b"MARKER" not in ground.read(lambda s, row=row: attachments.content(s, row.id))


def test_what_was_refused_is_said_and_the_rest_is_kept(
    ground: Ground, client: str, page: FilesPage, tmp_path: Path
) -> None:
    good, bad = written(tmp_path, "a.png", png()), written(tmp_path, "bomb.png", bomb())
    added(ground, page, good, bad, tmp_path)
    assert [row.name for row in files(ground, client)] == ["a.png"]
    assert "bomb.png" in page.remarks.text.text()
    assert "is a folder" in page.remarks.text.text()
    added(ground, page, good)
    assert len(files(ground, client)) == 1
    assert "already kept" in page.remarks.text.text()
    assert len(ground.notices) == 1
    page.remarks.close_button.click()
    assert not page.remarks.isVisible()


def test_what_still_tells_of_its_place_is_said_first_and_like_things_in_one_sentence(
    ground: Ground, page: FilesPage, tmp_path: Path
) -> None:
    heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"0" * 500
    empty = [written(tmp_path, f"e{number}.txt", b"") for number in range(4)]
    added(ground, page, *empty, written(tmp_path, "b.heic", heic))
    first, second = page.remarks.text.text().split("\n")
    assert first.startswith("b.heic was kept as it came")
    assert second == "4 files are empty (0 bytes) and were not added: e0.txt, e1.txt, e2.txt, e3.txt."


def test_many_remarks_can_all_be_read(ground: Ground, page: FilesPage) -> None:
    page.remarks.say(["no"])
    assert page.remarks.body.verticalScrollBar().maximum() == 0
    low = page.remarks.height()
    page.remarks.say([f"sentence {number}" for number in range(40)])
    ground.settle()
    assert "sentence 39" in page.remarks.text.text()
    assert low <= page.remarks.height() < 200
    assert page.remarks.body.verticalScrollBar().maximum() > 0


def test_pasting_files_and_pictures(qtbot: QtBot, ground: Ground, client: str, page: FilesPage, tmp_path: Path) -> None:
    clipboard = QGuiApplication.clipboard()
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    clipboard.setImage(picture)
    qtbot.keyClick(page.grid, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    ground.settle()
    (row,) = files(ground, client)
    assert row.name.startswith("Pasted ")
    assert Image.open(io.BytesIO(ground.read(lambda s: attachments.content(s, row.id)))).size == (300, 200)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(written(tmp_path, "b.txt", b"hello")))])
    clipboard.setMimeData(mime)
    page.paste()
    ground.settle()
    assert len(files(ground, client)) == 2
    clipboard.setText("only words")
    page.paste()
    assert "no file" in page.remarks.text.text()


def test_place_and_device_stay_only_when_asked(ground: Ground, client: str, page: FilesPage, tmp_path: Path) -> None:
    assert not page.details.keep_original.isChecked()
    page.details.keep_original.click()
    added(ground, page, written(tmp_path, "a.jpg", gps_jpeg()))
    (row,) = files(ground, client)
    assert b"MARKER-PHONE" in ground.read(lambda s: attachments.content(s, row.id))
    page.show_route(Route("files", ground.client("台州海辰泵业")))
    assert not page.details.keep_original.isChecked()


def test_small_pictures_are_read_for_what_is_seen(qtbot: QtBot, ground: Ground, client: str, page: FilesPage) -> None:
    def many(session: Any) -> None:
        for at in range(120):
            made = attachments.prepare(png((8, 8 + at)), name=f"{at:03}.png")
            attachments.add(session, made, client_id=client)

    ground.write(many)
    ground.settle()
    known = page.grid.files._pictures
    assert page.grid.files.rowCount() == 120
    qtbot.waitUntil(lambda: len(known) > 0)
    assert len(known) < 60
    before = len(known)
    page.grid.scrollToBottom()
    qtbot.waitUntil(lambda: len(known) > before)
    ground.settle()
    assert len(known) < 120


def test_captions_names_and_kinds(qtbot: QtBot, ground: Ground, client: str, page: FilesPage, tmp_path: Path) -> None:
    added(ground, page, written(tmp_path, "scan.png", png()))
    qtbot.keyClick(page.grid, Key.Key_F2)
    assert page.details.caption.hasFocus()
    qtbot.keyClicks(page.details.caption, "Front side")
    qtbot.keyClick(page.details.caption, Key.Key_Return)
    ground.settle()
    page.details.name.setFocus()
    page.details.name.selectAll()
    qtbot.keyClicks(page.details.name, "Zhou card")
    qtbot.keyClick(page.details.name, Key.Key_Return)
    ground.settle()
    page.details.kind.setCurrentIndex(page.details.kind.findData(AttachmentKind.CARD))
    page.details.kind.activated.emit(page.details.kind.currentIndex())
    ground.settle()
    (row,) = files(ground, client)
    assert (row.caption, row.name, row.kind) == ("Front side", "Zhou card.png", AttachmentKind.CARD)
    assert page.on_escape()
    assert page.grid.hasFocus()
    page.details.contact.click()
    assert ground.routes[-1] == Route("contact_form", "", {"client_id": client})
    assert ground.routes[-1].args == {"client_id": client}


def test_the_picture_large_and_the_next_one(qtbot: QtBot, ground: Ground, page: FilesPage, tmp_path: Path) -> None:
    added(ground, page, written(tmp_path, "a.png", png((90, 60))))
    added(ground, page, written(tmp_path, "b.txt", b"text"))
    added(ground, page, written(tmp_path, "c.jpg", gps_jpeg(orientation=6)))
    page.grid.setFocus()
    page.grid.make_current(page.grid.files.rows[0].id)
    qtbot.keyClick(page.grid, Key.Key_Space)
    ground.settle()
    assert page.picture.isVisible()
    assert page.picture.image.size().toTuple() == (800, 1600)
    qtbot.keyClick(page.picture, Key.Key_Right)
    ground.settle()
    assert page.picture.row is not None
    assert page.picture.row.name == "a.png"
    assert page.picture.image.size().toTuple() == (90, 60)
    qtbot.keyClick(page.picture, Key.Key_Space)
    assert page.grid.isVisible()
    assert page.grid.hasFocus()
    page.stack.peek(page.grid.files.rows[1].id)
    assert [error.code for error in ground.refused] == ["attachment.not_a_picture"]


class _Viewer(QObject):
    """Stands for the program that the system has for a file."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


@pytest.fixture
def viewer() -> Iterator[_Viewer]:
    made = _Viewer()
    QDesktopServices.setUrlHandler("file", made, "show")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_opening_shows_a_private_copy(
    qtbot: QtBot, ground: Ground, page: FilesPage, viewer: _Viewer, tmp_path: Path
) -> None:
    added(ground, page, written(tmp_path, "合同.pdf", b"%PDF-1.7 secret"))
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Key.Key_Return)
    ground.settle()
    qtbot.keyClick(page.grid, Key.Key_Return)
    ground.settle()
    first, second = viewer.paths
    assert first == second
    assert first.read_bytes() == b"%PDF-1.7 secret"
    assert first.is_relative_to(ground.store.folder / temporary_copies.FOLDER)
    first.chmod(0o600)
    first.write_bytes(b"%PDF-1.7 changed")
    page._opener.look()
    ground.settle()
    assert "is not kept" in ground.notices[-1].text
    qtbot.keyClick(page.grid, Key.Key_Return)
    ground.settle()
    assert viewer.paths[-1].read_bytes() == b"%PDF-1.7 secret"


def test_a_program_is_not_opened(
    qtbot: QtBot, ground: Ground, page: FilesPage, viewer: _Viewer, tmp_path: Path
) -> None:
    added(ground, page, written(tmp_path, "驱动.exe", b"MZ..."))
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Key.Key_Return)
    ground.settle()
    assert [error.code for error in ground.refused] == ["attachment.never_opened"]
    assert viewer.paths == []
    assert not page.details.open.isVisible()
    assert page.details.never.isVisible()


def test_saving_elsewhere(ground: Ground, page: FilesPage, tmp_path: Path) -> None:
    added(ground, page, written(tmp_path, "a.txt", b"one"), written(tmp_path, "b.txt", b"two"))
    out = tmp_path / "out"
    out.mkdir()
    written(out, "a.txt", b"mine")
    page.saver.save({row.id: out / row.name for row in page.grid.files.rows}, is_fresh=True)
    ground.settle()
    assert (out / "a.txt").read_bytes() == b"mine"
    assert (out / "a (2).txt").read_bytes() == b"one"
    assert (out / "b.txt").read_bytes() == b"two"
    assert str(out) in ground.notices[-1].text
    page.saver.save({page.grid.files.rows[0].id: tmp_path / "nowhere" / "a.txt"})
    ground.settle()
    assert [error.code for error in ground.refused] == ["file.not_writable"]


def test_removing_and_the_next_one_is_current(
    qtbot: QtBot, ground: Ground, client: str, page: FilesPage, tmp_path: Path
) -> None:
    added(ground, page, *(written(tmp_path, f"{name}.txt", name.encode()) for name in "abc"))
    page.grid.setFocus()
    page.grid.make_current(page.grid.files.rows[1].id)
    after = page.grid.files.rows[2].id
    qtbot.keyClick(page.grid, Key.Key_Delete)
    ground.settle()
    assert len(files(ground, client)) == 2
    assert page.grid.current_id() == after
    assert ground.notices[-1].text == "File removed"
    assert ground.notices[-1].batch_id


def test_a_card_is_known_by_its_name_and_given_to_its_person(
    ground: Ground, client: str, page: FilesPage, tmp_path: Path
) -> None:
    zhou = ground.write(lambda s: contacts.create(s, client, ContactDraft("周建明"), today=TODAY))
    page.reload()
    ground.settle()
    added(ground, page, written(tmp_path, "周总名片.png", png((70, 40))))
    details = page.details
    assert details.whose.isVisible()
    assert details.whose.currentData() == ""
    details.whose.setCurrentIndex(details.whose.findData(zhou))
    details.whose.activated.emit(details.whose.currentIndex())
    ground.settle()
    (row,) = files(ground, client)
    assert (row.kind, row.contact_id) == (AttachmentKind.CARD, zhou)
    assert details.whose.currentData() == zhou


def test_filters_by_kind_and_words(ground: Ground, client: str, page: FilesPage, tmp_path: Path) -> None:
    added(ground, page, written(tmp_path, "a.png", png()), written(tmp_path, "b.txt", b"b"))
    page.chips.press(2)
    assert page.empty.isVisible()
    added(ground, page, written(tmp_path, "card.png", png((70, 40))))
    assert [row.name for row in page.grid.files.rows] == ["card.png"]
    assert {row.name: row.kind for row in files(ground, client)}["card.png"] == AttachmentKind.CARD
    page.chips.press(0)
    page.filter.setText("B.T")
    assert [row.name for row in page.grid.files.rows] == ["b.txt"]
    page.filter.setText("zzz")
    page.empty.button.click()
    assert len(page.grid.files.rows) == 3


def test_the_files_of_one_person(ground: Ground, client: str, page: FilesPage, tmp_path: Path) -> None:
    person = ground.write(lambda s: contacts.create(s, client, ContactDraft("周建明"), today=TODAY))
    added(ground, page, written(tmp_path, "a.txt", b"a"))
    page.show_route(Route("files", client, {"contact_id": person}))
    ground.settle()
    assert page.empty.isVisible()
    added(ground, page, written(tmp_path, "b.txt", b"b"))
    assert [row.name for row in page.grid.files.rows] == ["b.txt"]
    assert {row.name: row.contact_id for row in files(ground, client)} == {"a.txt": None, "b.txt": person}
    assert "周建明 · 恒远轮胎" in texts(page)


def test_many_files_at_once_can_be_stopped(ground: Ground, client: str, page: FilesPage, tmp_path: Path) -> None:
    runs: list[Any] = []
    ground.tasks.run_started.connect(runs.append)
    ground.tasks.run_started.connect(lambda run: run.cancel())
    added(ground, page, *(written(tmp_path, f"{at}.txt", str(at).encode()) for at in range(30)))
    assert len(runs) == 1
    assert files(ground, client) == []
    assert ground.refused == []


def test_every_input_has_a_name(page: FilesPage) -> None:
    inputs = [page.filter, page.add_button, page.grid, page.remarks.close_button, page.details.keep_original]
    inputs += [page.details.caption, page.details.name, page.details.kind, page.details.open, page.details.save]
    for widget in inputs:
        assert widget.accessibleName() or widget.text(), widget
