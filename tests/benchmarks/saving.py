"""T7: one interaction, durable and searchable, against the same row, client and index entry written plainly.

Floor and ours save in turns, each on a copy of one store with the same safety on, and beside each pair the bare disk
does what a commit does. After every ``ROUND`` saves comes the idle time that a person leaves: what the window then
does is done for both copies, and its longest step told, for a save that comes just then waits for it.
"""

import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

TODAY = date(2026, 6, 15)
PASSPHRASE = "benchmark data"
SAVES = 480
ROUND = 40  # saves between two idle times
PAGE = 4096
PAGES = 24  # written and made durable by the bare disk


def saving(data: Path, folder: Path, show: Callable[..., None], size: str) -> None:
    """Median, p95 and worst of the saves, how often they wait for the disk, and the steps of idle time."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        place = Path(name)
        for copy in ("floor", "ours"):
            shutil.copytree(folder, place / copy, ignore=shutil.ignore_patterns("backups"))
        spent, steps, log = _in_turns(place, notes(data))
        synced = _synced(place / "ours")
    for title, kind in (("CPU", "cpu"), ("wall", "wall")):
        floor, ours = (sorted(spent[f"{who} {kind}"]) for who in ("floor", "ours"))
        for part, place_of in (("median (goal 1.3)", SAVES // 2), ("p95", SAVES * 95 // 100), ("worst", SAVES - 1)):
            said = f"{SAVES} saves, each found at once; {synced}" if (part, kind) == ("worst", "wall") else ""
            show(f"a save, {title} {part}", size, floor[place_of], ours[place_of], 0, said)
    disk = sorted(spent["disk"])
    said = f"p95 {disk[SAVES * 95 // 100]:.2f}, worst {disk[-1]:.1f}; what the disk alone takes, wall"
    show("fdatasync of as much, bare", size, disk[SAVES // 2], disk[SAVES // 2], 0, said)
    show("a step of idle time, worst", size, max(steps["floor"]), max(steps["ours"]), 0, f"wall; {log}")


def notes(data: Path) -> list[str]:
    """As people write them: of the common workload, else made of the sample's sentences."""
    file = data / "interactions.csv"
    if file.exists():
        with file.open(encoding="utf-8", newline="") as stream:
            return [row["note"] for row in islice(csv.DictReader(stream), SAVES)]
    from kam_desktop.core import assets

    pool, chance = assets.read_json("samples", "portfolio.json")["discussed"], random.Random(5)
    return ["".join(chance.sample(pool, 3)) for _ in range(SAVES)]


def _in_turns(place: Path, texts: list[str]) -> tuple[dict[str, list[float]], dict[str, list[float]], str]:
    """Milliseconds of each save by who and what was measured, of each idle step by who, and the longest log."""
    from kam_desktop import runtime
    from kam_desktop.core import clients, opening

    stores = {who: opening.unlock(place / who, passphrase=PASSPHRASE) for who in ("floor", "ours")}
    ids = random.Random(4).sample(stores["ours"].read(clients.ids), 120)
    raw = stores["floor"].engine.raw_connection()
    works = {
        "floor": lambda client, text: plainly(raw, client, text),
        "ours": lambda *said: save(stores["ours"], *said),
    }
    spent: dict[str, list[float]] = {}
    steps: dict[str, list[float]] = {"floor": [0.0], "ours": [0.0]}
    longest = dict.fromkeys(works, 0)
    with (place / "bare").open("wb", buffering=0) as bare:
        for number, text in enumerate((*texts[:ROUND], *texts)):
            kept, client = spent if number >= ROUND else {}, ids[number % len(ids)]  # a round to get warm
            if number == ROUND:
                runtime.keep_what_is_made()  # as the window does
            for who, work in works.items():
                with _timed(kept, who):
                    work(client, f"询价单{number:05d}号，{text}")
            with _timed(kept, "bare"):
                bare.write(b"x" * PAGE * PAGES)
                os.fdatasync(bare.fileno())
            _is_found(stores["ours"], f"询价单{number:05d}号")
            for who, store in stores.items():
                longest[who] = max(longest[who], (store.folder / "store.db-wal").stat().st_size)
                if number % ROUND == ROUND - 1:
                    steps[who] += list(idle(store))
    assert raw.execute("SELECT count(*) FROM interaction WHERE outcome LIKE '询价单%'").fetchone() == (SAVES + ROUND,)
    raw.close()
    for store in stores.values():
        opening.close(store)
    spent["disk"] = spent["bare wall"]
    return spent, steps, f"log at most {longest['floor'] / 1e6:.0f} and {longest['ours'] / 1e6:.0f} MB"


@contextmanager
def _timed(spent: dict[str, list[float]], who: str) -> Iterator[None]:
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    spent.setdefault(f"{who} wall", []).append((time.perf_counter() - wall) * 1000)
    spent.setdefault(f"{who} cpu", []).append((time.process_time() - cpu) * 1000)


def save(store: Any, client_id: str, text: str) -> None:
    """What the form for a contact does."""
    from kam_desktop.core import interactions
    from kam_desktop.core.interactions import InteractionDraft
    from kam_desktop.core.rules.kinds import Channel

    draft = InteractionDraft(client_id, Channel.CALL, TODAY, text)
    store.write(lambda s: interactions.log(s, draft, today=TODAY))


def plainly(raw: Any, client_id: str, text: str) -> None:
    """The floor: a row, its client's clock, its words in the index."""
    from kam_desktop.core import identity
    from kam_desktop.core.rules import search_words

    row_id, words = identity.new_id(), " ".join(search_words.runs(text))
    raw.execute("BEGIN IMMEDIATE")
    number = raw.execute("SELECT value FROM meta WHERE key = 'text_seq'").fetchone()
    number = int(number[0]) if number else 1
    raw.execute("INSERT OR REPLACE INTO meta VALUES('text_seq', ?)", (str(number + 1),))
    raw.execute(_ROW, (client_id, TODAY.isoformat(), text, row_id, client_id, number << 3 | 2))
    raw.execute("UPDATE client SET last_contact_on = ? WHERE id = ?", (TODAY.isoformat(), client_id))
    raw.execute("INSERT INTO find_texts(rowid, words) VALUES(?, ?)", (number << 3 | 2, words))
    raw.execute("COMMIT")


_ROW = """INSERT INTO interaction(client_id, channel, "on", outcome, contact_ids, activity, author, id, scope_id, created_by,
    device_id, stamp, field_stamps, revision, external_no, text_no)
    VALUES(?, 'call', ?, ?, '[]', '', 'bench', ?, ?, 'bench', '', '', '{}', 1, '', ?)"""


def idle(store: Any) -> Iterator[float]:
    """What the window does when nobody waits, in its own steps; the milliseconds of each."""
    from kam_desktop.core import indexing

    taken: int | None = 0
    while taken is not None:
        start = time.perf_counter()
        taken = store.write(lambda s, taken=taken: indexing.step(s, taken)).value
        yield (time.perf_counter() - start) * 1000
        store.fold(is_writing=taken is not None)  # on another thread, which no save waits for


def _is_found(store: Any, text: str) -> None:
    from kam_desktop.core import search

    hits = store.read(lambda s: search.find(s, text))
    assert [hit.kind for hit in hits] == ["interaction"], (text, hits)


def _synced(folder: Path) -> str:
    """How often a save waits for the disk: the calls of a process of 30 saves less those of one of 10, by strace."""
    if shutil.which("strace") is None:
        return "fdatasync not counted: no strace"
    counts = []
    for saves in (10, 30):
        command = [
            "strace",
            "-f",
            "-c",
            "-e",
            "trace=fsync,fdatasync",
            sys.executable,
            __file__,
            str(folder),
            str(saves),
        ]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
        counts.append(sum(int(line.split()[3]) for line in said.splitlines() if line.endswith("sync")))
    return f"{(counts[1] - counts[0]) / 20:.2f} fdatasync a save"


def _some(folder: Path, saves: int) -> None:
    from kam_desktop.core import clients, opening

    store = opening.unlock(folder, passphrase=PASSPHRASE)
    for number, client_id in enumerate(random.Random(6).sample(store.read(clients.ids), saves)):
        save(store, client_id, f"第{number}次")
    opening.close(store)


if __name__ == "__main__":
    _some(Path(sys.argv[1]), int(sys.argv[2]))
