"""What a person sees while a large file is taken in: T2, T3 and T7 in wall time, quiet and during an import.

The import runs on a thread of this process, as it does in the window, and everything else waits as it does there:
readers side by side, saves between the parts of the import.
"""

import csv
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
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

    from kam_desktop.core import agenda, clients, in_parts, interactions, search
    from kam_desktop.core.interactions import InteractionDraft
    from kam_desktop.core.rules.kinds import Channel
    from kam_desktop.exchange import importing as files
    from kam_desktop.exchange import taking

    typed = finding.queries(data, store)
    ids = random.Random(4).sample(store.read(clients.ids), 100)
    before = store.read(clients.count)
    writer, asked = ThreadPoolExecutor(1), deque[tuple[str, Future[Any]]]()

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
        def work(session: Any) -> Any:
            return taking.take_in(session, preview, title=file.name, today=TODAY)

        return in_parts.write(store, work, save_asked, lambda: bool(asked)).value

    def save_asked() -> bool:
        has_saved = bool(asked)
        while asked:
            client_id, answer = asked.popleft()
            answer.set_result(save(client_id))
        return has_saved

    waits: list[float] = []

    def save_now_and_then() -> None:
        """One save after another, as they come between two parts or after the last."""
        while not taken.done():
            answer: Future[Any] = Future()
            began = time.perf_counter()
            asked.append((ids[len(waits) % len(ids)], answer))
            while not answer.done() and not taken.done():
                wait([answer], timeout=0.001)
            waits.append((time.perf_counter() - began) * 1000)
            time.sleep(0.1)

    busy: dict[str, list[float]] = {}
    start = time.perf_counter()
    taken: Future[Any] = writer.submit(take)
    saver = threading.Thread(target=save_now_and_then)
    saver.start()
    number = 0
    while not taken.done():
        round_of(busy, number)
        number += 1
        assert before <= store.read(clients.count) <= before + expected
    seconds = time.perf_counter() - start
    saver.join()
    assert taken.result().created == expected
    writer.shutdown()
    for name in works:
        was, now = sorted(quiet[name]), sorted(busy[name])
        said = f"p95, wall; worst {was[-1]:.1f} and {now[-1]:.1f}; {len(now)} during {seconds:.1f} s of import"
        show(f"{name} / quiet, while importing", size, was[len(was) * 95 // 100], now[len(now) * 95 // 100], 0, said)
    saves.sort()
    waits.sort()
    show(
        "a save / quiet, while importing",
        size,
        saves[50],
        waits[len(waits) // 2],
        0,
        f"wall; worst {saves[-1]:.1f} and {waits[-1]:.1f} of {len(waits)}",
    )


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
