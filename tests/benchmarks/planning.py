"""The planner: everybody from nothing, one client, a typhoon; goals are of time, since nothing like it has a floor."""

import resource
import time
from collections.abc import Callable
from typing import Any

from run import TODAY, measure

GOALS = {"all": 60_000.0, "one": 20.0, "typhoon": 1_000.0}  # ms at L
MANY = 40  # clients planned one by one


def told(task: str, size: str, ours: float, goal: float, checked: str) -> None:
    """One row: the goal at L, ours, whether it is met."""
    verdict = "met" if ours <= goal else "not met"
    print(f"{task:<34} {size:<2} {goal:>9.1f} {ours:>9.1f} ms  goal at L {verdict:<8} {checked}", flush=True)


def plan(store: Any, size: str) -> None:
    """On a store whose clients were never planned, or not since a fact of all of them changed."""
    from kam_desktop.core import environment_events, history, touches
    from kam_desktop.core.environment_events import EventDraft
    from kam_desktop.core.rules.kinds import EnvironmentKind
    from kam_desktop.core.store import plain_rows

    before = _peak()
    start = time.process_time()
    done = store.write(lambda s: touches.plan_all(s, today=TODAY)).value
    spent = (time.process_time() - start) * 1000
    said = f"{done.planned} planned, {done.kept} kept, {done.unplaced} unplaced; memory +{_peak() - before:.0f} MB"
    told("plan 12 weeks, everybody", size, spent, GOALS["all"], said)
    again = store.write(lambda s: touches.plan_all(s, today=TODAY)).value
    assert (again.planned, again.removed) == (0, 0), "planning again changes nothing"

    sql = "SELECT id FROM client WHERE deleted_at IS NULL AND status = 'active' ORDER BY id"
    ids = [row[0] for row in store.read(lambda s: plain_rows.rows(s, sql, {}))]
    step = max(len(ids) // MANY, 1)
    costs = sorted(
        _cpu(lambda each=each: store.write(lambda s: touches.replan(s, each, today=TODAY))) for each in ids[::step]
    )
    told(
        "plan one client", size, costs[len(costs) // 2], GOALS["one"], f"median of {len(costs)}, worst {costs[-1]:.1f}"
    )

    draft = EventDraft(EnvironmentKind.TYPHOON, "台风", ("33",), TODAY)
    written: list[Any] = []
    ours, *_ = measure(lambda: written.append(store.write(lambda s: environment_events.add(s, draft, today=TODAY))), 3)
    told("a typhoon in 33", size, ours, GOALS["typhoon"], f"{written[-1].value.touches} to be called")
    for each in written:
        store.write(lambda s, each=each: history.undo(s, each.batch_id, today=TODAY))


def _cpu(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
