"""Group by city: the visits that could be made where their city is visited anyway, looked at and moved at once."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kam_desktop.core.city_groups import Group
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.buttons import PrimaryButton
from kam_desktop.ui.widgets.popover import Popover
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, SectionLabel

_MOST: Final = 5  # groups that are shown in full


class GroupingPopover(Popover):
    """Each group as its day and city with those who would come; ``chosen`` gives the groups."""

    def __init__(self, page: QWidget, anchor: QWidget, groups: Sequence[Group]) -> None:
        super().__init__(page, anchor, self.tr("Group visits by city"), width=400, is_below=True)
        self.button = PrimaryButton(self.tr("Move %n visit(s)", "", sum(len(each.guests) for each in groups)), self)
        for group in groups[:_MOST]:
            self.column.addWidget(SectionLabel(f"{labels.day_and_weekday(group.on)} · {group.city}", self))
            self.column.addWidget(PlainLabel(_guests(group), self, wrap=True))
        if len(groups) > _MOST:
            self.column.addWidget(Hint(self.tr("and %n day(s) more", "", len(groups) - _MOST), self))
        if not groups:
            text = self.tr(
                "Visits of one city stand together already, as far as their windows, days set by hand and room allow."
            )
            self.column.addWidget(Hint(text, self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setVisible(bool(groups))
        self.column.addWidget(self.button)
        self.button.clicked.connect(lambda: self.chosen.emit(groups))

    def open(self) -> None:
        """Show it, ready for Enter."""
        self.present(self if self.button.isHidden() else self.button)


def _guests(group: Group) -> str:
    between = "；" if labels.language() == "zh_CN" else "; "
    return between.join(f"{each.client} ← {labels.day(each.from_on)}" for each in group.guests)
