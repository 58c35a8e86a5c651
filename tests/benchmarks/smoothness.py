"""Whether the window stays awake while a large file comes in: gaps between the ticks of a timer of 5 ms in it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def importing(data: Path, folder: Path, show: Callable[..., None], size: str, place: Path) -> None:
    """p99 and longest gap, wall, when it is quiet and during an import that nobody works beside."""
    import meanwhile

    file = place / "awake.csv"
    expected = meanwhile.others(data, file)
    found = _child(folder, file)
    assert found["created"] == expected
    for name, place_of in (("p99", 0.99), ("longest", 1.0)):
        quiet, busy = (_share(found[key], place_of) for key in ("quiet", "busy"))
        said = f"wall; quiet, and {len(found['busy'])} ticks in {found['seconds']:.1f} s of import"
        show(f"gap between ticks, {name} (frame 16)", size, quiet, busy, 0, said)


def _share(gaps: list[float], share: float) -> float:
    return sorted(gaps)[min(len(gaps) - 1, int(len(gaps) * share))]


def _child(folder: Path, file: Path) -> dict[str, Any]:
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}",
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    command = [sys.executable, "-c", _WINDOW, str(folder), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


_WINDOW = """
import json, sys, time
from datetime import date
from pathlib import Path
from PySide6.QtCore import QSettings, Qt, QTimer
from kam_desktop import runtime
from kam_desktop.app import Session, make_application
from kam_desktop.core import opening
from kam_desktop.exchange import importing, taking
from kam_desktop.ui.navigation import Route
runtime.fix_today(date(2026, 6, 15))
app = make_application(); folder = Path(sys.argv[1])
session = Session(app, folder, "zh_CN", QSettings(str(folder / "bench.ini"), QSettings.Format.IniFormat))
session.open_desk(opening.unlock(folder, passphrase="benchmark data"))
session.desk.window.resize(1280, 800)
def settle(seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents(); time.sleep(0.001)
settle(6)
session.desk.window.go(Route("clients")); settle(2)
gaps, last = [], [0.0]
def tick():
    now = time.perf_counter()
    if last[0]: gaps.append((now - last[0]) * 1000)
    last[0] = now
timer = QTimer(); timer.setTimerType(Qt.TimerType.PreciseTimer); timer.setInterval(5); timer.timeout.connect(tick)
def ticks(goes_on):
    gaps.clear(); last[0] = 0.0; timer.start()
    while goes_on(): app.processEvents(); time.sleep(0.0005)
    timer.stop()
    return list(gaps)
until = time.monotonic() + 3
quiet = ticks(lambda: time.monotonic() < until)
preview, taken = importing.preview(Path(sys.argv[2])), []
def work(store, progress, is_cancelled):
    return taking.take_in(store, preview, title="x", today=runtime.today(), step=progress, cancelled=is_cancelled)
start = time.perf_counter()
session.desk.tasks.write_long(session.desk, work, done=taken.append, label="x", in_parts=True)
busy = ticks(lambda: not taken)
seconds = time.perf_counter() - start
session.desk.close()
print(json.dumps({"quiet": quiet, "busy": busy, "seconds": seconds, "created": taken[0].created}))
"""
