"""What is read before Today is painted, in a process of its own; and what waits until then."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from conftest import PASSPHRASE, TODAY
from kam_desktop.core import opening, samples
from kam_desktop.core.store.database import Database
from kam_desktop.ui.after_paint import after_paint
from kam_desktop.ui.lean_start import late_signatures
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.today import content
from kam_desktop.ui.today.page import TodayPage
from kam_desktop.ui.widgets.list_rows import GroupHead

LATE = (
    "PySide6.QtNetwork", "kam_desktop.core.rules.names",
    "sqlalchemy", "alembic", "reportlab", "python_calamine", "pypinyin", "icalendar", "keyring", "docx", "asyncio.events",
    "shibokensupport.signature.loader",
)  # fmt: skip

#: What the unlock page does without; some of it comes while the passphrase is typed.
LATER = (
    "argparse", "dataclasses", "decimal", "hashlib", "inspect", "sqlcipher3", "cryptography", "argon2", "kam_desktop.desk",
    "kam_desktop.cli", "kam_desktop.core.reminders",
)  # fmt: skip

PROGRAM = f"""
import builtins, sys, time
from datetime import date
from pathlib import Path
from kam_desktop import app as program, runtime
from PySide6.QtCore import QObject, QSettings, QTimer
runtime.fix_today(date.fromisoformat(sys.argv[2]))
app = program.make_application(); place = Path(sys.argv[1])
session = program.Session(app, place, "zh_CN", QSettings(str(place / "w.ini"), QSettings.Format.IniFormat))
from kam_desktop.ui.today import content
read_first = content.read_first
def slowly(*told):  # as in a large store, where the window is painted long before its list
    time.sleep(0.3)
    return read_first(*told)
content.read_first = slowly
session.show_gate()
early = [name for name in {LATER!r} if name in sys.modules]
gate = session.gate
gate.panel.passphrase.setText({PASSPHRASE!r})
gate.panel.submit()
rows = []
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == event.Type.Paint and not rows and session.desk:
            shown = session.desk.window.page.list
            if watched is shown.viewport() and shown.model().rowCount():
                rows.append(shown.model().rowCount())
                print("rows", rows[0], "late", early + [name for name in {LATE!r} if name in sys.modules], flush=True)
                QTimer.singleShot(0, wait)
        return False
def wait():
    page = session.desk.window.page
    if page.is_painted and page.side.strip.cells() and not session.desk.tasks._jobs:
        print("then", "sqlalchemy" in sys.modules, "asyncio.events" in sys.modules, builtins.__import__.__name__, flush=True)
        app.exit()
    else:
        QTimer.singleShot(20, wait)
watch = Watch(); app.installEventFilter(watch)
QTimer.singleShot(60_000, app.exit)
app.exec()
session.desk.close()
"""


@pytest.fixture
def sampled(store: Database, today: date) -> Database:
    store.write(lambda s: samples.fill(s, today=today, number=12))
    return store


def test_nothing_heavy_is_read_before_today_is_painted(sampled: Database, folder: Path) -> None:
    opening.close(sampled)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), TODAY.isoformat()], capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, then = done.stdout.splitlines()
    assert first.startswith("rows ")
    assert first.endswith("late []"), first
    assert then.split()[:2] == ["then", "True"], "all that waited has come"
    assert then.split()[2] == "False", "but asyncio, which nobody uses"
    assert "feature" not in then, "imports do not go by way of PySide's switches"


def test_star_imports_of_qt_still_work() -> None:
    """PySide makes its classes when they are asked for; its own door sees to that for a star."""
    program = "import kam_desktop.ui\nfrom PySide6.QtGui import *\nfrom PySide6.QtCore import Qt, QTimer\nQColor, QTimer, Qt.Key.Key_A"
    subprocess.run([sys.executable, "-c", program], check=True)


def wrong_arguments(before: str) -> list[str]:
    """Whether PySide's loader came with the import, and what is said of a wrong argument."""
    program = f"{before}\nimport sys\nfrom PySide6.QtCore import QRect\nprint('shibokensupport.signature.loader' in sys.modules)\n"
    program += "try: QRect('x')\nexcept TypeError as error: print(error)\nprint(QRect.__doc__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()


def test_wrong_arguments_are_named_as_pyside_does_though_it_reads_that_later() -> None:
    came, *said = wrong_arguments("")
    late, *said_late = wrong_arguments("import kam_desktop.ui")
    assert (came, late) == ("True", "False")
    assert "Supported signatures:" in said
    assert said_late == said


def test_another_pyside_reads_its_texts_as_it_likes() -> None:
    folder = str(Path(late_signatures.__file__).parent)
    before = f"import sys; sys.path.insert(0, {folder!r}); import late_signatures; late_signatures._READ_FROM = '6.12'"
    came, *said = wrong_arguments(f"{before}\nlate_signatures.put_off()")
    assert came == "True"
    assert "Supported signatures:" in said


def test_asyncio_is_there_for_who_uses_it() -> None:
    program = "import kam_desktop.ui, sys\nassert 'ssl' not in sys.modules\nimport asyncio.subprocess\nfrom asyncio import run, sleep\n"
    program += "print(run(sleep(0, 'slept')), asyncio is sys.modules['asyncio'], asyncio.__file__[-3:], asyncio.subprocess.PIPE)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["slept", "True", ".py", "-1"]


def test_nothing_is_mended_after_imports_of_pyside() -> None:
    """What is put off would call it."""
    from PySide6.support import deprecated

    assert [name for name in vars(deprecated) if name.startswith("fix_for")] == []


@pytest.fixture
def page(sampled: Database, qtbot: QtBot, qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Today with pictures of three lines and steps of five."""
    monkeypatch.setattr(content, "FIRST", 3)
    monkeypatch.setattr(content, "MORE", 5)
    tasks = Tasks(sampled)
    made = TodayPage(tasks)
    qtbot.addWidget(made)
    yield made
    tasks.close()
    qapp.processEvents()


def lines(page: TodayPage) -> list[str]:
    return [row.id for row in page.list.rows() if row.id]


def counted(page: TodayPage) -> list[int | None]:
    return [row.count for row in page.list.rows() if isinstance(row, GroupHead)]


def test_the_first_lines_come_first_and_then_the_rest(page: TodayPage, qtbot: QtBot) -> None:
    shown: list[tuple[list[str], list[int | None], bool]] = []
    told: list[int] = []
    page.list.model().modelReset.connect(lambda: shown.append((lines(page), counted(page), page.is_painted)))
    page.painted.connect(lambda: told.append(len(lines(page))))
    page.resize(1104, 752)
    page.show()
    qtbot.waitUntil(lambda: len(shown) > 1)
    first, heads, was_painted = shown[0]
    assert (len(first), heads[0], was_painted) == (3, None, False), "not counted yet"
    assert told == [3]
    then, heads, was_painted = shown[1]
    assert (len(then), then[:3], was_painted) == (5, first, True)
    assert sum(number or 0 for number in heads) >= 5
    assert page.list.current_id() == first[0]
    assert page.side.strip.cells()


def test_the_list_goes_on_where_it_ends(page: TodayPage, qtbot: QtBot, sampled: Database) -> None:
    from kam_desktop.core import agenda

    page.resize(1104, 300)
    page.show()
    qtbot.waitUntil(lambda: len(lines(page)) == 5 and not page.tasks._jobs)
    everything = [each.id for each in sampled.read_plain(lambda s: agenda.due(s, today=TODAY))]
    assert len(everything) > 10
    for length in (10, 15):
        bar = page.list.verticalScrollBar()
        qtbot.waitUntil(lambda: page.list.verticalScrollBar().maximum() > 0)
        bar.setValue(0)
        bar.setValue(bar.maximum())
        wanted = everything[:length]
        qtbot.waitUntil(lambda wanted=wanted: set(lines(page)) >= set(wanted))


def test_work_waits_for_the_paint_and_comes_once(qtbot: QtBot) -> None:
    widget, done = QWidget(), []
    qtbot.addWidget(widget)
    after_paint(widget, lambda: done.append(widget.isVisible()))
    qtbot.wait(60)
    assert done == []
    widget.show()
    qtbot.waitUntil(lambda: done == [True])
    widget.repaint()
    qtbot.wait(60)
    assert done == [True]


def test_a_widget_that_is_never_painted_holds_nothing_up(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kam_desktop.ui.after_paint._AT_LATEST_MS", 30)
    widget, done = QWidget(), []
    qtbot.addWidget(widget)
    after_paint(widget, lambda: done.append(True))
    qtbot.waitUntil(lambda: done == [True])


def test_a_widget_that_is_gone_is_not_worked_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kam_desktop.ui.after_paint._AT_LATEST_MS", 30)
    widget, done = QWidget(), []
    after_paint(widget, lambda: done.append(True))
    widget.deleteLater()
    qtbot.wait(80)
    assert done == []


def test_widgets_may_go_right_after_their_work(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Crashed once in some forty, as long as the watch deleted itself."""
    monkeypatch.setattr("kam_desktop.ui.after_paint._AT_LATEST_MS", 2)
    for _ in range(150):
        widget, done = QWidget(), []
        after_paint(widget, lambda done=done: done.append(True))
        qtbot.waitUntil(lambda done=done: done == [True])
        widget.close()
        widget.deleteLater()
