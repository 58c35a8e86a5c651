"""The whole window over a real store: the main job by keyboard, language, lock, undo."""

import gc
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from conftest import PASSPHRASE
from kam_desktop import runtime
from kam_desktop.app import Session
from kam_desktop.core import (
    agenda,
    attachments,
    clients,
    contacts,
    gift_lists,
    indexing,
    interactions,
    opening,
    samples,
)
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules import phones
from kam_desktop.core.rules.kinds import Channel, Entity
from kam_desktop.core.store import database, search_index
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.tables import Gift, Visit
from kam_desktop.exchange import subscription
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.settings.backup import BackupSection
from kam_desktop.ui.touches.quick_log import QuickLog
from kam_desktop.ui.widgets.buttons import QuietButton
from ui.desk_ground import desk_of

DAY = date(2026, 9, 16)


@pytest.fixture
def session(qtbot: QtBot, qapp: QApplication, store: Database, folder: Path) -> Iterator[Session]:
    with desk_of(qtbot, qapp, store, folder, on=DAY, number=12) as made:
        yield made


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def test_the_day_begins_and_a_touch_is_done_and_undone(qtbot: QtBot, session: Session, store: Database) -> None:
    window = session.desk.window
    page = window.page
    qtbot.waitUntil(lambda: page.current() is not None, timeout=5000)
    before = store.read(lambda s: agenda.progress(s, today=DAY))
    page.list.setFocus()
    press(Qt.Key.Key_D)
    qtbot.waitUntil(lambda: store.read(lambda s: agenda.progress(s, today=DAY)).done == before.done + 1, timeout=5000)
    qtbot.waitUntil(lambda: window.messages.notice is not None, timeout=5000)
    assert window.messages.notice.action == "撤销"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: store.read(lambda s: agenda.progress(s, today=DAY)) == before, timeout=5000)


def test_the_command_bar_finds_by_pinyin_and_opens(qtbot: QtBot, session: Session, store: Database) -> None:
    window = session.desk.window
    client_id, name = store.read(lambda s: (c := clients.get(s, clients.ids(s)[0])) and (c.id, c.short_name))
    from kam_desktop.core.rules import readings

    window.command_bar.open()
    QTest.keyClicks(window.top_bar.field, readings.pinyin(name).replace(" ", ""))
    qtbot.waitUntil(lambda: any(hit.id == client_id for hit in window.command_bar.hits()), timeout=5000)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.history.current == Route("client", client_id, {}), timeout=5000)


def test_a_gift_of_a_client_ends_at_the_client(qtbot: QtBot, session: Session, store: Database) -> None:
    window = session.desk.window
    client_id = store.write(lambda s: clients.create(s, ClientDraft("新客户有限公司"), today=DAY)).value
    window.go(Route("clients"))
    window.go(Route("client", client_id))
    settle(qtbot, session)
    press(Qt.Key.Key_G)
    settle(qtbot, session)
    form: Any = window.page
    QTest.keyClicks(form.form.item, "tea")
    QTest.keyClicks(form.form.value, "66")
    form.form.origin.setPlainText("老街作坊")
    before = len(store.read(gift_lists.ids))
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.history.current == Route("client", client_id), timeout=5000)
    assert len(store.read(gift_lists.ids)) == before + 1
    settle(qtbot, session)
    assert window.page.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.history.current == Route("clients")


def test_a_find_in_the_log_opens_on_its_line(qtbot: QtBot, session: Session, store: Database) -> None:
    window = session.desk.window
    client_id = store.read(clients.ids)[0]
    for days, text in ((400, "机油涨价，先别签"), (1, "样品寄到了")):
        draft = InteractionDraft(client_id, Channel.CALL, DAY - timedelta(days=days), text)
        store.write(lambda s, draft=draft: interactions.log(s, draft, today=DAY))
    window.command_bar.open()
    window.top_bar.field.setText("机油涨价")
    qtbot.waitUntil(lambda: any("机油涨价" in hit.detail for hit in window.command_bar.hits()), timeout=5000)
    press(Qt.Key.Key_Return)
    settle(qtbot, session)
    page: Any = window.page
    assert page.facts.current().text == "机油涨价，先别签"
    assert page.facts.list.hasFocus()


def test_a_pasted_number_finds_its_person_and_an_unknown_one_can_become_one(
    qtbot: QtBot, session: Session, store: Database
) -> None:
    window = session.desk.window

    def somebody(s: Any) -> tuple[str, str, str]:
        client_id = clients.ids(s)[0]
        return next((each.id, each.name, each.phones[0]) for each in contacts.of_client(s, client_id) if each.phones)

    contact_id, name, number = store.read(somebody)
    bar, field = window.command_bar, window.top_bar.field
    bar.open()
    field.setText(f"+86 {phones.display(number)}")
    qtbot.waitUntil(lambda: bool(bar.hits()) and bar.hits()[0].id == contact_id, timeout=5000)
    assert (bar.hits()[0].title, bar.hits()[0].section) == (name, f"号码 {phones.display(number)}")
    assert [hit.id for hit in bar.hits()].count(contact_id) == 1
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.history.current == Route("contact", contact_id), timeout=5000)
    bar.open()
    field.setText("0574-6666 0000")
    qtbot.waitUntil(lambda: [hit.id for hit in bar.hits()] == ["caller"], timeout=5000)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.history.current == Route("caller", "0574-6666 0000"), timeout=5000)


def test_c_on_today_begins_the_call_list(qtbot: QtBot, session: Session) -> None:
    window = session.desk.window
    qtbot.waitUntil(lambda: window.page.current() is not None, timeout=5000)
    window.page.list.setFocus()
    press(Qt.Key.Key_C)
    qtbot.waitUntil(lambda: window.history.current == Route("calls"), timeout=5000)
    assert window.sidebar._buttons["calls"].isChecked()


def test_before_anything_is_typed_the_command_bar_offers_whom_one_saw_and_what_one_does(
    qtbot: QtBot, session: Session, store: Database
) -> None:
    window = session.desk.window
    first, second, third = store.read(lambda s: clients.ids(s))[:3]
    person = store.read(lambda s: contacts.of_client(s, second)[0].id)
    for route in (Route("client", first), Route("contact", person), Route("client", first), Route("client", third)):
        window.go(route)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    bar = window.command_bar
    qtbot.waitUntil(bar.isVisible, timeout=5000)
    shown = bar.hits()
    recent = [hit.id for hit in shown if hit.section == "最近"]
    assert recent[:2] == [first, person]  # not the one that is shown now
    assert len(recent) == len(set(recent)) == 5
    assert [hit.id for hit in shown if hit.section == "动作"] == ["log", "calls", "visit", "gift", "client", "import"]
    press(Qt.Key.Key_Return)
    assert window.history.current == Route("client", first)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(bar.isVisible, timeout=5000)
    press(Qt.Key.Key_Escape)
    qtbot.wait(50)
    assert not bar.isVisible()


def test_the_command_bar_tells_that_the_index_is_still_being_built(
    qtbot: QtBot, session: Session, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar, field = session.desk.window.command_bar, session.desk.window.top_bar.field
    indexing.catch_up(store)
    session.desk._chores.stop()
    bar.open()
    QTest.keyClicks(field, "zzz")
    qtbot.waitUntil(bar.isVisible)
    assert not bar._behind.isVisible()
    monkeypatch.setattr(search_index, "AT_ONCE", 0)
    store.write(lambda s: clients.create(s, clients.ClientDraft("Zzzz"), today=DAY))
    QTest.keyClicks(field, "z")
    qtbot.waitUntil(bar._behind.isVisible)
    assert bar._behind.text() == "搜索索引还在建立，较早的记录可能还找不到。"
    assert bar.rect().contains(bar._behind.geometry())
    indexing.catch_up(store)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: "Zzzz" in [hit.title for hit in bar.hits()])
    assert not bar._behind.isVisible()


def test_idle_time_folds_the_log(qtbot: QtBot, session: Session, store: Database) -> None:
    def unfolded() -> int:
        [(_, pages, done)] = store.read_plain(lambda s: s.execute("PRAGMA wal_checkpoint(NOOP)", {}).fetchall())
        return int(pages - done)

    draft = ClientDraft("宁波长河轮胎有限公司", notes="长" * 60_000)
    for _ in range(20):
        store.write(lambda s: clients.create(s, draft, today=DAY))
    assert unfolded() > database.LOG_ENOUGH
    session.desk._chores._tidy()
    qtbot.waitUntil(lambda: unfolded() < database.LOG_ENOUGH)
    qtbot.waitUntil(lambda: not session.desk._chores._has_waste)  # what the plan left is given back
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 1000)  # what stands is not looked through in a save


def test_the_backup_of_the_day_is_looked_at_again_after_clients_came(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    chores, asked = session.desk._chores, []
    qtbot.waitUntil(lambda: chores.has_begun, timeout=10_000)
    monkeypatch.setattr(chores, "_back_up", lambda: asked.append(True))
    session.desk.tasks.data_changed.emit(frozenset({Entity.CLIENT}))
    qtbot.waitUntil(lambda: asked == [True], timeout=15_000)


def test_idle_work_waits_for_the_end_of_an_import(
    session: Session, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    chores, tasks = session.desk._chores, session.desk.tasks
    tasks.is_in_parts = True
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "write", lambda *_given, **_named: pytest.fail("it wrote"))
        chores._tidy()
    assert chores._idle.isActive()
    tasks.is_in_parts = False


def test_every_page_opens_by_its_number(qtbot: QtBot, session: Session) -> None:
    window = session.desk.window
    names = ("today", "clients", "agenda", "visits", "gifts", "care", "calls", "import", "settings")
    for number, name in enumerate(names, start=1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.history.current.page == name
        assert window.page.title()


def test_a_paper_of_a_client_is_under_clients(qtbot: QtBot, session: Session, store: Database) -> None:
    window = session.desk.window
    client_id = store.read(lambda s: clients.ids(s)[0])
    window.go(Route("preview", client_id, {"paper": "handover", "to_manager": "佟雅楠"}))
    assert window.sidebar._buttons["clients"].isChecked()
    assert "客户交接手册预览" in window.windowTitle()
    window.go(Route("clients"))


def test_the_language_changes_at_once_and_the_page_stays(qtbot: QtBot, session: Session) -> None:
    session.desk.window.go(Route("settings", "general"))
    assert "设置" in session.desk.window.windowTitle()
    session._relanguage("en")
    window = session.desk.window
    assert window.history.current == Route("settings", "general")
    assert "Settings" in window.windowTitle()
    assert session.settings.value("window/language") == "en"


def test_a_window_of_its_own_speaks_the_new_language_and_loses_nothing_typed(
    qtbot: QtBot, session: Session, store: Database
) -> None:  # fmt: skip
    desk, route = session.desk, Route("client_form", store.read(clients.ids)[0])
    desk._open_window(route)
    form: Any = desk._extra[0].page
    qtbot.waitUntil(form.isEnabled, timeout=5000)
    QTest.keyClicks(form.columns.left.fields["short_name"].editor, "abc")
    typed = form.inputs.values()["short_name"]
    session._relanguage("en")
    [window] = desk._extra
    page: Any = window.page
    assert window.isVisible()
    assert window.history.current == route
    assert "Clients" in [button.text() for button in window.sidebar._buttons.values()]
    qtbot.waitUntil(lambda: page.isEnabled() and page.inputs.values()["short_name"] == typed, timeout=5000)
    window.close()
    session._relanguage("zh_CN")


def test_locking_closes_everything_and_unlocking_comes_back(qtbot: QtBot, session: Session, store: Database) -> None:
    QTest.keyClick(session.desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert session.desk is None
    gate: Any = session.gate
    gate.panel.passphrase.setText(PASSPHRASE)
    gate.panel.submit()
    qtbot.waitUntil(lambda: session.desk is not None, timeout=8000)
    assert session.desk.store.read(clients.count) == 12


def test_a_recovery_key_that_nobody_kept_is_told_of_once(qtbot: QtBot, session: Session) -> None:
    session.desk.store.write(opening.await_key)

    def unlock() -> None:
        session.desk.locked.emit()
        gate: Any = session.gate
        gate.panel.passphrase.setText(PASSPHRASE)
        gate.panel.submit()
        qtbot.waitUntil(lambda: session.desk is not None, timeout=8000)

    unlock()
    qtbot.waitUntil(lambda: session.desk.window.messages.notice is not None)
    notice = session.desk.window.messages.notice
    assert "恢复密钥" in notice.text
    notice.act()
    assert session.desk.window.history.current == Route("settings", "safety")
    qtbot.waitUntil(lambda: not session.desk.store.read(opening.is_key_awaited))


def test_whoever_unlocks_finds_the_page_again(qtbot: QtBot, session: Session) -> None:
    session.desk.window.go(Route("gifts"))
    session.desk._idle_lock.due.emit()
    assert session.desk is None
    gate: Any = session.gate
    gate.panel.passphrase.setText(PASSPHRASE)
    gate.panel.submit()
    qtbot.waitUntil(lambda: session.desk is not None, timeout=8000)
    assert session.desk.window.history.current.page == "gifts"


def test_quick_log_opens_from_anywhere(qtbot: QtBot, session: Session) -> None:
    window = session.desk.window
    for page in ("today", "clients", "gifts"):
        window.go(Route(page))
        QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: type(QApplication.focusWidget().window()).__name__ == "MainWindow")
        press(Qt.Key.Key_Escape)
        assert window.history.current.page == page


def test_quick_log_begins_with_whom_the_page_is_about(qtbot: QtBot, session: Session, store: Database) -> None:
    window = session.desk.window

    def of_records(s: Any) -> list[tuple[Route, str]]:
        visit, gift = s.query(Visit).first(), s.query(Gift).filter_by(deleted_at=None).first()
        client_id = clients.ids(s)[0]
        person = contacts.of_client(s, client_id)[0].id
        about = {"client_id": client_id}
        return [
            *((Route(page, client_id), client_id) for page in ("client_form", "handover")),
            *((Route(page, "", about), client_id) for page in ("contact_form", "visit", "gift_form")),
            (Route("contact_form", person), client_id),
            (Route("visit", visit.id), visit.client_id),
            (Route("gift", gift.id), gift.client_id),
            (Route("gifts"), ""),
        ]

    for route, client_id in store.read(of_records):
        window.go(route)
        settle(qtbot, session)
        window.note_asked.emit()
        settle(qtbot, session)
        panel = window.findChild(QuickLog)
        assert panel.isVisible()
        assert panel._client_id == client_id, route
        panel.dismiss()


def test_quick_log_hears_escape_first_and_leaves_with_its_page(qtbot: QtBot, session: Session) -> None:
    window = session.desk.window
    window.go(Route("clients"))
    window.go(Route("gifts"))
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    panel = window.findChild(QuickLog)
    panel.outcome.setPlainText("half a sentence")
    window.page.setFocus()  # as a click into the page behind does
    press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.history.current.page == "gifts"
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert panel.isVisible()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.history.current.page == "clients"
    assert not panel.isVisible()
    assert window.page.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.outcome.toPlainText() == "half a sentence", timeout=5000)


def test_locking_saves_the_cell_that_is_open(qtbot: QtBot, session: Session, store: Database) -> None:
    window = session.desk.window
    window.go(Route("clients"))
    page: Any = window.page
    qtbot.waitUntil(lambda: bool(page.model.ids), timeout=5000)
    qtbot.waitUntil(lambda: page.model.row(0) is not None, timeout=5000)
    client_id = page.model.ids[0]
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(0, [each.key for each in page.model.columns].index("city")))
    press(Qt.Key.Key_F2)
    page.cells.editor.setText("台州临海")
    QTest.keyClick(page.cells.editor, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert session.desk is None
    gate: Any = session.gate
    gate.panel.passphrase.setText(PASSPHRASE)
    gate.panel.submit()
    qtbot.waitUntil(lambda: session.desk is not None, timeout=8000)
    assert session.desk.store.read(lambda s: clients.get(s, client_id).city) == "台州临海"


def test_closing_the_window_lets_go_of_the_store(qtbot: QtBot, session: Session, folder: Path) -> None:

    session.desk.window.close()
    qtbot.wait(50)
    session.finish()
    session.desk = None
    opening.unlock(folder, passphrase=PASSPHRASE).close()


def test_locking_wipes_the_private_copies_of_files(qtbot: QtBot, session: Session, store: Database) -> None:
    def add(writing: Any) -> str:
        client = clients.ids(writing, clients.Filter(), "name")[0]
        made = attachments.prepare(b"%PDF-1.7 secret", name="合同.pdf")
        return attachments.add(writing, made, client_id=client).id

    file_id = store.write(add).value
    copy = store.read(lambda s: attachments.open_copy(s, file_id))
    assert copy.path.exists()
    session.desk.locked.emit()
    assert session.desk is None
    assert not copy.path.parent.parent.exists()


def test_the_calendar_file_is_rewritten_at_closing(
    qtbot: QtBot, session: Session, store: Database, tmp_path: Path
) -> None:
    """Whatever the idle time left undone."""
    file = tmp_path / "shared.ics"
    store.write(lambda s: subscription.choose(s, file))
    desk = session.desk
    draft = ClientDraft("宁波恒远轮胎有限公司", tier="A")
    desk.tasks.write(desk, lambda s: clients.create(s, draft, today=DAY))
    qtbot.waitUntil(lambda: not desk.tasks._jobs, timeout=20_000)
    session.finish()
    assert "宁波恒远轮胎" in file.read_bytes().replace(b"\r\n ", b"").decode()


def test_the_calendar_file_follows_when_nobody_waits(
    qtbot: QtBot, qapp: QApplication, store: Database, folder: Path, tmp_path: Path
) -> None:
    """All is planned, the window is idle: the file is there without anybody closing anything."""
    runtime.fix_today(DAY)
    store.write(lambda s: samples.fill(s, today=DAY, number=3))
    file = tmp_path / "shared.ics"
    store.write(lambda s: subscription.choose(s, file))
    made = Session(qapp, folder, "en", QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    made.open_desk(store)
    qtbot.waitUntil(file.exists, timeout=20_000)
    made.finish()
    made.hush()
    made.deleteLater()
    runtime.fix_today(None)
    assert file.read_bytes().endswith(b"END:VCALENDAR\r\n")


def test_a_backup_is_restored_with_two_clicks(qtbot: QtBot, session: Session, store: Database) -> None:
    opening.back_up(store)
    store.write(lambda s: clients.create(s, ClientDraft("后来的客户"), today=DAY))
    window = session.desk.window
    window.go(Route("settings", "backup"))
    section: Any = window.page.findChild(BackupSection)
    qtbot.waitUntil(lambda: bool(section.findChildren(QuietButton)), timeout=5000)
    QTest.mouseClick(section.findChildren(QuietButton)[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(section.question.isVisible)
    said = [label.text() for label in section.question.findChildren(QLabel)]
    assert any("1" in text for text in said)
    assert section.question.cancel.hasFocus()
    QTest.mouseClick(section.question.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.desk is not None and session.desk.store is not store, timeout=15_000)
    assert session.desk.store.read(clients.count) == 12
    qtbot.waitUntil(lambda: session.desk.window.messages.notice is not None, timeout=5000)
    assert session.gate is None


def test_what_was_undone_comes_back_by_its_keys(qtbot: QtBot, session: Session, store: Database) -> None:
    window, ctrl, shift = session.desk.window, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    client_id = store.read(clients.ids)[0]
    before = store.read(lambda s: clients.get(s, client_id).city)
    window.go(Route("client", client_id))
    settle(qtbot, session)
    page: Any = window.page

    def city() -> str:
        settle(qtbot, session)
        return str(store.read(lambda s: clients.get(s, client_id).city))

    page.panel.facts.edit("city")
    page.panel.facts.lines["city"].editor.setText("台州临海")
    press(Qt.Key.Key_Return)
    assert city() == "台州临海"
    press(Qt.Key.Key_Z, ctrl)
    assert city() == before
    assert window.messages.notice.keys == "Ctrl+Y"
    press(Qt.Key.Key_Y, ctrl)
    assert city() == "台州临海"
    press(Qt.Key.Key_Z, ctrl)
    assert city() == before
    window.messages.close_notice()  # it leaves by itself; the key stays
    press(Qt.Key.Key_Z, ctrl | shift)
    assert city() == "台州临海"
    press(Qt.Key.Key_Z, ctrl)
    assert city() == before
    press(Qt.Key.Key_K, ctrl)
    window.top_bar.field.setText("重做")
    qtbot.waitUntil(lambda: any(hit.id == "redo" for hit in window.command_bar.hits()), timeout=5000)
    press(Qt.Key.Key_Return)
    assert city() == "台州临海"
    assert "Ctrl+Y" in dict(window.common_keys())


def settle(qtbot: QtBot, session: Session) -> None:
    for _ in range(2):
        qtbot.waitUntil(lambda: not session.desk.tasks._jobs, timeout=20_000)
        QApplication.processEvents()
