"""Benchmarks as ratios against floors measured in the same run: ``./dev bench [--sizes S,M] [--data DIR]``.

A timing counts only when its result is right, and each row says what was checked. CPU time is compared, of
this process and its children; wall time is shown beside it. The floor of the encrypted store is the same work
done plainly on the same encrypted file.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

TODAY = date(2026, 6, 15)
PASSPHRASE = "benchmark data"
RUNS = 5

BARE = """
import time; start = time.perf_counter()
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("READY", time.process_time() * 1000, flush=True)
        app.exit()
app = QApplication([]); window = Window(); window.setCentralWidget(QLabel("x")); window.resize(1280, 800); window.show()
app.exec()
"""
OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from kam_desktop.app import Session, make_application
app = make_application()
session = Session(app, Path(sys.argv[1]), "zh_CN", QSettings(sys.argv[1] + "/bench.ini", QSettings.Format.IniFormat))
session.show_gate()
def painted():
    import time
    assert session.gate.panel.passphrase.isVisible()
    print("READY", time.process_time() * 1000, flush=True)
    app.exit()
class Watch(__import__("PySide6.QtCore", fromlist=["QObject"]).QObject):
    def eventFilter(self, watched, event):
        if event.type() == event.Type.Paint: QTimer.singleShot(0, painted)
        return False
watch = Watch(); session.gate.installEventFilter(watch)
app.exec()
"""


WITH_LIST = """
import time
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView, QMainWindow
class View(QListView):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("READY", time.process_time() * 1000, flush=True)
        app.exit()
app = QApplication([]); window = QMainWindow(); view = View(); view.setModel(QStringListModel([f"client {n}" for n in range(200)]))
window.setCentralWidget(view); window.resize(1280, 800); window.show(); app.exec()
"""
TODAY_PAGE = """
import sys, time
from datetime import date
from pathlib import Path
from PySide6.QtCore import QObject, QSettings, QTimer
from kam_desktop import runtime
from kam_desktop.app import Session, make_application
runtime.fix_today(date(2026, 6, 15))
app = make_application(); place = Path(sys.argv[1])
session = Session(app, place, "zh_CN", QSettings(str(place / "bench.ini"), QSettings.Format.IniFormat))
session.show_gate(); app.processEvents()
start = time.process_time()
from kam_desktop.core.store import vault
key = vault.unlock(place, passphrase="benchmark data"); kdf = time.process_time() - start
from kam_desktop.core.store.database import Database
session.open_desk(Database.open_at(place, key))
rows = session.desk.window.page_named("today").list
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == event.Type.Paint and rows.model().rowCount() >= 200: QTimer.singleShot(0, painted)
        return False
def painted():
    print("READY", (time.process_time() - kdf) * 1000, flush=True)
    app.exit()
watch = Watch(); rows.viewport().installEventFilter(watch)
QTimer.singleShot(60_000, app.exit)
app.exec()
session.desk.close()
"""


def spent() -> float:
    """CPU milliseconds of this process and of the children it has waited for."""
    return (
        sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
        * 1000
    )


def measure(work: Callable[[], Any], runs: int = RUNS) -> tuple[float, float, Any]:
    """Median CPU and wall milliseconds of ``runs`` runs, and the last value."""
    cpu, wall, value = [], [], None
    for _ in range(runs):
        start, clock = spent(), time.perf_counter()
        value = work()
        cpu.append(spent() - start)
        wall.append((time.perf_counter() - clock) * 1000)
    return sorted(cpu)[runs // 2], sorted(wall)[runs // 2], value


def show(task: str, size: str, floor: float, ours: float, wall: float, checked: str, unit: str = "ms") -> None:
    """One row: the floor, ours, their ratio."""
    print(
        f"{task:<34} {size:<2} {floor:>9.1f} {ours:>9.1f} {unit}  ratio {ours / floor:>6.2f}  wall {wall:>8.1f}  {checked}",
        flush=True,
    )


def first_paint(code: str, *arguments: str) -> float:
    """CPU milliseconds of a process until its first painted window."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=environment, check=True
    )
    return float(next(line for line in done.stdout.splitlines() if line.startswith("READY")).split()[1])


def start(folder: Path) -> None:
    """T1, first part: the unlock page painted, against a bare window."""
    bare = sorted(first_paint(BARE) for _ in range(RUNS))[RUNS // 2]
    ours = sorted(first_paint(OURS, str(folder)) for _ in range(RUNS))[RUNS // 2]
    show("start to first painted window", "-", bare, ours, 0, "passphrase field is visible")


def today(folder: Path, size: str) -> None:
    """T1: from nothing to Today with its due list, the key's derivation apart, against a window with a plain list."""
    plain = sorted(first_paint(WITH_LIST) for _ in range(3))[1]
    ours = sorted(first_paint(TODAY_PAGE, str(folder)) for _ in range(3))[1]
    show("start to Today with its list", size, plain, ours, 0, "200 rows at least; goal: ratio 1.5")


def imports(data: Path, size: str, place: Path) -> Path:
    """T5: import of flat_zh.csv into a new store, against plain tables and a plain index without any check."""
    import importing_floor

    from kam_desktop.core import clients, opening
    from kam_desktop.core.store.tables import Contact
    from kam_desktop.exchange import importing, taking

    file = data / size / "flat_zh.csv"
    expected = json.loads((data / size / "manifest.json").read_text())["clients"]

    def plainly() -> int:
        target = place / "plain.db"
        target.unlink(missing_ok=True)
        return importing_floor.plain_import(file, target)

    floor, _, count = measure(plainly, 3)
    assert count == expected
    store = opening.create(place / size, PASSPHRASE, author="bench").store

    def take() -> Any:
        preview = importing.preview(file)
        return store.write(lambda s: taking.take_in(s, preview, title=file.name, today=TODAY)).value

    ours, wall, taken = measure(take, 1)
    assert taken.created == expected == store.read(clients.count)
    assert store.read(lambda s: s.query(Contact).count()) == taken.contacts_created
    told = f"{expected} clients in, {expected / wall * 1000:.0f} rows/s; goal: ratio 1.25"
    show("import flat_zh.csv / plain tables", size, floor, ours, wall, told)
    again, wall, taken = measure(take, 1)
    assert (taken.created, taken.updated) == (0, 0)
    show("the same file again / plain tables", size, floor, again, wall, "nothing changed")
    store.close()
    return place / size


def plan_and_lists(folder: Path, size: str) -> None:
    """Planning, the first page of the client list, Today: against plain SQL on the same encrypted file."""
    from kam_desktop.core import agenda, clients, opening, touches
    from kam_desktop.core.store.tables import Touch

    store = opening.unlock(folder, passphrase=PASSPHRASE)
    _, wall, planned = measure(lambda: store.write(lambda s: touches.plan_all(s, today=TODAY)).value, 1)
    print(f"{'plan 12 weeks, from nothing':<34} {size:<2} {planned.planned} touches in {wall / 1000:.1f} s wall")
    raw = store.engine.raw_connection()

    def plain_page() -> list[Any]:
        ids = [row[0] for row in raw.execute("SELECT id FROM client WHERE deleted_at IS NULL ORDER BY sort_key, id")]
        marks = ",".join("?" * 50)
        return list(
            raw.execute(
                f"SELECT id, name, tier, city, last_contact_on, next_touch_on FROM client WHERE id IN ({marks})",
                ids[:50],
            )
        )

    def our_page() -> list[Any]:
        return store.read(lambda s: clients.rows(s, clients.ids(s)[:50], today=TODAY))

    floor, _, plain = measure(plain_page)
    ours, wall, page = measure(our_page)
    assert {row[0] for row in plain} == {row.id for row in page}
    show("client list, ids and first page", size, floor, ours, wall, "the same 50 clients")

    def plain_today() -> list[Any]:
        return list(
            raw.execute(
                "SELECT t.id, c.short_name, c.tier, t.due_on, t.reason, t.reason_params FROM touch t JOIN client c ON c.id = t.client_id"
                " WHERE t.state = 'planned' AND t.due_on <= ? AND t.deleted_at IS NULL AND c.deleted_at IS NULL"
                " ORDER BY t.due_on > ?, t.due_on = ?, c.tier = '', c.tier, t.due_on, t.client_id, t.id LIMIT 200",
                (agenda.week_end(TODAY).isoformat(), TODAY.isoformat(), TODAY.isoformat()),
            )
        )

    floor, _, plain = measure(plain_today)
    ours, wall, due = measure(lambda: store.read(lambda s: agenda.due(s, today=TODAY, limit=200)))
    assert [row[0] for row in plain] == [each.id for each in due]
    show("Today, first 200", size, floor, ours, wall, "the same 200 touches in the same order")
    raw.close()
    assert store.read(lambda s: s.query(Touch).count()) >= planned.planned
    store.close()


def found(data: Path, folder: Path, size: str) -> None:
    """Search, dossier, list pages and memory, on the store that the import filled."""
    import finding

    from kam_desktop.core import opening

    store = opening.unlock(folder, passphrase=PASSPHRASE)
    finding.fill(data, store)
    finding.search(data, store, show, size)
    finding.dossier(store, show, size)
    finding.pages(store, show, size)
    store.close()


def main() -> None:
    """Run the benchmarks on the sizes asked for."""
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("--sizes", default="S,M")
    parser.add_argument(
        "--data",
        type=Path,
        help="folder with S/ and M/ of the common workload; made by the sample generator if missing",
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        data = arguments.data
        if data is None:
            import workload

            data = place / "data"
            workload.write(data, arguments.sizes.split(","))
        print(f"{'task':<34}         floor      ours      (CPU)")
        import finding

        for size in arguments.sizes.split(","):
            folder = imports(data, size, place)
            found(data / size, folder, size)
            if size != "L":
                plan_and_lists(folder, size)
                today(folder, size)
            finding.memory(folder, show, size)
        start(folder)


if __name__ == "__main__":
    main()
