"""Under a form's line: who is there already, with the ways on (D-2.5). Nothing is refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.ui import appearance
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.texts import PlainLabel, plain_tip

_LONGEST = 40


@dataclass(frozen=True)
class There:
    """One who is there already: their name, why they are shown, and what can be done."""

    name: str
    why: str
    open: Callable[[], None]
    merge: Callable[[], None] | None = None


class AlikeBar(QWidget):
    """One line for each; ``links`` open, ``merges`` lead to the side-by-side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.links: list[QuietButton] = []
        self.merges: list[QuietButton] = []
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_alike(self, found: Sequence[There]) -> None:
        """Show these, or nothing."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, self.links, self.merges = [], [], []
        for each in found:
            self._add(each)
        self.setVisible(bool(found))
        self.updateGeometry()

    def _add(self, there: There) -> None:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        link = QuietButton(
            there.name if len(there.name) <= _LONGEST else f"{there.name[: _LONGEST - 1]}…", line, size="small"
        )
        link.setToolTip(plain_tip(self.tr("Open {name}").format(name=there.name)))
        link.clicked.connect(lambda _=False: there.open())
        self.links.append(link)
        said = self.tr("is there already ({why})").format(why=there.why)
        hint = PlainLabel(said, line, face="label", role="warning", elide=True)
        row.addWidget(link)
        row.addWidget(hint, 0, Qt.AlignmentFlag.AlignVCenter)
        if there.merge is not None:
            act = there.merge
            merge = QuietButton(self.tr("Merge…"), line, size="small")
            merge.setAccessibleName(self.tr("Merge with {name}").format(name=there.name))
            merge.clicked.connect(lambda _=False: act())
            self.merges.append(merge)
            row.addWidget(merge)
        row.addStretch(1)
        appearance.scaled(line.setMinimumHeight, 28)
        self._lines.append(line)
        self._column.addWidget(line)
