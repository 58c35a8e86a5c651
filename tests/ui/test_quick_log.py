"""Noting a contact from anywhere: who, what, outcome, over a real store."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kam_desktop import runtime
from kam_desktop.core import agenda, clients, contacts, drafts, interactions, opening, timeline
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import Invalid
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.store import vault
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Interaction, Touch
from kam_desktop.core.timeline_facts import Fact
from kam_desktop.ui import labels
from kam_desktop.ui.tasks import Notice, Tasks
from kam_desktop.ui.touches.quick_log import QuickLog

TODAY = date(2026, 9, 16)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    runtime.fix_today(TODAY)
    labels.set_language("zh_CN")
    yield
    runtime.fix_today(None)
    labels.set_language("en")


class Known(NamedTuple):
    """The store and whom it knows."""

    store: Database
    tyres: str
    zhou: str
    he: str
    motors: str


@pytest.fixture
def known(tmp_path: Path) -> Iterator[Known]:
    store = opening.create(tmp_path / "s", "correct horse", author="刘敏", kdf=vault.Kdf(8, 1, 1)).store

    def fill(s: Any) -> tuple[str, ...]:
        since = TODAY - timedelta(400)
        tyres = clients.create(s, ClientDraft("宁波恒远轮胎有限公司", tier="A"), today=since)
        zhou = contacts.create(s, tyres, ContactDraft("周建明", title="总经理"), today=since)
        he = contacts.create(s, tyres, ContactDraft("何秀英"), today=since)
        contacts.create(s, tyres, ContactDraft("陈旧人", has_left=True), today=since)
        motors = clients.create(s, ClientDraft("A<B>C <b>公司</b>", tier="B"), today=since)
        return tyres, zhou, he, motors

    yield Known(store, *store.write(fill).value)
    store.close()


@pytest.fixture
def tasks(known: Known, qapp: Any) -> Iterator[Tasks]:
    made = Tasks(known.store)
    yield made
    made.close()
    qapp.processEvents()


class Over(NamedTuple):
    """The panel over a window whose own Escape would lead away."""

    panel: QuickLog
    window: QWidget
    page: QLineEdit
    escaped: list[bool]
    notices: list[Notice]


@pytest.fixture
def over(qtbot: QtBot, tasks: Tasks) -> Over:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(960, 540)
    page = QLineEdit(window)
    QVBoxLayout(window).addWidget(page)
    escaped: list[bool] = []
    QShortcut(QKeySequence("Esc"), window).activated.connect(lambda: escaped.append(True))
    panel = QuickLog(tasks, window)
    notices: list[Notice] = []
    tasks.told.connect(notices.append)
    tasks.unexpected.connect(_raise)
    window.show()
    window.activateWindow()
    page.setFocus()
    return Over(panel, window, page, escaped, notices)


def _raise(error: BaseException) -> None:
    raise error


def noted(store: Database) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    def read(s: Any) -> list[tuple[str, str, tuple[str, ...], str | None]]:
        rows = s.scalars(select(Interaction).where(Interaction.deleted_at.is_(None)).order_by(Interaction.id))
        return [(row.channel, row.outcome, tuple(row.contact_ids), row.touch_id) for row in rows]

    return store.read(read)


def days(store: Database) -> list[date]:
    return store.read(lambda s: list(s.scalars(select(Interaction.on).where(Interaction.deleted_at.is_(None)))))


def kept(store: Database) -> list[str]:
    return store.read(lambda s: drafts.keys(s, "log:"))


def settle(qtbot: QtBot, panel: QuickLog) -> None:
    qtbot.waitUntil(lambda: not panel._tasks._jobs)


def due(known: Known, activity: str) -> agenda.DueTouch:
    found = known.store.read(lambda s: agenda.of_client(s, known.tyres, today=TODAY))
    return next(each for each in found if each.activity == activity)


def search(qtbot: QtBot, panel: QuickLog, text: str) -> None:
    panel.who.line.setText(text)
    qtbot.waitUntil(lambda: bool(panel.who.hits.hits()))


def test_a_number_that_was_typed_stands_marked_beside_the_name(known: Known, over: Over, qtbot: QtBot) -> None:
    numbers = ("13800150461", "13887651019")
    known.store.write(lambda s: contacts.create(s, known.tyres, ContactDraft("郭芳", phones=numbers), today=TODAY))
    over.panel.open()
    search(qtbot, over.panel, "8765 1019")
    hit = over.panel.who.hits.hits()[0]
    (start, length), *_ = hit.detail_marks
    assert (hit.title, hit.detail[start : start + length]) == ("郭芳", "8765 1019")


def test_search_tick_and_save_with_the_keyboard(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open()
    assert panel.who.line.hasFocus()
    search(qtbot, panel, "恒远")
    qtbot.keyClick(panel.who.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.who.who is not None)
    assert panel.outcome.hasFocus()
    assert [each.name for each in panel.who.who.people] == ["周建明", "何秀英"]
    for chip in panel.who._chips.values():
        qtbot.keyClick(chip, Qt.Key.Key_Space)
    qtbot.mouseClick(panel.channels.chip("message"), Qt.MouseButton.LeftButton)
    panel.outcome.setFocus()
    qtbot.keyClicks(panel.outcome, "line one")
    qtbot.keyClick(panel.outcome, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(panel.outcome, "line two")
    with qtbot.waitSignal(panel.saved) as saved:
        qtbot.keyClick(panel.outcome, Qt.Key.Key_Return)
    assert saved.args == [known.tyres]
    channel, outcome, people, _touch = noted(known.store)[0]
    assert (channel, outcome) == ("message", "line one\nline two")
    assert set(people) == {known.zhou, known.he}
    qtbot.waitUntil(lambda: bool(over.notices))
    assert "周建明" in over.notices[0].text
    assert over.notices[0].batch_id
    assert not panel.isVisible()
    assert over.page.hasFocus()


def test_a_call_that_reached_nobody_is_no_contact(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open(client_id=known.tyres, contact_id=known.zhou)
    qtbot.waitUntil(lambda: panel.who.who is not None)
    assert panel.missed.isVisible()
    panel.channels.choose(["message"])
    panel.channels.changed.emit("message")
    assert panel.missed.isHidden()
    panel.channels.choose(["call"])
    panel.channels.changed.emit("call")
    panel.missed.click()
    with qtbot.waitSignal(panel.saved):
        panel.save()
    assert noted(known.store) == []
    wanted = select(Touch.client_id, Touch.result, Touch.state).where(Touch.tries == 1)
    assert known.store.read(lambda s: s.execute(wanted).one()) == (known.tyres, "missed", "planned")
    settle(qtbot, panel)
    assert "周建明" in over.notices[-1].text


def test_each_call_that_reached_nobody_keeps_its_words(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    for text in ("电话没人接，改天再打", "", "又没人接"):
        panel.open(client_id=known.tyres, contact_id=known.zhou)
        qtbot.waitUntil(lambda: panel.who.who is not None)
        panel.missed.setChecked(True)
        panel.outcome.setPlainText(text)
        with qtbot.waitSignal(panel.saved):
            qtbot.keyClick(panel.outcome, Qt.Key.Key_Return)
        settle(qtbot, panel)
    lines = known.store.read(lambda s: timeline.page(s, known.tyres, kinds={Fact.NOTE})).lines
    assert [(line.text, line.contact_ids) for line in lines] == [
        (f"Phone call, nobody reached{words}", (known.zhou,)) for words in (": 又没人接", "", ": 电话没人接，改天再打")
    ]
    assert noted(known.store) == []


def test_that_a_call_reached_nobody_is_kept_with_the_words(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open(client_id=known.tyres)
    qtbot.waitUntil(lambda: panel.who.who is not None)
    panel.missed.click()
    panel.outcome.setPlainText("no answer")
    qtbot.keyClick(panel.outcome, Qt.Key.Key_Escape)
    panel.open(client_id=known.tyres)
    qtbot.waitUntil(lambda: panel.outcome.toPlainText() == "no answer")
    assert panel.missed.isVisible()
    assert panel.missed.isChecked()
    panel.open(client_id=known.motors)
    assert not panel.missed.isChecked()


def test_a_contact_found_is_ticked(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open()
    search(qtbot, panel, "hexiuying")
    qtbot.keyClick(panel.who.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.who.who is not None)
    assert panel.who.contact_ids() == (known.he,)
    with qtbot.waitSignal(panel.saved):
        qtbot.keyClick(panel.outcome, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert noted(known.store)[0][:3] == ("call", "", (known.he,))


def test_a_preset_touch_is_closed(known: Known, over: Over, qtbot: QtBot) -> None:
    touch = due(known, "visit")
    panel = over.panel
    panel.open(known.tyres, known.zhou, touch.id)
    qtbot.waitUntil(lambda: bool(panel.hint()) and panel.who.who is not None)
    assert panel.channels.chosen() == {Channel.VISIT.value}
    assert panel.who.contact_ids() == (known.zhou,)
    with qtbot.waitSignal(panel.saved):
        qtbot.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)
    assert noted(known.store)[0][3] == touch.id


def test_another_client_does_not_answer_the_touch(known: Known, over: Over, qtbot: QtBot) -> None:
    touch = due(known, "visit")
    panel = over.panel
    panel.open(known.tyres, known.zhou, touch.id)
    qtbot.waitUntil(lambda: bool(panel.hint()) and panel.who.who is not None)
    qtbot.mouseClick(panel.who.change_button, Qt.MouseButton.LeftButton)
    search(qtbot, panel, "A<B>C")
    qtbot.keyClick(panel.who.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.who.who is not None)
    assert panel.hint() == ""
    with qtbot.waitSignal(panel.saved) as saved:
        qtbot.keyClick(panel.outcome, Qt.Key.Key_Return)
    assert saved.args == [known.motors]
    assert noted(known.store)[0][3] != touch.id
    assert due(known, "visit").id == touch.id


def test_escape_closes_and_keeps_the_words(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open(known.tyres)
    qtbot.waitUntil(lambda: panel.who.who is not None)
    qtbot.keyClicks(panel.outcome, "half a sentence")
    qtbot.keyClick(panel.outcome, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert over.page.hasFocus()
    assert not over.escaped, "the window's own Escape is not for this"
    panel.open()
    qtbot.waitUntil(lambda: panel.outcome.toPlainText() == "half a sentence" and panel.who.who is not None)
    panel.open(known.motors)
    qtbot.waitUntil(lambda: panel.who.who is not None and panel.who.who.client_id == known.motors)
    settle(qtbot, panel)
    assert panel.outcome.toPlainText() == "", "they are about another client"
    qtbot.keyClicks(panel.outcome, "other words")
    qtbot.keyClick(panel.outcome, Qt.Key.Key_Escape)
    panel.open(known.tyres)
    qtbot.waitUntil(lambda: panel.outcome.toPlainText() == "half a sentence" and panel.who.who is not None)
    with qtbot.waitSignal(panel.saved):
        qtbot.keyClick(panel.outcome, Qt.Key.Key_Return)
    panel.open(known.tyres)
    settle(qtbot, panel)
    assert panel.outcome.toPlainText() == "", "what was saved does not come back"
    panel.open(known.motors)
    qtbot.waitUntil(lambda: panel.outcome.toPlainText() == "other words")


@pytest.mark.parametrize("is_left", [False, True])
@pytest.mark.parametrize("is_refused", [False, True])
def test_what_is_being_saved_comes_back_only_where_it_was_not_saved(
    known: Known,
    over: Over,
    tasks: Tasks,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    is_left: bool,
    is_refused: bool,
) -> None:
    panel, before = over.panel, Event()
    if is_refused:
        monkeypatch.setattr(interactions, "log", _refuse)
    panel.open(known.tyres)
    settle(qtbot, panel)
    panel.outcome.setPlainText("samples on Friday")
    tasks.write(panel, lambda _: before.wait())  # the save has to wait
    panel.save()
    qtbot.waitUntil(lambda: not panel._kept.is_due())
    if is_left:
        panel.dismiss()
    before.set()
    settle(qtbot, panel)
    assert len(noted(known.store)) == (not is_refused)
    assert len(kept(known.store)) == is_refused
    assert panel.isVisible() == (is_refused and not is_left)
    panel.open(known.tyres)
    settle(qtbot, panel)
    assert panel.outcome.toPlainText() == ("samples on Friday" if is_refused else "")


def _refuse(*_: Any, **__: Any) -> None:
    raise Invalid("outcome", "interaction.in_future", on="")


def test_a_client_taken_off_meanwhile_is_named_and_the_words_are_kept(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open(known.tyres)
    settle(qtbot, panel)
    qtbot.keyClicks(panel.outcome, "samples on Friday")
    known.store.write(lambda s: clients.remove(s, known.tyres))
    qtbot.keyClick(panel.outcome, Qt.Key.Key_Return)
    settle(qtbot, panel)
    assert panel.isVisible()
    assert "宁波恒远轮胎" in panel.hint()
    assert "Esc" in panel.hint()
    assert known.tyres not in panel.hint()
    panel.dismiss()
    settle(qtbot, panel)
    assert len(kept(known.store)) == 1


def test_words_about_nobody_go_to_the_client_that_is_opened_next(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open()
    settle(qtbot, panel)
    panel.outcome.setFocus()
    qtbot.keyClicks(panel.outcome, "prices go up")
    qtbot.keyClick(panel.outcome, Qt.Key.Key_Escape)
    panel.open(known.motors)
    qtbot.waitUntil(lambda: panel.outcome.toPlainText() == "prices go up" and panel.who.who is not None)
    with qtbot.waitSignal(panel.saved) as saved:
        qtbot.keyClick(panel.outcome, Qt.Key.Key_Return)
    assert saved.args == [known.motors]
    panel.open()
    settle(qtbot, panel)
    assert panel.outcome.toPlainText() == ""


def test_what_was_typed_outlives_the_window(known: Known, over: Over, tasks: Tasks, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open(known.tyres, known.he)
    qtbot.waitUntil(lambda: panel.who.who is not None)
    qtbot.mouseClick(panel.channels.chip("message"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(panel.outcome, "sent the list")
    qtbot.waitUntil(lambda: bool(kept(known.store)))
    other = QuickLog(tasks, over.window)
    other.open(known.tyres)
    qtbot.waitUntil(lambda: other.outcome.toPlainText() == "sent the list" and other.who.who is not None)
    qtbot.waitUntil(lambda: other.who.contact_ids() == (known.he,))
    assert other.channels.chosen() == {"message"}
    other.outcome.selectAll()
    qtbot.keyClick(other.outcome, Qt.Key.Key_Delete)
    qtbot.keyClick(other.outcome, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not kept(known.store))


def test_a_call_of_yesterday_is_noted_for_its_day(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open(known.tyres)
    qtbot.waitUntil(lambda: panel.who.who is not None)
    assert (panel.on.text(), panel.on.placeholderText()) == ("", "Today")
    qtbot.keyClicks(panel.outcome, "yes")
    qtbot.keyClick(panel.outcome, Qt.Key.Key_Tab)
    assert panel.on.hasFocus()
    qtbot.keyClick(panel.on, Qt.Key.Key_Tab)
    assert panel.save_button.hasFocus()
    qtbot.keyClick(panel.save_button, Qt.Key.Key_Backtab)
    qtbot.keyClicks(panel.on, "tomorrow")
    qtbot.keyClick(panel.on, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(panel.hint()))
    assert panel.on.hasFocus()
    assert noted(known.store) == []
    panel.on.selectAll()
    qtbot.keyClicks(panel.on, "someday")
    qtbot.keyClick(panel.on, Qt.Key.Key_Return)
    assert "someday" in panel.hint()
    panel.on.selectAll()
    qtbot.keyClicks(panel.on, "yesterday")
    with qtbot.waitSignal(panel.saved):
        qtbot.keyClick(panel.on, Qt.Key.Key_Return)
    assert days(known.store) == [TODAY - timedelta(1)]
    qtbot.waitUntil(lambda: bool(over.notices))
    assert "9 月 15 日" in over.notices[-1].text


def logged(known: Known) -> str:
    draft = InteractionDraft(known.tyres, Channel.CALL, TODAY, "谈了涨价", (known.zhou,))
    return known.store.write(lambda s: interactions.log(s, draft, today=TODAY)).value.interaction_id


def test_a_contact_is_corrected(known: Known, over: Over, qtbot: QtBot) -> None:
    row_id, panel = logged(known), over.panel
    panel.open(interaction_id=row_id)
    qtbot.waitUntil(lambda: panel.who.who is not None)
    assert (panel.outcome.toPlainText(), panel.who.contact_ids()) == ("谈了涨价", (known.zhou,))
    assert panel.outcome.hasFocus()
    assert not panel.who.change_button.isVisible()
    panel.open()
    assert (panel.accessibleName(), panel.outcome.toPlainText()) == ("Correct what was noted", "谈了涨价")
    qtbot.mouseClick(panel.channels.chip("visit"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.who._chips[known.he], Qt.MouseButton.LeftButton)
    panel.on.setFocus()
    panel.on.selectAll()
    qtbot.keyClicks(panel.on, "-2")
    with qtbot.waitSignal(panel.saved):
        qtbot.keyClick(panel.on, Qt.Key.Key_Return)
    assert days(known.store) == [TODAY - timedelta(2)]
    [(channel, outcome, people, _)] = noted(known.store)
    assert (channel, outcome, people) == ("visit", "谈了涨价", (known.zhou, known.he))
    qtbot.waitUntil(lambda: bool(over.notices) and bool(over.notices[-1].batch_id))
    panel.open()
    settle(qtbot, panel)
    assert (panel.outcome.toPlainText(), panel.who.who, panel.on.text()) == ("", None, "")


def test_a_correction_that_was_left_is_there_again(known: Known, over: Over, qtbot: QtBot) -> None:
    row_id, panel = logged(known), over.panel
    for text in ("谈了涨价", "谈了涨价!"):
        panel.open(interaction_id=row_id)
        qtbot.waitUntil(lambda text=text: panel.outcome.toPlainText() == text)
        qtbot.keyClicks(panel.outcome, "!")
        qtbot.keyClick(panel.outcome, Qt.Key.Key_Escape)
    panel.open(known.tyres)
    settle(qtbot, panel)
    assert panel.outcome.toPlainText() == "", "it is no new contact"
    panel.open(interaction_id="gone")
    refused: list[object] = []
    panel._tasks.refused.connect(refused.append)
    qtbot.waitUntil(lambda: not panel.isVisible())
    assert refused


def test_tab_goes_round_inside(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open(known.tyres)
    qtbot.waitUntil(lambda: panel.who.who is not None)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        panel.save_button.setFocus()
        seen = set()
        for _ in range(30):
            qtbot.keyClick(over.window.focusWidget(), key)
            assert panel.isAncestorOf(over.window.focusWidget())
            seen.add(over.window.focusWidget())
        assert {panel.outcome, panel.save_button, panel.close_button} <= seen


def test_nothing_is_saved_without_a_client(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open()
    panel.outcome.setFocus()
    qtbot.keyClick(panel.outcome, Qt.Key.Key_Return)
    assert panel.hint()
    assert panel.who.line.hasFocus()
    panel.who.line.setText("zzzz")
    qtbot.waitUntil(lambda: not panel.who._nothing.isHidden())
    qtbot.keyClick(panel.who.line, Qt.Key.Key_Return)
    assert noted(known.store) == []


def test_a_search_that_was_overtaken_shows_nothing(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open()
    panel.who.line.setText("恒远")
    panel.who.line.clear()
    qtbot.waitUntil(lambda: not panel._tasks._jobs)
    assert panel.who.hits.isHidden()


def test_names_are_never_taken_for_markup(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open(known.motors)
    qtbot.waitUntil(lambda: panel.who.who is not None)
    shown = [each for each in panel.findChildren(QLabel) if each.text() == "A<B>C <b>公司</b>"]
    assert shown
    assert all(each.textFormat() == Qt.TextFormat.PlainText for each in shown)


def test_it_stays_inside_a_small_window(known: Known, over: Over, qtbot: QtBot) -> None:
    panel = over.panel
    panel.open()
    search(qtbot, panel, "公司")
    qtbot.waitUntil(lambda: panel.height() > 300)
    assert over.window.rect().contains(panel.geometry())
    over.window.resize(500, 420)
    qtbot.waitUntil(lambda: over.window.rect().contains(panel.geometry()))
