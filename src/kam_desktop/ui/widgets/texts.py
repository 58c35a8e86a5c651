"""Labels. Text from people is plain text: no label here ever guesses rich text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.fonts import Face


def plain_tip(text: str) -> str:
    """A text for ``setToolTip``, which would otherwise take a name with ``<`` for HTML."""
    if "<" not in text:
        return text
    import html

    return f"<span>{html.escape(text)}</span>"


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at changed properties.

    Not before the widget is first shown: a polish that comes before ``setFont`` makes Qt forget that font.
    """
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        font = widget.font()
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.setFont(font)
        widget.update()


class PlainLabel(QLabel):
    """A label of the type scale: elided at the right, wrapped, or as wide as its text."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        face: Face = "body",
        bold: bool = False,
        role: str = "text",
        elide: bool = False,
        wrap: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._face, self._is_bold, self._elides = face, bold, elide
        self.setWordWrap(wrap)
        if selectable:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(flags)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_role(role)
        self._dress()
        self.setText(text)
        appearance.changed.connect(self._dress)

    def set_role(self, role: str) -> None:
        """The colour by its role in the theme."""
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)

    def _dress(self) -> None:
        self.setFont(fonts.face(self._face, bold=self._is_bold))
        self.setMinimumHeight(fonts.line_height(self._face))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), fonts.line_height(self._face)))

    def minimumSizeHint(self) -> QSize:
        if self._elides:
            return QSize(fonts.px(24), fonts.line_height(self._face))
        return super().minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elides:
            is_cut = QFontMetrics(self.font()).horizontalAdvance(self.text()) > self.width()
            self.setToolTip(plain_tip(self.text()) if is_cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elides:
            super().paintEvent(event)
            return
        role = appearance.current()[str(self.property("role"))]
        is_right = bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        align = painting.RIGHT if is_right else painting.LEFT
        painting.text(QPainter(self), self.contentsRect(), self.text(), self.font(), role, align=align)


class SectionLabel(PlainLabel):
    """The head of a group: 12 px, bold, muted."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, face="label", bold=True, role="muted")


class Hint(PlainLabel):
    """A second line: 12 px, muted; wraps."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, role: str = "muted", wrap: bool = True
    ) -> None:
        super().__init__(text, parent, face="label", role=role, wrap=wrap)


class Rule(QWidget):
    """A hairline between groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().border)
