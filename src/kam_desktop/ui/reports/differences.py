"""What differs between two versions, field by field: gone is struck out, new is underlined, both are coloured."""

import html
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kam_desktop.core.rules.text_diff import Op, Piece
from kam_desktop.core.visit_versions import Difference
from kam_desktop.ui import appearance, fonts, labels
from kam_desktop.ui.reports import wording
from kam_desktop.ui.widgets.texts import Hint, SectionLabel

_KEPT = 60  # unchanged characters shown on either side of a change
_DOTS = " … "


class DifferenceText(QLabel):
    """A text with its changes. Its words are escaped: nothing in them is markup."""

    def __init__(self, pieces: Sequence[Piece], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces = shortened(pieces)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(spoken(self._pieces))
        appearance.fit(self._dress)

    def _dress(self) -> None:
        self.setFont(fonts.body())
        self.setText("".join(_marked(each) for each in self._pieces))


class DifferenceList(QWidget):
    """All fields that differ, or one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_differences(self, found: Sequence[Difference], nothing: str = "") -> None:
        """Show these anew."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, each in enumerate(found):
            if at:
                self._column.addSpacing(8)
            self._column.addWidget(SectionLabel(wording.field_name(each.field), self))
            self._column.addWidget(DifferenceText(pieces_of(each), self))
        if not found and nothing:
            self._column.addWidget(Hint(nothing, self))


def pieces_of(each: Difference) -> tuple[Piece, ...]:
    """A difference as one text: of a list, a line for each row that went or came."""
    if each.pieces:
        return each.pieces
    if each.rows:
        lines = [Piece(op, wording.row(row)) for op, row in each.rows if op is not Op.SAME]
        return tuple(piece for line in lines for piece in (line, Piece(Op.SAME, "\n")))[:-1]
    sides = ((Op.GONE, each.before), (Op.NEW, each.after))
    made = [Piece(op, wording.value(value)) for op, value in sides if value is not None]
    return tuple(piece for one in made for piece in (one, Piece(Op.SAME, " ")))[:-1]


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Long unchanged stretches are cut: the change is what one looks for."""
    last = len(pieces) - 1
    return tuple(
        Piece(each.op, _cut(each.text, at == 0, at == last)) if each.op is Op.SAME else each
        for at, each in enumerate(pieces)
    )


def _cut(text: str, is_first: bool, is_last: bool) -> str:
    if len(text) <= 2 * _KEPT + len(_DOTS):
        return text
    before, after = "" if is_first else text[:_KEPT], "" if is_last else text[-_KEPT:]
    return f"{before}{_DOTS}{after}"


def spoken(pieces: Sequence[Piece]) -> str:
    """The text as a screen reader says it: what is gone and new is named."""
    return " ".join(
        each.text if each.op is Op.SAME else f"{labels.name_of(each.op)} {each.text}" for each in pieces
    ).strip()  # fmt: skip


def _marked(each: Piece) -> str:
    words = html.escape(each.text).replace("\n", "<br>")
    if each.op is Op.SAME:
        return words
    theme = appearance.current()
    ink, ground, line = {
        Op.GONE: (theme.danger, theme.danger_soft, "line-through"),
        Op.NEW: (theme.ok, theme.ok_soft, "underline"),
    }[each.op]
    style = f"color:{ink.name()}; background-color:{ground.name()}; text-decoration:{line};"
    return f'<span style="{style}">{words}</span>'
