"""An icon inside a line of text that follows the size of text; those that Qt puts there stay 16 px."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QToolButton

from kam_desktop.ui import appearance, fonts, icons

_AROUND = 4  # px between the icon and the edge of the field, and the text


class FieldIcon(QToolButton):
    """At the left it only says what the field is for; with an ``action`` it stands at the right and does it."""

    def __init__(self, field: QLineEdit, icon: str = "", action: QAction | None = None) -> None:
        super().__init__(field)
        self._field, self._is_at_end = field, action is not None
        self.setProperty("kind", "inside")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        if action is None:
            self.setIcon(icons.icon(icon, "muted"))
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        else:
            self.setDefaultAction(action)
        field.installEventFilter(self)
        appearance.fit(self._fit)

    def _fit(self) -> None:
        side = icons.side()
        self.setIconSize(QSize(side, side))
        taken = side + fonts.px(_AROUND)
        self._field.setTextMargins(0 if self._is_at_end else taken, 0, taken if self._is_at_end else 0, 0)
        self._place()

    def _place(self) -> None:
        side, around = icons.side(), fonts.px(_AROUND)
        left = self._field.width() - side - 2 * around if self._is_at_end else around
        self.setGeometry(left, (self._field.height() - side) // 2 - around, side + around, side + 2 * around)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
