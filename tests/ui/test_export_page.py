"""Export in the window: what, form, how much, where to; nothing is overwritten, and it says what was left out."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kam_desktop.core import clients, contacts, samples, segments
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.exchange.exporting import ENDINGS, What
from kam_desktop.ui import labels
from kam_desktop.ui.exports.page import ExportPage
from kam_desktop.ui.navigation import Route
from ui.client_ground import TODAY, Ground, ground

__all__ = ["ground"]


@pytest.fixture
def page(ground: Ground, tmp_path: Path) -> ExportPage:
    first = ground.client("A<B>C 公司", tier="A", city="宁波", external_no="KH1")
    ground.client("宁波恒远轮胎有限公司", tier="B")
    ground.write(lambda s: contacts.create(s, first, ContactDraft("周建明", taboos="怕狗"), today=TODAY))
    ground.write(lambda s: contacts.create(s, first, ContactDraft("走了", has_left=True), today=TODAY))
    made = ExportPage(ground.tasks)
    made.form._folder = tmp_path / "out"
    made.form._folder.mkdir()
    ground.show(made, Route("export"))
    return made


def choose(page: ExportPage, what: What, ending: str) -> None:
    QTest.mouseClick(page.form.what.chip(what.value), Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.form.format.chip(ending), Qt.MouseButton.LeftButton)


def write(ground: Ground, page: ExportPage) -> Path:
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    ground.settle()
    assert page.done.isVisible(), page.form.place_field.error
    return Path(page.done.told().split("\n")[1])


@pytest.mark.parametrize("what", list(What))
def test_everything_that_can_go_out_does(ground: Ground, page: ExportPage, what: What) -> None:
    for ending in ENDINGS[what]:
        choose(page, what, ending)
        file = write(ground, page)
        assert file.suffix == ending
        assert file.parent == page.form._folder
        assert labels.say(f"export.{what}") in file.name
        assert ("Private facts were left out." in page.done.told()) == (what not in ("visits", "gifts"))
        assert ("Ordinary notes are in the file." in page.done.told()) == (what in ("clients", "contacts", "all"))


def test_coming_back_without_a_list_means_all_even_where_there_are_segments(ground: Ground, page: ExportPage) -> None:
    ground.write(lambda s: segments.save(s, "A 级客户", (Criterion("tier", "any", ("A",)),)))
    page.show_route(Route("export"))
    ground.settle()
    page.show_route(Route("export"))
    ground.settle()
    assert page.form.scope.chosen() == {"all"}
    assert page.form.segment_id() == ""


def test_a_file_that_is_there_is_left_alone(ground: Ground, page: ExportPage) -> None:
    page.form.file().write_text("mine")
    file = write(ground, page)
    assert file.name == "Clients_2026-09-16 (2).xlsx"
    assert page.form.file().read_text() == "mine"
    assert "left alone" in page.done.told()


def test_private_facts_go_out_only_when_asked(ground: Ground, page: ExportPage) -> None:
    choose(page, What.CONTACTS, ".csv")
    assert "Ordinary notes go into the file" in page.form._private_hint.text()
    assert "怕狗" not in write(ground, page).read_text("utf-8-sig")
    page.form.private.setFocus()
    QTest.keyClick(page.form.private, Qt.Key.Key_Space)
    assert "go into the file" in page.form._private_hint.text()
    assert not page.done.isVisible()
    assert "怕狗" in write(ground, page).read_text("utf-8-sig")
    assert "Private" not in page.done.told()


def test_a_list_gives_its_ids_in_its_order(ground: Ground, page: ExportPage) -> None:
    ids = ground.read(clients.ids)[::-1]
    page.show_route(Route("export", "", {"what": "clients", "ids": ids[:1]}))
    assert page.form.scope_field.isVisible()
    assert page.form.order().scope.ids == tuple(ids[:1])
    choose(page, What.CLIENTS, ".csv")
    assert len(write(ground, page).read_bytes().splitlines()) == 2
    QTest.mouseClick(page.form.scope.chip("all"), Qt.MouseButton.LeftButton)
    assert page.form.order().scope.ids is None
    QTest.mouseClick(page.form.what.chip("visits"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.form.scope.chip("list"), Qt.MouseButton.LeftButton)
    scope = page.form.order().scope
    assert (scope.ids, scope.client_ids) == (None, tuple(ids[:1]))
    QTest.mouseClick(page.form.what.chip("all"), Qt.MouseButton.LeftButton)
    assert not page.form.scope_field.isVisible()
    page.show_route(Route("export"))
    assert not page.form.scope_field.isVisible()


def test_a_segment_is_a_choice_and_gives_its_clients(ground: Ground, page: ExportPage) -> None:
    ground.write(lambda s: segments.save(s, "A 级客户", (Criterion("tier", "any", ("A",)),)))
    ground.settle()
    [chip] = [name for name in page.form.scope._chips if name.startswith("segment:")]
    QTest.mouseClick(page.form.what.chip("contacts"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.form.scope.chip(chip), Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.form.format.chip(".csv"), Qt.MouseButton.LeftButton)
    text = write(ground, page).read_text("utf-8-sig")
    assert "周建明" in text
    assert "宁波恒远" not in text


def test_cards_say_who_got_none(ground: Ground, page: ExportPage) -> None:
    choose(page, What.CONTACTS, ".vcf")
    write(ground, page)
    assert "1 contact(s) who have left" in page.done.told() or "1 contact who has left" in page.done.told()


def test_a_place_that_cannot_be_written_is_told_beside_the_field(ground: Ground, page: ExportPage) -> None:
    page.form.place.setFocus()
    page.form.place.selectAll()
    QTest.keyClicks(page.form.place, "/nowhere/at/all.xlsx")
    QTest.keyClick(page.form.place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ground.settle()
    assert "/nowhere/at/all.xlsx" in (page.form.place_field.error or "")
    assert page.button.isVisible()
    assert page.form.place.hasFocus()
    QTest.keyClicks(page.form.place, "x")
    assert page.form.place_field.error is None


def test_a_typed_name_keeps_its_stem_and_gets_the_right_ending(page: ExportPage) -> None:
    page.form.place.setFocus()
    page.form.place.selectAll()
    QTest.keyClicks(page.form.place, "my.list v1.2")
    assert page.form.file() == page.form._folder / "my.list v1.2.xlsx"
    choose(page, What.CLIENTS, ".csv")
    assert page.form.file() == page.form._folder / "my.list v1.2.csv"
    page.form.place.clear()
    assert page.form.file().name == "Clients_2026-09-16.csv"


def test_it_can_be_stopped_and_leaves_nothing(ground: Ground, page: ExportPage) -> None:
    gate = threading.Event()
    for _ in range(3):  # the readers are busy, so that the run is stopped before it begins
        ground.tasks.read(page, lambda _s: gate.wait(20), done=lambda _: None)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert page.advance.isVisible()
    assert not page.form.isEnabled()
    QTest.keyClick(page.advance.cancel, Qt.Key.Key_Return)
    gate.set()
    ground.settle()
    assert not page.done.isVisible()
    assert "Stopped" in page._said.text()
    assert list(page.form._folder.iterdir()) == []
    assert page.button.hasFocus()


def test_the_count_is_shown(ground: Ground, page: ExportPage) -> None:
    told: list[str] = []
    page.tasks.run_progressed.connect(lambda _run: told.append(page.advance.words()))
    write(ground, page)
    assert told[-1] == "2 of 2"
    assert not page.advance.isVisible()


def test_the_keyboard_alone_does_everything(ground: Ground, page: ExportPage) -> None:
    chip = page.form.what.chip("clients")
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert page.form.chosen() is What.CONTACTS
    seen = set()
    for _ in range(20):
        focused = QApplication.focusWidget()
        seen.add(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {"File", "Export", "Excel (XLSX)"} <= seen
    assert any("Choose" in name for name in seen)
    page.form.place.setFocus()
    QTest.keyClick(page.form.place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ground.settle()
    assert page.done.button.hasFocus()
    assert page.on_escape()
    assert not page.done.isVisible()
    assert not page.on_escape()


def test_names_are_plain_text(ground: Ground, page: ExportPage) -> None:
    page.form.place.setFocus()
    page.form.place.selectAll()
    QTest.keyClicks(page.form.place, "<b>x")
    file = write(ground, page)
    assert file.name == "<b>x.xlsx"
    assert page.done._head.textFormat() is Qt.TextFormat.PlainText


def test_samples_go_out_whole(ground: Ground, tmp_path: Path) -> None:
    ground.write(lambda s: samples.fill(s, today=TODAY, number=20))
    page = ExportPage(ground.tasks)
    page.form._folder = tmp_path
    ground.show(page, Route("export", "", {"what": "all"}))
    page.form.fill({"what": "all"})
    assert write(ground, page).stat().st_size > 10_000
