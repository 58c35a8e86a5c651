"""Search, dossier, list pages and memory on a filled store: the goals T2, T4 and T8, with equal results proved."""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

TODAY = date(2026, 6, 15)
ROUNDS = 3
SCANNED = 25  # queries whose whole hit set is compared with a scan
MOST = 1_000_000


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of all values are not above."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def queries(folder: Path, store: Any) -> list[str]:
    """Each keystroke of the typing sessions of the workload; without them, of names that are in the store."""
    file = folder / "queries.json"
    if file.exists():
        return list(dict.fromkeys(key for each in json.loads(file.read_text("utf-8")) for key in each["keys"]))
    from kam_desktop.core.store.tables import Client, Contact

    def names(session: Any) -> list[str]:
        return [row[0] for table in (Client, Contact) for row in session.query(table.name).limit(30)]

    found = store.read(names)
    return list(dict.fromkeys(name[:length] for name in found for length in range(1, min(7, len(name) + 1))))


def search(folder: Path, store: Any, show: Callable[..., None], size: str) -> None:
    """T2: each keystroke against the same SQL on the same encrypted file."""
    from sqlalchemy.orm import Session

    from kam_desktop.core import search as finder
    from kam_desktop.core.rules import search_words
    from kam_desktop.core.store import search_index

    typed = queries(folder, store)
    with Session(store.engine) as session, session.begin():
        raw = search_index.raw_of(session)

        def floor(text: str) -> list[Any]:
            match = (search_words.match_text(search_words.wanted(text)),)
            rows = [*raw.execute(_CLIENTS, match), *raw.execute(_PEOPLE, match)]
            return rows if len(rows) >= 50 else [*rows, *raw.execute(_NOTES, (*match, 50 - len(rows)))]

        best: dict[str, dict[str, float]] = {"floor": {}, "ours": {}}
        for _ in range(ROUNDS):
            random.Random(1).shuffle(typed)
            for text in typed:
                for name, work in (("floor", floor), ("ours", lambda text: finder.find(session, text))):
                    start = time.process_time()
                    work(text)
                    spent = (time.process_time() - start) * 1000
                    best[name][text] = min(spent, best[name].get(text, spent))
        checked = _check_against_scan(session, typed)
    plain, ours = list(best["floor"].values()), list(best["ours"].values())
    show("search, a key, p95 (goal 1.5)", size, percentile(plain, 0.95), percentile(ours, 0.95), 0, checked)
    show("search, a key, median", size, percentile(plain, 0.5), percentile(ours, 0.5), 0, f"{len(typed)} keys")
    worst = max(best["ours"], key=lambda text: best["ours"][text])
    show(
        "search, the worst key (goal 10)",
        size,
        percentile(ours, 0.5),
        best["ours"][worst],
        0,
        f"{worst!r} against our median",
    )


_CLIENTS = """SELECT c.id, c.name, c.tier, c.city FROM
    (SELECT rowid n FROM find_names WHERE find_names MATCH ? ORDER BY rowid DESC LIMIT 50) f JOIN client c ON c.name_no = f.n"""
_PEOPLE = """SELECT p.id, p.name, p.phones, c.name FROM
    (SELECT rowid n FROM find_names WHERE find_names MATCH ? ORDER BY rowid DESC LIMIT 50) f
    JOIN contact p ON p.name_no = f.n JOIN client c ON c.id = p.client_id"""
_NOTES = """SELECT i.client_id, i.outcome, c.name FROM
    (SELECT rowid n FROM find_texts WHERE find_texts MATCH ? ORDER BY rowid DESC LIMIT ?) f
    JOIN interaction i ON i.text_no = f.n JOIN client c ON c.id = i.client_id"""


def _check_against_scan(session: Any, typed: Sequence[str]) -> str:
    """The rows that hold what was typed, by the index and by reading everything, are the same."""
    from kam_desktop.core import search as finder
    from kam_desktop.core.rules import folding, search_words
    from kam_desktop.core.store import search_index

    raw = search_index.raw_of(session)
    sample = random.Random(2).sample([text for text in typed if len(text) >= 2], min(SCANNED, len(typed) // 2))
    kept, finder.MOST_LOOKED_AT = finder.MOST_LOOKED_AT, MOST
    try:
        for text in sample:
            [part] = search_words.wanted(text).parts
            by_scan = {
                row[0]
                for row in raw.execute("SELECT id, outcome FROM interaction WHERE visit_id IS NULL")
                if folding.find(row[1], part)
            }
            by_scan |= {
                row[0]
                for row in raw.execute("SELECT id, name, short_name FROM client")
                if any(folding.find(t, part) for t in row[1:])
            }
            hits = {hit.id for hit in finder.find(session, text, limit=MOST) if hit.kind in ("interaction", "client")}
            noted = {
                row[0]
                for row in raw.execute("SELECT id, notes, address, tags FROM client")
                if any(folding.find(t, part) for t in row[1:])
            }
            heard = {hit.id for hit in finder.find(session, text, limit=MOST) if hit.kind == "client"} - by_scan - noted
            missing = by_scan - hits
            assert not missing, (text, len(missing))
            assert text.isascii() or not heard, (text, len(heard))
    finally:
        finder.MOST_LOOKED_AT = kept
    return f"{len(sample)} hit sets equal to a scan"


def dossier(store: Any, show: Callable[..., None], size: str) -> None:
    """T4: one client with its newest 50 facts against four plain selects on the same file."""
    from sqlalchemy.orm import Session

    from kam_desktop.core import dossiers
    from kam_desktop.core.store import search_index

    with Session(store.engine) as session, session.begin():
        raw = search_index.raw_of(session)
        ids = [row[0] for row in raw.execute("SELECT id FROM client WHERE deleted_at IS NULL ORDER BY id LIMIT 20000")]
        chosen = random.Random(2).sample(ids, min(300, len(ids)))

        def plain(client_id: str) -> int:
            return sum(len(raw.execute(statement, (client_id,)).fetchall()) for statement in _PLAIN)

        def timed(work: Callable[[str], Any]) -> list[float]:
            spent = []
            for client_id in chosen:
                start = time.process_time()
                work(client_id)
                spent.append((time.process_time() - start) * 1000)
            return spent

        timed(lambda client_id: dossiers.show(session, client_id, today=TODAY))
        floor, ours = timed(plain), timed(lambda client_id: dossiers.show(session, client_id, today=TODAY))
        assert dossiers.show(session, chosen[0], today=TODAY).client["id"] == chosen[0]
    show("dossier (goal 2)", size, percentile(floor, 0.5), percentile(ours, 0.5), 0, f"{len(chosen)} clients")


_PLAIN = (
    "SELECT * FROM client WHERE id = ?",
    "SELECT * FROM contact WHERE client_id = ? AND deleted_at IS NULL",
    'SELECT * FROM interaction WHERE client_id = ? AND deleted_at IS NULL ORDER BY "on" DESC LIMIT 50',
    'SELECT * FROM gift WHERE client_id = ? AND deleted_at IS NULL ORDER BY "on" DESC',
)


def pages(store: Any, show: Callable[..., None], size: str) -> None:
    """The client list: its first page, any page while scrolling, the last one."""
    from kam_desktop.core import clients

    start = time.process_time()
    ids = store.read(clients.ids)
    all_ids = (time.process_time() - start) * 1000
    spent = []
    for place in [0, *random.Random(3).choices(range(max(1, len(ids) - 100)), k=20), max(0, len(ids) - 100)]:
        start = time.process_time()
        rows = store.read(lambda s, place=place: clients.rows(s, ids[place : place + 100], today=TODAY))
        spent.append((time.process_time() - start) * 1000)
        assert [row.id for row in rows] == ids[place : place + 100]
    show(
        "list: a page of 100 (goal 16 ms)",
        size,
        16,
        max(spent),
        0,
        f"{len(ids)} ids in {all_ids:.0f} ms, worst of 22 pages",
    )


def orders(store: Any, show: Callable[..., None], size: str) -> None:
    """The ids of the whole list in the order of its columns, against those by name in plain SQL."""
    from kam_desktop.core import clients
    from kam_desktop.core.rules import readings
    from kam_desktop.core.store import search_index

    plain = "SELECT group_concat(id) FROM (SELECT id FROM client WHERE deleted_at IS NULL ORDER BY sort_key, id)"
    by_name = "SELECT id, {} FROM client WHERE deleted_at IS NULL ORDER BY sort_key, id"
    for order, column in (("tier", "tier"), ("city", "city"), ("owner", "owner"), ("silent", "last_contact_on"),
                          ("next", "next_touch_on")):  # fmt: skip
        floor, _ = _spent(lambda: store.read(lambda s: search_index.raw_of(s).execute(plain).fetchone()[0].split(",")))
        ours, ids = _spent(lambda order=order: store.read(lambda s: clients.ids(s, order=order)))
        statement, read = by_name.format(column), readings.sort_key if column in ("city", "owner") else str
        rows = store.read(lambda s, statement=statement: search_index.raw_of(s).execute(statement).fetchall())
        assert ids == [row[0] for row in sorted(rows, key=lambda row, read=read: (not row[1], read(row[1] or "")))]
        show(f"list by {order} / by name, plain", size, floor, ours, 0, f"{len(ids)} ids as they sort one by one")


def _spent(work: Callable[[], Any], runs: int = 3) -> tuple[float, Any]:
    """The least CPU milliseconds of some runs, and the last value."""
    spent, value = [], None
    for _ in range(runs):
        start = time.process_time()
        value = work()
        spent.append((time.process_time() - start) * 1000)
    return min(spent), value


_MERGED: dict[str, float] = {}  # of the first size that was measured: a merge may not cost more in a larger store


def merging(store: Any, show: Callable[..., None], size: str) -> None:
    """A merge of two clients and its undo: the median, against that in the first, smallest store."""
    from kam_desktop.core import history, mergers
    from kam_desktop.core.store import search_index

    def both(session: Any) -> list[str]:
        found = search_index.raw_of(session).execute("SELECT id FROM client ORDER BY id LIMIT 20000")
        return random.Random(4).sample([row[0] for row in found], 24)

    spent: dict[str, list[float]] = {"merge": [], "undo": []}
    chosen = store.read(both)
    for keep, drop in zip(chosen[::2], chosen[1::2], strict=True):
        start = time.process_time()
        done = store.write(lambda s, keep=keep, drop=drop: mergers.merge(s, keep, drop, today=TODAY))
        between = time.process_time()
        undone = store.write(lambda s, batch=done.batch_id: history.undo(s, batch, today=TODAY)).value
        spent["merge"].append((between - start) * 1000)
        spent["undo"].append((time.process_time() - between) * 1000)
        assert undone.kept == 0
    for name, times in spent.items():
        ours = percentile(times, 0.5)
        show(
            f"{name} of two clients / first size", size, _MERGED.setdefault(name, ours), ours, 0, "nothing left behind"
        )


def scrolling(folder: Path, show: Callable[..., None], size: str) -> None:
    """The list in its window: CPU from the move of the scroll bar until all rows are read and painted."""
    done = subprocess.run(
        [sys.executable, "-c", _SCROLL, str(folder)],
        capture_output=True, text=True, check=True, env=_environment(str(Path(__file__).resolve().parents[2] / "src")),
    )  # fmt: skip
    found = dict(line.split() for line in done.stdout.splitlines() if len(line.split()) == 2)
    for name, goal in (("p95", 16), ("end", 150)):
        said = "a frame; 40 places, painted" if name == "p95" else f"jump to the end; median page {found['median']} ms"
        show(f"list, {name} (goal {goal} ms)", size, goal, float(found[name]), 0, said)


def memory(folder: Path, show: Callable[..., None], size: str) -> None:
    """T8: a process that opens the store and does some of everything, against a window with a list of 200 due clients
    from the same encrypted file.

    The peak is held against the goal, with the 64 MiB in it by which a passphrase is checked; what is held at the end
    of the day is shown beside it.
    """
    import starting

    from kam_desktop.core.store import vault

    root = str(Path(__file__).resolve().parents[2] / "src")
    key = vault.unlock(folder, passphrase=starting.PASSPHRASE).hex()
    held = []
    for code, *told in ((starting.WITH_LIST + _HELD + _PEAK, str(folder / "store.db"), key), (_DAY, str(folder))):
        done = subprocess.run(
            [sys.executable, "-c", code, *told], capture_output=True, text=True, check=True, env=_environment(root)
        )
        held.append([float(each) for each in done.stdout.split()[-2:]])
    for name, (floor, ours) in zip(
        ("memory at the end of a session", "peak memory of a session (goal 2)"), zip(*held, strict=True), strict=True
    ):
        show(name, size, floor, ours, 0, "window, list, 50 searches, 50 dossiers", unit="MB")


def _environment(root: str) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": root, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}


_HELD, _PEAK = (
    f"""
from pathlib import Path as _Path
print(next(int(l.split()[1]) / 1024 for l in _Path("/proc/self/status").read_text().splitlines() if l.startswith("{name}")))
"""
    for name in ("VmRSS", "VmHWM")
)
_DAY = (
    """
import sys, time
from pathlib import Path
from PySide6.QtCore import QSettings
from kam_desktop import runtime
from kam_desktop.app import Session, make_application
from kam_desktop.core import opening
from kam_desktop.ui.navigation import Route
from datetime import date
runtime.fix_today(date(2026, 6, 15))
app = make_application(); place = Path(sys.argv[1])
session = Session(app, place, "zh_CN", QSettings(str(place / "bench.ini"), QSettings.Format.IniFormat))
store = opening.unlock(place, passphrase="benchmark data")
session.open_desk(store)
def settle():
    until = time.monotonic() + 60
    today = session.desk.window.page_named("today")
    while (session.desk.tasks._jobs or not today.is_painted) and time.monotonic() < until:
        app.processEvents(); time.sleep(0.01)
settle()
session.desk.window.go(Route("clients")); settle()
from kam_desktop.core import search
ids = [row[0] for row in store.read_plain(lambda s: s.execute("SELECT id FROM client LIMIT 50", {}).fetchall())]
for client_id in ids:
    session.desk.window.go(Route("client", client_id)); settle()
for text in ["恒", "瑞达", "wang", "138", "合同", "交期"] * 8:
    store.read(lambda s: search.find(s, text))
"""
    + _HELD
    + "session.desk.close()"
    + _PEAK
)

_SCROLL = """
import random, sys, time
from datetime import date
from pathlib import Path
from PySide6.QtCore import QSettings
from kam_desktop import runtime
from kam_desktop.app import Session, make_application
from kam_desktop.core import opening
from kam_desktop.ui.navigation import Route
runtime.fix_today(date(2026, 6, 15))
app = make_application(); place = Path(sys.argv[1])
opening.back_up_daily = lambda store: None  # measured elsewhere, and not at each scroll
session = Session(app, place, "zh_CN", QSettings(str(place / "bench.ini"), QSettings.Format.IniFormat))
session.open_desk(opening.unlock(place, passphrase="benchmark data"))
session.desk.window.resize(1280, 800)
def settle(seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents()
        if not session.desk.tasks._jobs:
            break
        time.sleep(0.001)
    app.processEvents()
settle(1800)  # the plan of a store that was just filled
session.desk.window.go(Route("clients")); settle()
table = session.desk.window.page_named("clients").table
bar, model = table.verticalScrollBar(), table.model()
assert model.rowCount() > 500
def spent(value):
    start = time.process_time()
    bar.setValue(value); settle()
    cpu = (time.process_time() - start) * 1000
    seen = [table.rowAt(y) for y in (1, table.viewport().height() // 2)]
    assert all(model.row(row) is not None for row in seen if row >= 0)
    return cpu
spent(bar.maximum() // 3)
places = [spent(random.Random(n).randint(0, bar.maximum())) for n in range(40)]
spent(0)
print("end", round(spent(bar.maximum()), 2))
print("median", round(sorted(places)[20], 2))
print("p95", round(sorted(places)[37], 2))
session.desk.close()
"""


def fill(folder: Path, store: Any) -> int:
    """The interactions of the common workload, where they are: notes to search in. Returns how many."""
    import csv

    from kam_desktop.core import identity, indexing
    from kam_desktop.core.store import changes, search_index
    from kam_desktop.core.store.tables import Interaction

    file = folder / "interactions.csv"
    if not file.exists():
        return 0
    words = {"电话": "call", "微信": "message", "邮件": "email", "拜访": "visit"}

    def work(session: Any) -> int:
        ids = dict(search_index.raw_of(session).execute("SELECT external_no, id FROM client"))
        with file.open(encoding="utf-8", newline="") as stream:
            rows = [
                {"id": identity.new_id(), "scope_id": ids[row["client_id"]], "client_id": ids[row["client_id"]],
                 "channel": words.get(row["kind"], "call"), "on": date.fromisoformat(row["date"]), "outcome": row["note"]}
                for row in csv.DictReader(stream)
            ]  # fmt: skip
        changes.insert_many(session, Interaction, rows)
        return len(rows)

    count: int = store.write(work).value
    start = time.process_time()
    indexed = indexing.catch_up(store)
    seconds = time.process_time() - start
    print(
        f"    {count} notes in; index: {indexed} rows in {seconds:.1f} s CPU ({indexed / seconds:.0f} rows/s)",
        flush=True,
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"    {(store.folder / 'store.db').stat().st_size / 1e6:.0f} MB on the disk; peak {peak:.0f} MB", flush=True)
    return count
