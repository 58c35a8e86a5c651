"""A small button that says what became of a promise."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kam_desktop.core.rules.kinds import CommitmentState
from kam_desktop.core.visit_brief import PromiseLine
from kam_desktop.ui import labels
from kam_desktop.ui.widgets.buttons import IconButton
from kam_desktop.ui.widgets.texts import plain_tip


class SettleButton(IconButton):
    """A click says that it was kept; the menu also that it was not. Both can be undone."""

    settled = Signal(str, bool)  # id, whether it was kept

    def __init__(self, promise_id: str, text: str, parent: QWidget | None = None) -> None:
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        super().__init__("check", "", parent, size="small")
        tip = self.tr("Kept: {promise}").format(promise=shown)
        self.setAccessibleName(tip)
        self.setToolTip(plain_tip(tip))
        self.clicked.connect(lambda: self.settled.emit(promise_id, True))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for words, is_kept in ((self.tr("Kept"), True), (self.tr("Not kept"), False)):
            action = QAction(words, self)
            action.triggered.connect(lambda _=False, is_kept=is_kept: self.settled.emit(promise_id, is_kept))
            self.addAction(action)


def settled_words(promise: PromiseLine) -> str:
    """When it was kept, or that it was not."""
    day = labels.day(promise.settled_on) if promise.settled_on else ""
    if promise.state is CommitmentState.KEPT:
        return QCoreApplication.translate("SettleButton", "kept {day}").format(day=day).strip()
    return QCoreApplication.translate("SettleButton", "not kept {day}").format(day=day).strip()
