"""The lines of a policy as a grid of editors, and the one button that adds another."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from kam_desktop.core.errors import Invalid
from kam_desktop.core.policies import PolicyEntry
from kam_desktop.core.rules.cadence import CLOCKS, DAYS, DEFAULTS, PolicyLine, checked
from kam_desktop.core.rules.kinds import Activity, Channel, Tier
from kam_desktop.ui import labels
from kam_desktop.ui.policies.line_editor import LineEditor, label_row
from kam_desktop.ui.widgets.buttons import PlainButton
from kam_desktop.ui.widgets.panel import ScrollBody


class LinesGrid(ScrollBody):
    """``changed`` after each change; ``entries`` are the lines as they stand, right or not."""

    changed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.editors: list[LineEditor] = []
        self._of_tier: dict[Activity, PolicyEntry] = {}
        self._is_client = False
        self.column.setContentsMargins(16, 8, 16, 16)
        self.add = PlainButton(self.tr("Add a line"), self, icon="plus", size="small")
        self.add.clicked.connect(self._open_menu)
        self._grid_holder = QWidget(self)
        self.column.addWidget(self._grid_holder)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_entries(
        self, entries: Sequence[PolicyEntry], *, of_tier: Sequence[PolicyEntry] = (), is_client: bool = False
    ) -> None:
        """These lines; ``of_tier`` is what they are held against where they are of a client."""
        self._of_tier = {each.line.activity: each for each in of_tier}
        self._is_client = is_client
        old, self._grid_holder = self._grid_holder, QWidget(self)
        self.column.replaceWidget(old, self._grid_holder)
        old.hide()
        old.deleteLater()
        self.editors = [self._make(each) for each in entries]
        self._lay_out()
        self.add.setVisible(bool(self._missing()))

    def entries(self) -> list[PolicyEntry]:
        """All lines as they stand."""
        return [each.entry() for each in self.editors]

    def check(self, *, has_focus: bool = False) -> bool:
        """Say under each line what is wrong with it; whether nothing is. ``has_focus`` goes to the first."""
        first: QWidget | None = None
        for editor in self.editors:
            try:
                checked(editor.entry().line)
            except Invalid as error:
                editor.fail(error.field, labels.sentence(error))
                first = first or editor.days.get(error.field) or editor.channel
            else:
                editor.fail("", "")
        if first is not None and has_focus:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is None

    def focus_first(self) -> None:
        """The first number."""
        if self.editors:
            self.editors[0].active.setFocus(Qt.FocusReason.TabFocusReason)

    def _make(self, entry: PolicyEntry) -> LineEditor:
        editor = LineEditor(
            entry, self._grid_holder, self._page, is_client=self._is_client,
            of_tier=self._of_tier.get(entry.line.activity),
        )  # fmt: skip
        editor.changed.connect(self._on_changed)
        editor.removed.connect(partial(self._on_removed, editor))
        return editor

    def _lay_out(self) -> None:
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for column, (label, _span) in enumerate(label_row(self._grid_holder)):
            grid.addWidget(label, 0, column)
        last: QWidget | None = None
        for number, editor in enumerate(self.editors):
            column, row = 0, 1 + number * 3
            for widget, span in editor.cells:
                grid.addWidget(widget, row, column, 1, span)
                column += span
            if editor.festivals is not None:
                grid.addWidget(editor.festivals, row + 1, 1, 1, column - 1, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(editor.below, row + 2, 0, 1, column)
            for widget in editor.in_order():
                if last is not None:
                    QWidget.setTabOrder(last, widget)
                last = widget
        grid.setColumnStretch(0, 1)
        for column in (1, 5):
            grid.setColumnStretch(column, 1)

    def _on_changed(self) -> None:
        self.check()
        self.changed.emit()

    def _on_removed(self, editor: LineEditor) -> None:
        """A tier loses the line; a client has its tier's again."""
        kept = [each.entry() for each in self.editors if each is not editor]
        back = self._of_tier.get(editor.activity)
        if self._is_client and back is not None:
            kept.insert(self.editors.index(editor), back)
        self.show_entries(kept, of_tier=tuple(self._of_tier.values()), is_client=self._is_client)
        self.focus_first()
        self._on_changed()

    def _missing(self) -> list[Activity]:
        here = {each.activity for each in self.editors}
        return [each for each in (*CLOCKS, *DAYS) if each not in here]

    def _open_menu(self) -> None:
        self.make_menu().popup(self.add.mapToGlobal(QPoint(0, self.add.height() + 4)))

    def make_menu(self) -> QMenu:
        """What can be added."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for activity in self._missing():
            name = labels.name_of(activity)
            action = QAction(name[:1].upper() + name[1:], menu)
            action.triggered.connect(partial(self._add, activity))
            menu.addAction(action)
        return menu

    def _add(self, activity: Activity, _is_checked: bool = False) -> None:
        entries = [*self.entries(), PolicyEntry(new_line(activity), is_own=self._is_client)]
        self.show_entries(entries, of_tier=tuple(self._of_tier.values()), is_client=self._is_client)
        self.editors[-1].channel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()


def new_line(activity: Activity) -> PolicyLine:
    """A sensible first line: that of the tier that has one by default."""
    for tier in (Tier.B, Tier.A, Tier.C):
        for line in DEFAULTS[tier]:
            if line.activity is activity:
                return replace(line)
    return PolicyLine(activity, Channel.CALL, 30, 40)
