"""From the click to the first page on the screen: goal 150 ms, whatever the number of clients."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_ROUNDS = 7


def first_pages(folder: Path, passphrase: str, show: Callable[..., None], size: str) -> None:
    """Dossier, brief, handover book and a visit's report, each of another client every time."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    from kam_desktop.core import clients, opening
    from kam_desktop.ui import appearance
    from kam_desktop.ui.paper_warmth import _load
    from kam_desktop.ui.preview.page import PreviewPage
    from kam_desktop.ui.tasks import Tasks

    appearance.apply(app, "light")
    store = opening.unlock(folder, passphrase=passphrase)
    tasks = Tasks(store)
    page = PreviewPage(tasks)
    page.resize(1100, 700)
    page.show()
    _load(None)
    ids = store.read(lambda s: clients.ids(s, clients.Filter(tier="A")))[: 4 * _ROUNDS]
    try:
        for at, paper in enumerate(("dossier", "brief", "handover")):
            walls, longest = [], 0.0
            for client_id in ids[at * _ROUNDS : (at + 1) * _ROUNDS]:
                wall, gap = _until_painted(app, page, client_id, paper)
                walls.append(wall)
                longest = max(longest, gap)
            wall = sorted(walls)[len(walls) // 2]
            show(
                f"first page, {paper} (goal 150)",
                size,
                150,
                wall,
                wall,
                f"painted; window still for {longest:.0f} ms at most",
            )
    finally:
        page.close()
        tasks.close()
        store.close()


def _until_painted(app: Any, page: Any, client_id: str, paper: str) -> tuple[float, float]:
    """Wall milliseconds from the click to the first page's picture, and the longest time without an event."""
    from kam_desktop.ui.navigation import Route

    start = last = time.perf_counter()
    gap = 0.0
    page.show_route(Route("preview", client_id, {"paper": paper}))
    while not (page.pages.count and page.pages.has_image(0)):
        app.processEvents()
        now = time.perf_counter()
        gap, last = max(gap, now - last), now
        time.sleep(0.001)
        if now - start > 20:
            raise TimeoutError(paper)
    return (time.perf_counter() - start) * 1000, gap * 1000
