"""A real encrypted store with one made-up client, for the pages of visits, gifts and paper."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kam_desktop import runtime
from kam_desktop.core import clients, contacts, opening, visits
from kam_desktop.core.rules.kinds import Side
from kam_desktop.core.store import vault
from kam_desktop.core.store.database import Database
from kam_desktop.core.visits import CommitmentDraft, ExpenseDraft, VisitDraft
from kam_desktop.ui import labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.tasks import Notice, Tasks

TODAY = date(2026, 9, 16)


@dataclass
class Ground:
    """The store, its door, and who is in it."""

    store: Database
    tasks: Tasks
    client_id: str
    gu: str  # 顾思远, with a taboo
    ma: str  # 马俊

    def read(self, fn: Callable[[Any], Any]) -> Any:
        return self.store.read(fn)

    def write(self, fn: Callable[[Any], Any]) -> Any:
        return self.store.write(fn).value

    def draft(self, **changes: Any) -> VisitDraft:
        return replace(VisitDraft(self.client_id, TODAY, time(10, 0), contact_ids=(self.gu,)), **changes)

    def plan(self, **changes: Any) -> str:
        return str(self.write(lambda s: visits.plan(s, self.draft(**changes), today=TODAY)))

    def report(self, **changes: Any) -> str:
        full = self.draft(
            ended_at=time(11, 20),
            place="二厂会议室",
            objective="认识新任设备部长",
            discussed="看了油样报告",
            needs="压机液压油选型",
            impression=4,
            expenses=(ExpenseDraft("高速", 8650),),
            commitments=(
                CommitmentDraft("提供选型表", date(2026, 9, 25)),
                CommitmentDraft("见主任", None, "马俊", Side.CLIENT),
            ),
        )
        return str(self.write(lambda s: visits.record(s, replace(full, **changes), today=TODAY)))

    def submitted(self, **changes: Any) -> str:
        visit_id = self.report(**changes)
        self.write(lambda s: visits.submit(s, visit_id))
        return visit_id

    def stored(self, visit_id: str) -> VisitDraft:
        draft: VisitDraft = self.read(lambda s: visits.draft_of(s, visits.get(s, visit_id)))
        return draft

    def state(self, visit_id: str) -> str:
        return str(self.read(lambda s: visits.get(s, visit_id).state))


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """Opened and closed in the order the program does it."""
    runtime.fix_today(TODAY)
    before = labels.language()
    labels.set_language("zh_CN")
    store = opening.create(folder, "correct horse", author="刘敏", kdf=vault.Kdf(8, 1, 1)).store
    client_id, gu, ma = store.write(_fill).value
    tasks = Tasks(store)
    try:
        yield Ground(store, tasks, client_id, gu, ma)
    finally:
        tasks.close()
        store.close()
        labels.set_language(before)
        runtime.fix_today(None)


def _fill(session: Any) -> tuple[str, str, str]:
    client_id = clients.create(
        session,
        clients.ClientDraft("苏州瑞川机械有限公司", short_name="苏州瑞川机械", tier="A", kind="end_customer"),
        today=TODAY,
    )
    gu = contacts.ContactDraft("顾思远", title="设备部长", taboos="花粉过敏，勿送花", hobbies="骑行")
    ma = contacts.ContactDraft("马俊", title="点检员")
    return (
        client_id,
        contacts.create(session, client_id, gu, today=TODAY),
        contacts.create(session, client_id, ma, today=TODAY),
    )


class Told(QObject):
    """What a page asked for and what the door had to say."""

    def __init__(self, page: Page, tasks: Tasks) -> None:
        super().__init__(page)
        self.routes: list[Route] = []
        self.notices: list[Notice] = []
        self.refused: list[str] = []
        self.unexpected: list[BaseException] = []
        page.navigate.connect(self.routes.append)
        tasks.data_changed.connect(page.on_changed)
        tasks.told.connect(self.notices.append)
        tasks.refused.connect(lambda error: self.refused.append(error.code))
        tasks.unexpected.connect(self.unexpected.append)


def show(qtbot: QtBot, page: Page, route: Route, size: tuple[int, int] = (1280, 800)) -> None:
    """As the window does: the route first, then the page is seen."""
    page.show_route(route)
    page.resize(*size)
    page.show()
    page.window().activateWindow()
    qtbot.waitExposed(page)


def words_of(widget: QWidget) -> str:
    """All texts that labels, buttons and lines inside show."""
    found = []
    for child in widget.findChildren(QWidget):
        text = getattr(child, "text", None)
        if callable(text) and not child.isHidden():
            found.append(str(text()))
    return "\n".join(found)
