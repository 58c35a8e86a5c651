"""What one can do with the gift that is written down: save it, or ask first where it has to be asked for (D-7.2)."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules.kinds import GiftDirection, Verdict
from kam_desktop.ui.gifts.parts import Band
from kam_desktop.ui.widgets.buttons import PlainButton, PrimaryButton
from kam_desktop.ui.widgets.texts import PlainLabel


class FormFoot(Band):
    """The buttons, of which one is the next step, and why it cannot be saved where it cannot."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, is_head=False)
        self.setProperty("ground", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._why_not = PlainLabel("", self, role="danger", elide=True)
        self.ask_button = PrimaryButton("", self, keys="Ctrl+Enter")
        self.given_button = PlainButton(self.tr("Record what was given already"), self)
        self.save_button = PrimaryButton(self.tr("Save the gift"), self, keys="Ctrl+Enter")
        self.cancel_button = PlainButton(self.tr("Cancel"), self, keys="Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._why_not, 1)
        for button in (self.cancel_button, self.given_button, self.ask_button, self.save_button):
            row.addWidget(button)

    def show_verdict(
        self, verdict: Verdict | None, draft: GiftDraft, *, today: date, reason: str = "", is_correction: bool = False
    ) -> None:
        """What is forbidden, for this ``reason``, cannot be saved; what is unusual is asked for before it is given."""
        is_forbidden, is_open = verdict is Verdict.FORBIDDEN, verdict is Verdict.NEEDS_APPROVAL
        self._why_not.setText(reason if is_forbidden else "")
        self.save_button.setEnabled(not is_forbidden)
        self.save_button.setToolTip(self._why_not.text())
        is_coming = draft.on > today
        can_ask = draft.direction is GiftDirection.GIVEN and not is_correction and (is_open or is_coming)
        self.ask_button.setText(self.tr("Ask for approval") if is_open else self.tr("Plan the gift"))
        is_asked_first = can_ask and not is_forbidden and verdict is not None
        self.ask_button.setVisible(is_asked_first)
        self.given_button.setVisible(is_asked_first and not is_coming)
        self.save_button.setVisible(not is_asked_first and not (can_ask and is_coming))

    def press_ask(self) -> None:
        """Ask, where that can be done."""
        if self.ask_button.isVisible():
            self.ask_button.click()

    def go_on(self) -> None:
        """The right next step: to save, or to ask where it has to be asked for first."""
        (self.ask_button if self.ask_button.isVisible() else self.save_button).click()
