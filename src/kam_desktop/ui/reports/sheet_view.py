"""A report in one column for reading, with its remarks in the margin of the fields they are on."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCursor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kam_desktop.core.visit_reviews import Remark
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.reports import wording
from kam_desktop.ui.reports.sheet import Sheet, SheetField
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.text_box import TextBox
from kam_desktop.ui.widgets.texts import PlainLabel, SectionLabel

_READ_AT_MOST = 720  # px: lines of prose stay short
_LONG = 2_000  # characters, from which on a text scrolls in its own room
_LONG_LINES = 16


class RemarkCard(Card):
    """A remark, the passage it means, and what the manager answered. ``may_drop`` offers to take it back."""

    dropped = Signal(str)

    def __init__(self, remark: Remark, parent: QWidget | None = None, *, may_drop: bool = False) -> None:
        super().__init__(parent, tone="plain" if remark.settled_at else "warning")
        if remark.quote:
            self.add_line(self.tr("“{quote}”").format(quote=remark.quote))
        self.add_title(remark.text, bold=True)
        who = " · ".join(part for part in (remark.author, labels.moment(remark.at)) if part)
        self.add_line(who)
        if remark.answer:
            self.add_line(self.tr("Answer: {text}").format(text=remark.answer), role="ok", icon="check")
        elif remark.settled_at:
            self.add_line(self.tr("Settled"), role="ok", icon="check")
        if may_drop:
            button = QuietButton(self.tr("Take back"), self, size="small")
            button.setAccessibleName(self.tr("Take back: {text}").format(text=remark.text))
            button.clicked.connect(lambda: self.dropped.emit(remark.id))
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class LongText(TextBox):
    """A text of many pages scrolls in its own room: a label of it takes seconds to lay out."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent, lines=_LONG_LINES, grows=False)
        self.setReadOnly(True)

    def hasSelectedText(self) -> bool:
        """As a label says it."""
        return self.textCursor().hasSelection()

    def selectedText(self) -> str:
        """As a label gives it."""
        return self.textCursor().selectedText()


class FieldBlock(QWidget):
    """A field with its text, which Tab reaches and arrows read; an accent edge says where one is."""

    def __init__(self, field: SheetField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field.name
        is_long = len(field.text) > _LONG
        self.text = LongText(field.text, self) if is_long else PlainLabel(field.text, self, wrap=True, selectable=True)
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name = wording.field_name(field.name)
        self.text.setAccessibleName(name if is_long else f"{name}: {field.text}")
        self.text.installEventFilter(self)
        self.margin = QVBoxLayout()
        self.margin.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(SectionLabel(wording.field_name(field.name), self))
        column.addWidget(self.text)
        for words, role in field.notes:
            column.addLayout(_note(words, role))
        column.addLayout(self.margin)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The edge follows the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.text.hasFocus():
            QPainter(self).fillRect(0, 0, 2, self.height(), appearance.current().accent)


def _note(words: str, role: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addWidget(IconLabel("taboo" if role == "danger" else "warning", role=role), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(PlainLabel(words, role=role, wrap=True), 1)
    return row


class SheetView(QWidget):
    """Fill with ``show_sheet``. ``pointed`` tells which field and passage a remark would be on."""

    dropped = Signal(str)  # id of a remark
    QUOTE_MOST: ClassVar[int] = 500

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blocks: list[FieldBlock] = []
        self.setMaximumWidth(_READ_AT_MOST)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def show_sheet(self, sheet: Sheet, *, may_remark: bool = False) -> None:
        """All fields anew."""
        _clear(self._column)
        self.blocks = []
        whole = [each for each in sheet.remarks if not each.field]
        for each in whole:
            self._column.addWidget(self._card(each, may_drop=may_remark))
        shown = {each.name for each in sheet.fields}
        fields = [*sheet.fields, *_unsaid(sheet.remarks, shown)]
        for field in fields:
            block = FieldBlock(field, self)
            for each in sheet.remarks:
                if each.field == field.name:
                    block.margin.addWidget(self._card(each, may_drop=may_remark))
            self.blocks.append(block)
            self._column.addWidget(block)
        self._column.addStretch(1)

    def _card(self, remark: Remark, *, may_drop: bool) -> RemarkCard:
        card = RemarkCard(remark, self, may_drop=may_drop and remark.settled_at is None)
        card.dropped.connect(self.dropped)
        return card

    def pointed(self) -> tuple[str, str]:
        """(field, passage): of the selection, else of the focus, else under the pointer; empty for all of it."""
        selected = next((each for each in self.blocks if each.text.hasSelectedText()), None)
        focused = next((each for each in self.blocks if each.text.hasFocus()), None)
        under = next((each for each in self.blocks if _is_under(each)), None)
        block = selected or focused or under
        if block is None:
            return "", ""
        return block.field, " ".join(block.text.selectedText().split())[: self.QUOTE_MOST]


def _is_under(widget: QWidget) -> bool:
    return widget.isVisible() and widget.rect().contains(widget.mapFromGlobal(QCursor.pos()))


def _unsaid(remarks: Sequence[Remark], shown: set[str]) -> list[SheetField]:
    """A remark may be on a field that is empty: that is what it says."""
    names = dict.fromkeys(each.field for each in remarks if each.field and each.field not in shown)
    return [SheetField(name, "—") for name in names]


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
