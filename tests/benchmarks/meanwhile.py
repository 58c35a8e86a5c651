"""What a person sees while a large file is taken in: T2, T3 and T7 in wall time, quiet and during an import.

The import runs on a thread of this process, as it does in the window, and everything else waits as it does there:
readers side by side, saves behind the writer. What was read meanwhile is the store as it was before.
"""

import csv
import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

TODAY = date(2026, 6, 15)
KEYS = 400  # searches, lists and saves when it is quiet


def others(data: Path, target: Path) -> int:
    """``flat_zh.csv`` with every client under another number and name, as a new file. Returns how many."""
    with (
        (data / "flat_zh.csv").open(encoding="utf-8", newline="") as given,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        reader, writer = csv.reader(given), csv.writer(out)
        writer.writerow(next(reader))
        return sum(1 for row in reader if writer.writerow([f"N{row[0]}", f"新{row[1]}", *row[2:]]))


def importing(data: Path, store: Any, show: Callable[..., None], size: str, place: Path) -> None:
    """Searches, Today's list and saves, first on the quiet store, then while a file of the same size comes in."""
    import finding

    from kam_desktop.core import agenda, clients, interactions, search
    from kam_desktop.core.interactions import InteractionDraft
    from kam_desktop.core.rules.kinds import Channel
    from kam_desktop.exchange import importing as files
    from kam_desktop.exchange import taking

    typed = finding.queries(data, store)
    ids = random.Random(4).sample(store.read(clients.ids), 100)
    before = store.read(clients.count)
    writer = ThreadPoolExecutor(1)

    def save(client_id: str) -> Any:
        draft = InteractionDraft(client_id, Channel.CALL, TODAY, "讨论交期与付款方式，对方要求三天内答复。" * 3)
        return store.write(lambda s: interactions.log(s, draft, today=TODAY))

    def due(_text: str) -> Any:
        return store.read_plain(lambda s: agenda.due(s, today=TODAY, limit=200))

    works: dict[str, Callable[[str], Any]] = {
        "search, a key": lambda text: store.read(lambda s: search.find(s, text)), "first 200 due": due,
    }  # fmt: skip

    def round_of(spent: dict[str, list[float]], number: int) -> None:
        for name, work in works.items():
            start = time.perf_counter()
            work(typed[number % len(typed)])
            spent.setdefault(name, []).append((time.perf_counter() - start) * 1000)
        time.sleep(0.005)  # as long as nobody types

    quiet: dict[str, list[float]] = {}
    for number in range(KEYS):
        round_of(quiet, number)
    saves = [_timed(lambda each=each: writer.submit(save, each).result()) for each in ids]
    file = place / f"others-{size}.csv"
    expected = others(data, file)
    preview = files.preview(file)

    def take() -> Any:
        return store.write(lambda s: taking.take_in(s, preview, title=file.name, today=TODAY)).value

    busy: dict[str, list[float]] = {}
    start = time.perf_counter()
    taken: Future[Any] = writer.submit(take)
    waiting, number = writer.submit(save, ids[0]), 0
    while not taken.done():
        round_of(busy, number)
        number += 1
        assert store.read(clients.count) in (before, before + expected)
    seconds = time.perf_counter() - start
    waiting.result()
    waited = time.perf_counter() - start
    assert taken.result().created == expected
    writer.shutdown()
    for name in works:
        was, now = sorted(quiet[name]), sorted(busy[name])
        said = f"p95, wall; worst {was[-1]:.1f} and {now[-1]:.1f}; {len(now)} during {seconds:.1f} s of import"
        show(f"{name} / quiet, while importing", size, was[len(was) * 95 // 100], now[len(now) * 95 // 100], 0, said)
    saves.sort()
    show(
        "a save / quiet, while importing",
        size,
        saves[50],
        waited * 1000,
        0,
        f"wall; worst of 100 quiet {saves[-1]:.1f}",
    )


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
