"""Search as one types in the window: CPU from a key until its results are painted, in the command bar and in the list.

Painted within a frame of the core's answer, and a newer key cancels the older one: both are checked here.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import finding

FRAME = 16  # ms


def keys(typed: Sequence[str], folder: Path, show: Callable[..., None], size: str) -> None:
    """What is typed in typing sessions, key after key, then some words as fast as six keys can come."""
    given = json.dumps(typed, ensure_ascii=False)
    done = subprocess.run(
        [sys.executable, "-c", _TYPE, str(folder)], input=given, capture_output=True, text=True, check=True,
        env=finding._environment(str(Path(__file__).resolve().parents[2] / "src")),
    )  # fmt: skip
    found = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    for name, said in (  # the whole list in its order is asked for after a pause: it has no goal of its own
        ("bar-p95", "key to rows painted in the command bar; {bar-keys} keys, worst {bar-worst} ms"),
        ("answer-p95", "of it from the answer to the rows painted; worst {answer-worst} ms"),
        ("list-p95", "key to the filtered list painted, its pause in typing left out; worst {list-worst} ms"),
        ("burst", "six keys at once, painted; {burst-answers} of them answered"),
    ):
        show(f"typing, {name} / a frame", size, FRAME, float(found[name]), 0, said.format(**found))


_TYPE = """
import json, sys, time
from datetime import date
from pathlib import Path
from PySide6.QtCore import QEventLoop, QSettings
from kam_desktop import runtime
from kam_desktop.app import Session, make_application
from kam_desktop.core import opening
from kam_desktop.ui.navigation import Route
runtime.fix_today(date(2026, 6, 15))
app = make_application(); place = Path(sys.argv[1]); typed = json.load(sys.stdin)[:240]
opening.back_up_daily = lambda store: None  # measured elsewhere, and not at each key
session = Session(app, place, "zh_CN", QSettings(str(place / "bench.ini"), QSettings.Format.IniFormat))
session.open_desk(opening.unlock(place, passphrase="benchmark data"))
window = session.desk.window
window.resize(1280, 800)
def settle():
    app.processEvents()
    while session.desk.tasks._jobs:  # without a look every millisecond: it would be counted
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()
def rest(seconds):  # what is put in order behind the first page
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents(); time.sleep(0.01)
        if session.desk.tasks._jobs:
            until = time.monotonic() + seconds
def cpu():
    return time.process_time() * 1000
rest(5)
window.command_bar.open(); settle()
bar, field = window.command_bar, window.command_bar._field
taken, answered, answers = bar._take, [0.0], [0]
def take(number, hits):
    answered[0] = time.thread_time() * 1000
    answers[0] += number == bar._asked
    taken(number, hits)
bar._take = take
def key(text):
    start = cpu()
    field.setText(text); settle()
    spent, painted = cpu() - start, time.thread_time() * 1000 - answered[0]
    assert bar.isVisible() and bar._asked == bar._answered
    return spent, painted
for text in typed[:20]:
    key(text)
spent, painted = map(sorted, zip(*(key(text) for text in typed)))
print("bar-keys", len(spent))
print("bar-p95", round(spent[len(spent) * 95 // 100], 2)); print("bar-worst", round(spent[-1], 2))
print("answer-p95", round(painted[len(painted) * 95 // 100], 2)); print("answer-worst", round(painted[-1], 2))
words = [text for text in typed if len(text) >= 4][:30]
bursts = []
answers[0] = 0
for word in words:
    start = cpu()
    for length in (1, 2, 3, 4, len(word) - 1, len(word)):
        field.setText(word[:length])
    settle()
    bursts.append(cpu() - start)
    assert field.text() == word and bar._asked == bar._answered
print("burst", round(sorted(bursts)[len(bursts) * 95 // 100], 2)); print("burst-answers", answers[0] // len(words))
bar.dismiss()
window.go(Route("clients")); settle()
page = window.page_named("clients")
def filtered(text):
    page.filter.setText(text)
    start = cpu()
    page._read_list(); settle()
    return cpu() - start
filtered("a")
spent = sorted(filtered(text) for text in typed[::4])
print("list-p95", round(spent[len(spent) * 95 // 100], 2)); print("list-worst", round(spent[-1], 2))
session.desk.close()
"""
