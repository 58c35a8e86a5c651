"""Gift ideas beside the form: what suits the receiver, and why; Enter takes one into the form (D-7.3)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import gift_ideas, gift_stock
from kam_desktop.core.gift_ideas import IdeaRow
from kam_desktop.core.gift_stock import StockRow
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules.kinds import Verdict
from kam_desktop.ui import labels
from kam_desktop.ui.gifts.gift_fields import GiftFields
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.list_view import RowList, TwoLineRow
from kam_desktop.ui.widgets.texts import Hint, SectionLabel
from kam_desktop.words import idea_words


class IdeasPanel(QWidget):
    """In the place of the limits while it is seen. What is taken stands in ``form``, with the origin it suggests."""

    def __init__(self, tasks: Tasks, form: GiftFields, limits: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._form, self._limits = tasks, form, limits
        self._found: Sequence[IdeaRow] = ()
        self._generation = 0
        self.heading = SectionLabel(self.tr("Ideas"), self)
        self.list = RowList(self)
        self.list.setAccessibleName(self.tr("Gift ideas"))
        self.hint = Hint("", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(8)
        self.heading.setContentsMargins(16, 0, 16, 0)
        self.hint.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self.heading)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        self.list.opened.connect(self._take)
        self.setFocusProxy(self.list)
        self.hide()

    def turn(self, draft: GiftDraft) -> None:
        """Show ideas, or the limits again."""
        if not self.put_away():
            self._open(draft)

    def put_away(self) -> bool:
        """The limits again; False when they were there."""
        if self.isHidden():
            return False
        self.hide()
        self._limits.show()
        self._form.item.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def take_from_stock(self, stock_id: str) -> None:
        """What is in stock, as it was noted when it was bought."""
        self._tasks.read(self, partial(gift_stock.find, stock_id=stock_id), done=self._take_stock)

    def _open(self, draft: GiftDraft) -> None:
        """Think of gifts for whom the form names, on its day and for its occasion."""
        self._limits.hide()
        self.show()
        self._generation += 1
        if not draft.contact_id:
            self._show(self._generation, [])
            self.hint.setText(self.tr("Choose the client and the person first."))
            return
        client_id, contact_id, lang = draft.client_id, draft.contact_id, labels.language()
        self._tasks.read(
            self,
            lambda session: gift_ideas.suggest(
                session, client_id, contact_id, on=draft.on, lang=lang, occasion=draft.occasion
            ),
            done=partial(self._show, self._generation),
        )

    def _show(self, generation: int, found: Sequence[IdeaRow]) -> None:
        if generation != self._generation:
            return
        self._found = found
        lang = labels.language()
        self.list.set_rows(
            [
                TwoLineRow(
                    str(place), "", each.item, line=idea_words.reasons(lang, each.reasons), due_text=labels.money(each.value_minor),
                    due_role="warning" if each.verdict is Verdict.NEEDS_APPROVAL else "muted",
                )
                for place, each in enumerate(found)
            ]
        )  # fmt: skip
        self.list.select_first()
        self.hint.setText(
            self.tr("Enter takes one into the form.")
            if found
            else self.tr("Nothing suits that the rules allow. Note hobbies or the home town in the dossier.")
        )
        if found:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, row_id: str) -> None:
        """An origin that was written stays."""
        idea, draft = self._found[int(row_id)], self._form.draft(runtime.today())
        origin = draft.origin or idea_words.origin(labels.language(), idea.source, idea.reasons)
        self._form.take(
            replace(draft, item=idea.item, category=idea.category, value_minor=idea.value_minor, origin=origin)
        )
        self.put_away()

    def _take_stock(self, row: StockRow | None) -> None:
        if row is not None:
            draft = self._form.draft(runtime.today())
            self._form.take(
                replace(draft, item=row.item, category=row.category, value_minor=row.value_minor, origin=row.origin)
            )
