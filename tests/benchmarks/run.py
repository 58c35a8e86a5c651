"""Benchmarks as ratios against floors measured in the same run: ``./dev bench [--sizes S,M] [--data DIR]``.

A timing counts only when its result is right, and each row says what was checked. CPU time is compared, of
this process and its children; wall time is shown beside it. The floor of the encrypted store is the same work
done plainly on the same encrypted file.
"""

import argparse
import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

TODAY = date(2026, 6, 15)
PASSPHRASE = "benchmark data"
RUNS = 5


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
        f"{task:<34} {size:<2} {floor:>9.2f} {ours:>9.2f} {unit}  ratio {ours / floor if floor else 0:>6.2f}  wall {wall:>8.1f}  {checked}",
        flush=True,
    )


def imports(data: Path, size: str, place: Path) -> Path:
    """T5: files into a new store, against plain tables and a plain index without any check; the CSV's stays."""
    import importing_floor as floor

    from kam_desktop.core import clients, opening
    from kam_desktop.core.store.tables import Contact
    from kam_desktop.exchange import importing, taking

    expected = json.loads((data / size / "manifest.json").read_text())

    def take(store: Any, file: Path) -> Any:
        preview = importing.preview(file)
        return store.write(lambda s: taking.take_in(s, preview, title=file.name, today=TODAY)).value

    for name, plainly, rows in (
        ("contacts.vcf", floor.plain_cards, "contacts"),
        ("flat_zh.xlsx", floor.plain_sheet, "clients"),
        ("flat_zh.csv", floor.plain_import, "clients"),
    ):
        file, count = data / size / name, expected.get(rows, 0)
        if not file.exists() or (size == "L" and name != "flat_zh.csv"):
            continue
        least, _, plain = measure(lambda plainly=plainly, file=file: plainly(file, place / "plain.db"), 3)
        folder = place / (size if name == "flat_zh.csv" else f"{size}-{name}")
        store = opening.create(folder, PASSPHRASE, author="bench").store
        ours, wall, taken = measure(lambda store=store, file=file: take(store, file), 1)
        people = store.read(lambda s: s.query(Contact).count())
        assert count == plain == (taken.contacts_created if rows == "contacts" else taken.created)
        assert people == taken.contacts_created
        assert store.read(clients.count) == taken.clients_created
        goal = "" if rows == "contacts" else "; goal: ratio 1.25"
        told = f"{count} {rows} in, {count / wall * 1000:.0f} rows/s{goal}"
        show(f"import {name} / plain tables", size, least, ours, wall, told)
        if name == "flat_zh.csv":
            sealed, _, _ = measure(lambda file=file: floor.plain_import(file, place / "plain.db", "0f" * 48), 3)
            show("the same / plain, encrypted", size, sealed, ours, wall, "the same SQL on an encrypted file")
            again, wall, taken = measure(lambda store=store, file=file: take(store, file), 1)
            assert (taken.created, taken.updated) == (0, 0)
            show("the same file again / plain tables", size, least, again, wall, "nothing changed")
        store.close()
    return place / size


def month_page(store: Any, raw: Any, size: str) -> None:
    """A month of the calendar with its chips and loads, against counting its touches by day and nothing else."""
    from kam_desktop.core import calendar_view
    from kam_desktop.core.rules.calendar_days import month_span

    for name, on in (("this month", TODAY), ("next month", TODAY + timedelta(days=31))):
        first, last = month_span(on)
        sql = f"""SELECT due_on, count(*) FROM touch t WHERE due_on BETWEEN '{first}' AND '{last}' AND state = 'planned'
            AND fit = '' AND deleted_at IS NULL GROUP BY due_on"""
        floor, _, counted = measure(lambda sql=sql: list(raw.execute(sql)))
        ours, wall, days = measure(lambda f=first, t=last: store.read(lambda s: calendar_view.days(s, f, t, most=4)))
        assert sum(row[1] for row in counted) == sum(each.open for each in days)
        show(
            f"{name} of the calendar / its counts",
            size,
            floor,
            ours,
            wall,
            f"{sum(each.open for each in days)} touches",
        )


def plan_and_lists(folder: Path, size: str) -> None:
    """Planning, and the first page of the client list against plain SQL on the same encrypted file."""
    import planning

    from kam_desktop.core import clients, opening

    store = opening.unlock(folder, passphrase=PASSPHRASE)
    planning.plan(store, size)
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
    month_page(store, raw, size)
    raw.close()
    effect(store, size)
    store.close()


def effect(store: Any, size: str) -> None:
    """What a changed policy does to the coming weeks, for each tier; goal: 300 ms of CPU at M."""
    from dataclasses import replace

    from kam_desktop.core import policies, policy_effect

    def reckon(session: Any, tier: str) -> Any:
        lines = [each.line for each in policies.of_tier(session, tier)]
        closer = [replace(each, ideal_days=each.ideal_days * 2 // 3, jitter_days=0) for each in lines]
        return policy_effect.of_tier(session, tier, closer, today=TODAY)

    for tier in "ABC":
        ours, _, told = measure(lambda tier=tier: store.read(lambda s: reckon(s, tier)), 3)
        print(f"{f'effect of a policy, tier {tier}':<34} {size:<2} {ours:.0f} ms CPU for {told.clients} clients")


def found(data: Path, folder: Path, size: str) -> None:
    """Search, dossier, list pages and memory, on the store that the import filled."""
    import finding
    import keying

    from kam_desktop.core import opening

    store = opening.unlock(folder, passphrase=PASSPHRASE)
    finding.fill(data, store)
    typed = finding.queries(data, store)
    finding.search(data, store, show, size)
    finding.dossier(store, show, size)
    finding.pages(store, show, size)
    finding.orders(store, show, size)
    finding.merging(store, show, size)
    store.close()
    finding.scrolling(folder, show, size)
    keying.keys(typed, folder, show, size)


def saves(data: Path, folder: Path, size: str, place: Path) -> None:
    """T7, and what holds while something large goes on."""
    import meanwhile
    import saving
    import smoothness

    from kam_desktop.core import opening

    saving.saving(data, folder, show, size)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        copy = shutil.copytree(folder, Path(name) / size, ignore=shutil.ignore_patterns("backups"))
        smoothness.importing(data, copy, show, size, place)
    store = opening.unlock(folder, passphrase=PASSPHRASE)
    meanwhile.beside(data, store, show, size, place)
    store.close()


def stored(stores: Path, sizes: list[str]) -> None:
    """T1, T3 and T8 on stores that are filled and planned already."""
    import finding
    import starting

    for size in sizes:
        starting.today(stores / size, show, size)
        starting.after_a_kill(stores / size, show, size)
        starting.due(stores / size, show, size)
        finding.memory(stores / size, show, size)


def main() -> None:
    """Run the benchmarks on the sizes asked for."""
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("--sizes", default="S,M")
    parser.add_argument(
        "--data",
        type=Path,
        help="folder with S/ and M/ of the common workload; made by the sample generator if missing",
    )
    parser.add_argument("--stores", type=Path, help="folder with planned stores S/, M/, L/: only start, Today, memory")
    arguments = parser.parse_args()
    sizes = arguments.sizes.split(",")
    print(f"{'task':<34}         floor      ours      (CPU)")
    if arguments.stores is not None:
        stored(arguments.stores, sizes)
        return
    import finding
    import previewing
    import printing
    import starting

    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        data = arguments.data
        if data is None:
            import workload

            data = place / "data"
            workload.write(data, sizes)
        for size in sizes:
            folder = imports(data, size, place)
            found(data / size, folder, size)
            if size != "L":
                plan_and_lists(folder, size)
                starting.today(folder, show, size)
                starting.after_a_kill(folder, show, size)
                starting.due(folder, show, size)
                previewing.first_pages(folder, PASSPHRASE, show, size)
            finding.memory(folder, show, size)
            saves(data / size, folder, size, place)
        starting.gate(folder, show)
    printing.printing(show)


if __name__ == "__main__":
    main()
