"""The versions of a report: each as it was, and what differs from another (D-6.5)."""

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from kam_desktop.core import visit_versions
from kam_desktop.core.rules.kinds import Entity
from kam_desktop.core.visit_versions import Difference, Version
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page, add_key, focus_next
from kam_desktop.ui.reports import sheet as sheets
from kam_desktop.ui.reports.differences import DifferenceList
from kam_desktop.ui.reports.sheet import Sheet
from kam_desktop.ui.reports.sheet_view import SheetView
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.kept_splitter import KeptSplitter
from kam_desktop.ui.widgets.list_rows import TimelineRow
from kam_desktop.ui.widgets.list_view import RowList
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.panel import ScrollBody
from kam_desktop.ui.widgets.texts import Hint, SectionLabel


@dataclass(frozen=True)
class _Seen:
    """A version and what it changed against ``against``; None: it is the first."""

    sheet: Sheet
    against: Version | None
    changes: tuple[Difference, ...]


class VersionsPage(Page):
    """Route ``versions``, with the id of any version. Up and Down choose; C chooses what it is held against."""

    concerns: ClassVar[frozenset[Entity]] = frozenset({Entity.VISIT, Entity.COMMITMENT})

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self._id = ""
        self._against = ""  # id of the version that the chosen one is held against; empty: the one before it
        self._versions: tuple[Version, ...] = ()
        self.head = PageHead(self.tr("Versions"), self)
        self.hold = PlainButton(self.tr("Compare with this one"), self, keys="C")
        self.open = PlainButton(self.tr("Open the visit"), self, keys="O")
        self.list = RowList(self)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(self.tr("Versions"))
        self.side = ScrollBody(self)
        self.side.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.side.setAccessibleName(self.tr("What differs"))
        self._changes_head = SectionLabel("", self)
        self.changes = DifferenceList(self)
        self.sheet = SheetView(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for button in (self.hold, self.open):
            self.head.add_tool(button)
        card = Card(self)
        card.add(self._changes_head)
        card.column.addSpacing(4)
        card.add(self.changes)
        card.setMaximumWidth(self.sheet.maximumWidth())
        self.side.column.setContentsMargins(24, 16, 24, 24)
        self.side.column.setSpacing(16)
        self.side.column.addWidget(card)
        self.side.column.addWidget(Hint(self.tr("The whole report as this version says it:"), self))
        self.side.column.addWidget(self.sheet)
        self.side.column.addStretch(1)
        splitter = KeptSplitter("versions", self)
        splitter.addWidget(self.list)
        splitter.addWidget(self.side)
        splitter.setStretchFactor(1, 1)
        appearance.scaled(self.list.setMinimumWidth, 240)
        splitter.restore(fonts.px(320), fonts.px(760))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(splitter, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.current_changed.connect(lambda _id: self._read_version())
        self.list.opened.connect(lambda _id: self.side.setFocus(Qt.FocusReason.OtherFocusReason))
        for keys, button, act in (("C", self.hold, self.hold_against), ("O", self.open, self.open_visit)):
            button.clicked.connect(act)
            add_key(self, keys, act)

    def title(self) -> str:
        return self.tr("Versions")

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("C", self.tr("Compare the others with this one; again: with the one before each")),
            ("O", self.tr("Open the visit")),
            ("Enter", self.tr("Read what differs")),
            ("F6", self.tr("Next pane")),
        ]

    def show_route(self, route: Route) -> None:
        """Another report begins at the version named."""
        if route.id != self._id:
            self._id, self._against = route.id, ""
            self.mark_stale()

    def reload(self) -> None:
        """Read the versions again."""
        if self._id:
            visit_id = self._id
            self.head.loading.start()
            self.tasks.read(
                self, partial(visit_versions.versions, visit_id=visit_id), done=partial(self._show, visit_id),
                finished=self.head.loading.stop,
            )  # fmt: skip

    def _show(self, visit_id: str, found: tuple[Version, ...]) -> None:
        if visit_id != self._id:
            return
        self._versions = found
        current = self.list.current_id()
        self.list.set_rows([self._row(each) for each in found])
        if not self.list.current_id():
            self.list.select_id(visit_id)
        elif current == self.list.current_id():
            self._read_version()

    def _row(self, each: Version) -> TimelineRow:
        title = labels.say("visit.version", n=each.version)
        reviewed = f"{each.reviewer} {labels.moment(each.reviewed_at)}" if each.reviewed_at else ""
        held = self.tr("compared with") if each.id == self._against else ""
        line = " · ".join(part for part in (each.author, reviewed) if part)
        right = held or labels.name_of(each.state)
        on = labels.day(each.made_at.astimezone().date()) if each.made_at else ""
        return TimelineRow(each.id, on, "document-check" if each.is_current else "document", title, line, right)

    def _read_version(self) -> None:
        version_id = self.list.current_id()
        if version_id:
            against = self._held_against(version_id)
            self.tasks.read(
                self, partial(_read, version_id, against), done=partial(self._show_version, version_id, against)
            )

    def _held_against(self, version_id: str) -> Version | None:
        place = next(at for at, each in enumerate(self._versions) if each.id == version_id)
        chosen = next((each for each in self._versions if each.id == self._against and each.id != version_id), None)
        return chosen or (self._versions[place + 1] if place + 1 < len(self._versions) else None)

    def _show_version(self, version_id: str, against: Version | None, seen: _Seen) -> None:
        if version_id != self.list.current_id() or against != self._held_against(version_id):
            return
        self.head.set_subtitle(f"{seen.sheet.client} · {labels.day(seen.sheet.on)}")
        if against is None:
            self._changes_head.setText(self.tr("The first version"))
        else:
            self._changes_head.setText(self.tr("Against version {n}").format(n=against.version))
        nothing = self.tr("Nothing was there before it.") if against is None else self.tr("Nothing differs.")
        self.changes.show_differences(seen.changes, nothing)
        self.sheet.show_sheet(seen.sheet)
        self.side.verticalScrollBar().setValue(0)

    def hold_against(self) -> None:
        """C: the others are compared with this one; pressed again, each with the one before it."""
        now = self.list.current_id()
        self._against = "" if now == self._against else now
        self.list.set_rows([self._row(each) for each in self._versions])
        self._read_version()

    def open_visit(self) -> None:
        """O: the version that holds, on its own page."""
        if self._versions:
            self.navigate.emit(Route("visit", self._versions[0].id))

    def next_pane(self) -> None:
        """F6."""
        focus_next((self.list, self.side))


def _read(version_id: str, against: Version | None, session: Any) -> _Seen:
    changes = visit_versions.differences(session, against.id, version_id) if against else ()
    return _Seen(sheets.read(session, version_id), against, changes)
