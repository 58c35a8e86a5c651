"""Who supplies a client, in percent: one line a supplier, ours first, and what they come to."""

from collections.abc import Sequence

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import shares
from kam_desktop.core.rules.shares import Share
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.widgets.buttons import IconButton, QuietButton
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, restyle


class _Line(QWidget):
    """A supplier's name and percent. Ours has a fixed name and cannot be taken out."""

    def __init__(self, name: str, percent: str, owner: "SharesField", *, is_ours: bool = False) -> None:
        super().__init__(owner)
        self.is_ours = is_ours
        self.name = QLineEdit(name, self)
        self.name.setPlaceholderText(self.tr("Competitor"))
        self.name.setAccessibleName(self.tr("Competitor"))
        self.name.setMaxLength(128)
        self.percent = QLineEdit(percent, self)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight)
        appearance.scaled(self.percent.setFixedWidth, 72)
        self.percent.setAccessibleName(self.tr("Percent"))
        self.cross = IconButton("cross", self.tr("Remove this supplier"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        if is_ours:
            self.name.hide()
            self.percent.setAccessibleName(self.tr("Our percent"))
            row.addWidget(PlainLabel(labels.say("shares.ours"), self, bold=True), 1)
        else:
            row.addWidget(self.name, 1)
        row.addWidget(self.percent)
        row.addWidget(PlainLabel("%", self, role="muted"))
        row.addWidget(self.cross)
        policy = self.cross.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.cross.setSizePolicy(policy)
        self.cross.setVisible(not is_ours)

    def is_empty(self) -> bool:
        """Nothing was written into it."""
        return not self.name.text().strip() and not self.percent.text().strip()


class SharesField(QWidget):
    """``lines`` is what stands in it as plain texts; ``shares`` reads it and raises Invalid."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_Line] = []
        self._add_button = QuietButton(self.tr("Add a competitor"), self, icon="plus", size="small")
        self._add_button.clicked.connect(self._add_by_hand)
        self._total = Hint("", self, wrap=False)
        below = QHBoxLayout()
        below.addWidget(self._add_button)
        below.addStretch(1)
        below.addWidget(self._total)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(below)
        self.set_lines([])

    def lines(self) -> list[list[str]]:
        """Name and percent of each supplier that is filled in, ours first with an empty name."""
        return [
            [line.name.text().strip(), line.percent.text().strip()] for line in self._lines if line.is_ours or not line.is_empty()
        ]  # fmt: skip

    def set_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show these, without ``changed``; the first is ours."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        self._add("", lines[0][1] if lines else "", is_ours=True)
        for name, percent in lines[1:]:
            self._add(name, percent)
        self.setFocusProxy(self._lines[0].percent)
        self._sum()

    def edits(self) -> list[tuple[QLineEdit, QLineEdit]]:
        """Name and percent of each line, top to bottom."""
        return [(line.name, line.percent) for line in self._lines]

    def event(self, event: QEvent) -> bool:
        """What marks the field as invalid marks its lines."""
        if isinstance(event, QDynamicPropertyChangeEvent) and event.propertyName() == b"invalid":
            for line in self._lines:
                line.percent.setProperty("invalid", self.property("invalid"))
                restyle(line.percent)
        return super().event(event)

    def _add(self, name: str, percent: str, *, is_ours: bool = False) -> _Line:
        line = _Line(name, percent, self, is_ours=is_ours)
        for editor in (line.name, line.percent):
            editor.textChanged.connect(lambda _text: self._on_changed())
            editor.editingFinished.connect(self.left)
        line.cross.clicked.connect(lambda: self._remove(line))
        self._column.insertWidget(len(self._lines), line)
        self._lines.append(line)
        for before, after in ((line.name, line.percent), (line.percent, line.cross), (line.cross, self._add_button)):
            QWidget.setTabOrder(before, after)
        return line

    def _add_by_hand(self) -> None:
        line = self._add("", "")
        line.show()
        line.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, line: _Line) -> None:
        place = self._lines.index(line)
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._lines[place - 1].percent.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()

    def _on_changed(self) -> None:
        self._sum()
        self.changed.emit()

    def _sum(self) -> None:
        """What the readable ones come to; over a hundred is told at once."""
        found = [shares.percent(line.percent.text()) for line in self._lines if line.percent.text().strip()]
        total = round(sum(value for value in found if value is not None), 1)
        self._total.setText(self.tr("Together {total}%").format(total=shares.shown(total)) if found else "")
        self._total.set_role("danger" if total > 100 else "muted")


def lines_of(kept: Sequence[Share]) -> list[list[str]]:
    """The shares as lines of the field; the first is ours, empty where it is not known."""
    ours = next((each for each in kept if each.is_ours), None)
    lines = [["", shares.shown(ours.percent) if ours else ""]]
    return lines + [[each.name, shares.shown(each.percent)] for each in kept if not each.is_ours]


def shares_of(lines: Sequence[Sequence[str]]) -> tuple[Share, ...]:
    """What the lines say. Raises Invalid ``supplier_shares``."""
    found = []
    for place, (name, text) in enumerate(lines):
        if place == 0 and not text:
            continue
        percent = shares.percent(text)
        if percent is None:
            raise Invalid(shares.FIELD, "shares.percent_unreadable", text=text)
        found.append(Share("" if place == 0 else name, percent, place == 0))
    return shares.checked(found)
