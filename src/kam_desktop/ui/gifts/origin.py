"""The origin of a gift in four parts: where it comes from and why, who chose it, who hands it over, the story (D-7.1)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from kam_desktop.core.gifts import GiftDraft
from kam_desktop.ui.gifts.parts import prose
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.card import Card
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.texts import PlainLabel


class OriginGroup(Card):
    """A gift without them is a thing; with them it is a gesture. ``card_asked``: the card to read before the visit."""

    card_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.origin: QPlainTextEdit = prose(self)
        self.story: QPlainTextEdit = prose(self)
        self.chosen_by, self.handed_by = QLineEdit(self), QLineEdit(self)
        self.card_button = QuietButton(self.tr("Story card"), self, icon="print", size="small")
        self.card_button.clicked.connect(self.card_asked)
        self.form = FormColumn(self)
        self.form.add("origin", self.tr("Where it comes from, and why this one"), self.origin)
        self.form.add_row(
            ("chosen_by", self.tr("Who chose it"), self.chosen_by, 1),
            ("handed_by", self.tr("Who hands it over"), self.handed_by, 1),
        )
        self.form.add("story", self.tr("The story to tell"), self.story)
        self.hint(is_given=True)
        self.chosen_by.setPlaceholderText(self.tr("e.g. you, a colleague, your manager"))
        self.handed_by.setPlaceholderText(self.tr("e.g. you, an executive they know"))
        self.story.setPlaceholderText(self.tr("Two or three sentences that can be said while handing it over"))
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Origin"), self, bold=True))
        head.addStretch(1)
        head.addWidget(self.card_button)
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 4, 0, 8)
        inside.setSpacing(8)
        inside.addLayout(head)
        inside.addWidget(self.form)
        self.column.addLayout(inside)

    def hint(self, *, is_given: bool) -> None:
        """What belongs into the first field."""
        self.origin.setPlaceholderText(
            self.tr("From where, and why this one") if is_given else self.tr("Why it was given to you")
        )

    def fill(self, draft: GiftDraft) -> None:
        """Show what is known."""
        self.origin.setPlainText(draft.origin)
        self.story.setPlainText(draft.story)
        self.chosen_by.setText(draft.chosen_by)
        self.handed_by.setText(draft.handed_by)
