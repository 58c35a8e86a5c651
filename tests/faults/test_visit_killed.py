"""Killing the program while a visit report is typed loses nothing that the page said was saved (D-6.6)."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import LIGHT, PASSPHRASE
from kam_desktop.core import checking, clients, drafts, opening, visits
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.visits import VisitDraft

TYPIST = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from kam_desktop import runtime
from kam_desktop.core import opening
from kam_desktop.ui import appearance
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.visits.visit_page import VisitPage
runtime.fix_today(date(2026, 6, 15))
app = QApplication([])
appearance.apply(app, "light")
store = opening.unlock(Path(sys.argv[1]), passphrase=sys.argv[2])
page = VisitPage(Tasks(store))
page._timer.setInterval(150)
say = page.foot.say_kept
def tell(at):
    say(at)
    if at is not None:
        print(page.form.discussed.toPlainText(), flush=True)
page.foot.say_kept = tell
page.show_route(Route("visit", sys.argv[3]))
page.resize(1280, 800)
page.show()
def type_on():
    if page.foot.isVisible():
        page.form.discussed.setFocus()
        QTest.keyClicks(page.form.discussed, "x")
        if not page.aside.gift_lines.lines:
            page.add_gift()
            page.aside.gift_lines.lines[0].item.setText("tea")
timer = QTimer(interval=60)
timer.timeout.connect(type_on)
timer.start()
app.exec()
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_what_was_said_to_be_saved_is_there_again(folder: Path) -> None:
    store = opening.create(folder, PASSPHRASE, author="刘敏", kdf=LIGHT).store
    today = date(2026, 6, 15)

    def plan(session: Any) -> str:
        client_id = clients.create(session, ClientDraft("宁波恒远", tier="A"), today=today)
        return visits.plan(session, VisitDraft(client_id, today), today=today)

    visit_id = store.write(plan).value
    store.close()
    environment = {
        **os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src"), "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    command = [sys.executable, "-c", TYPIST, str(folder), PASSPHRASE, visit_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(4)]
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().split()
    store = opening.unlock(folder, passphrase=PASSPHRASE)
    kept = store.read(lambda s: drafts.find(s, f"visit:{visit_id}"))
    findings = checking.check(store)
    store.close()
    assert len(said[-1]) > 3
    assert kept["discussed"].startswith(max(said, key=len))
    assert kept["gifts"][0]["item"] == "tea"
    assert findings == []
