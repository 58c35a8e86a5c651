"""What a person sees while something large goes on: T2, T3, lists and T7 in wall time, quiet and beside it.

An import, PDFs of 500 visits and a backup run on threads of this process, as they do in the window, and everything
else waits as it does there: readers side by side, saves on one thread, between the parts of an import.
"""

import csv
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

TODAY = date(2026, 6, 15)
KEYS = 400  # rounds of reading when it is quiet
PDFS = 4


def others(data: Path, target: Path) -> int:
    """``flat_zh.csv`` with every client under another number and name, as a new file. Returns how many."""
    with (
        (data / "flat_zh.csv").open(encoding="utf-8", newline="") as given,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        reader, writer = csv.reader(given), csv.writer(out)
        writer.writerow(next(reader))
        return sum(1 for row in reader if writer.writerow([f"N{row[0]}", f"新{row[1]}", *row[2:]]))


def beside(data: Path, store: Any, show: Callable[..., None], size: str, place: Path) -> None:
    """The same work of one person: first alone, then beside each of the large ones."""
    from kam_desktop import runtime

    runtime.share_time()  # as the window does
    people = _AtWork(data, store)
    quiet, _ = people.work(lambda: people.rounds < KEYS)
    runtime.keep_what_is_made()
    loads = {
        "PDFs": _pdfs,
        "a backup": lambda: _backup(store, place),
        "an import": _import(people, data, store, place),
    }
    for name, load in loads.items():
        pool = people.writer if name == "an import" else people.runner
        done = pool.submit(load)
        busy, seconds = people.work(lambda done=done: not done.done())
        done.result()
        for task, was in quiet.items():
            now = sorted(busy[task])
            before, after = was[len(was) * 95 // 100], now[len(now) * 95 // 100]
            said = (
                f"p95, wall; medians {_median(was):.1f} and {_median(now):.1f}, worst {was[-1]:.1f} and {now[-1]:.1f}"
            )
            show(f"{task} / quiet, beside {name}", size, before, after, 0, f"{said}; {len(now)} in {seconds:.1f} s")
    people.close()


class _AtWork:
    """Somebody who searches, looks at lists and saves; ``writer`` is the one thread that writes."""

    def __init__(self, data: Path, store: Any) -> None:
        import finding

        from kam_desktop.core import agenda, clients, search

        self._typed = finding.queries(data, store)
        self._ids = store.read(clients.ids)
        self._store, self.rounds = store, 0
        self.writer, self.runner = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._asked: deque[tuple[str, Future[Any]]] = deque()
        chance = random.Random(4)

        def page() -> Any:
            place = chance.randrange(max(1, len(self._ids) - 100))
            return store.read(lambda s: clients.rows(s, self._ids[place : place + 100], today=TODAY))

        self._works: dict[str, Callable[[str], Any]] = {
            "search, a key": lambda text: store.read(lambda s: search.find(s, text)),
            "first 200 due": lambda _text: store.read_plain(lambda s: agenda.due(s, today=TODAY, limit=200)),
            "a page of 100": lambda _text: page(),
        }  # fmt: skip

    def work(self, goes_on: Callable[[], bool]) -> tuple[dict[str, list[float]], float]:
        """Milliseconds of each task, sorted, and the seconds all took."""
        from kam_desktop.core import stops

        spent: dict[str, list[float]] = {name: [] for name in (*self._works, "a save")}
        begun, self.rounds = time.perf_counter(), 0
        saver = threading.Thread(target=self._save_now_and_then, args=(goes_on, spent["a save"]))
        saver.start()
        while goes_on():
            for name, work in self._works.items():
                start = time.perf_counter()
                with stops.quick():
                    work(self._typed[self.rounds % len(self._typed)])
                spent[name].append((time.perf_counter() - start) * 1000)
            self.rounds += 1
            time.sleep(0.005)  # as long as nobody types
        seconds = time.perf_counter() - begun
        saver.join()
        return {name: sorted(times) for name, times in spent.items()}, seconds

    def save_asked(self) -> bool:
        """On the writer's thread: the saves that wait, between two parts of an import too."""
        from saving import save

        from kam_desktop.core import stops

        has_saved = bool(self._asked)
        while self._asked:
            client_id, answer = self._asked.popleft()
            with stops.quick():
                save(self._store, client_id, "讨论交期与付款方式，对方要求三天内答复。" * 3)
            answer.set_result(None)
        return has_saved

    def close(self) -> None:
        self.writer.shutdown()
        self.runner.shutdown()

    def _save_now_and_then(self, goes_on: Callable[[], bool], waits: list[float]) -> None:
        chance = random.Random(5)
        while goes_on():
            answer: Future[Any] = Future()
            began = time.perf_counter()
            self._asked.append((chance.choice(self._ids), answer))
            self.writer.submit(self.save_asked)
            wait([answer])
            waits.append((time.perf_counter() - began) * 1000)
            time.sleep(0.1)


def _pdfs() -> None:
    import printing

    from kam_desktop.documents import visit_period

    for _ in range(PDFS):
        out = BytesIO()
        visit_period.write(printing.period(), out, lang="zh_CN")
        assert out.getvalue().startswith(b"%PDF")


def _backup(store: Any, place: Path) -> None:
    from kam_desktop.core import clients, opening

    made = opening.back_up(store, place / "copies")
    assert made.clients == store.read(clients.count)


def _import(people: _AtWork, data: Path, store: Any, place: Path) -> Callable[[], None]:
    """Of a file that was looked at. Somebody is at work all the while, so that the parts are small."""
    from kam_desktop.core import clients, in_parts
    from kam_desktop.exchange import importing as files
    from kam_desktop.exchange import taking

    file = place / "others.csv"
    expected = others(data, file)
    preview = files.preview(file)

    def take(session: Any) -> Any:
        return taking.take_in(session, preview, title=file.name, today=TODAY)

    def work() -> None:
        before = store.read(clients.count)
        taken = in_parts.write(store, take, people.save_asked, lambda: True).value
        assert taken.created == expected == store.read(clients.count) - before

    return work


def _median(times: list[float]) -> float:
    return times[len(times) // 2]
