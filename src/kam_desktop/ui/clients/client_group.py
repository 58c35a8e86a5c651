"""The group a client belongs to, as a small tree: the parent company above, the subsidiaries below (D-2.1)."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop.core.groups import Group, Member
from kam_desktop.ui import appearance, fonts, painting
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.widgets.badge import SIDE, paint_badge
from kam_desktop.ui.widgets.buttons import QuietButton, clicks
from kam_desktop.ui.widgets.client_field import ClientField
from kam_desktop.ui.widgets.flow import FlowLayout
from kam_desktop.ui.widgets.texts import Hint, plain_tip

_STEP = 16


class MemberLine(QAbstractButton):
    """One company of the group, further right the deeper it stands; the client itself is bold."""

    def __init__(self, member: Member, parent: QWidget) -> None:
        super().__init__(parent)
        self.member = member
        self.setText(member.name)
        here = self.tr("{name}, this client").format(name=member.name)
        self.setAccessibleName(here if member.is_here else member.name)
        self.setToolTip(plain_tip(member.name))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if member.is_here else Qt.FocusPolicy.StrongFocus)
        if not member.is_here:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(160), fonts.px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicks(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, member = QPainter(self), appearance.current(), self.member
        if self.underMouse() and not member.is_here:
            painting.box(painter, self.rect(), painting.RADIUS, theme.sunken)
        left, middle = 4 + member.depth * fonts.px(_STEP), self.height() // 2
        if member.depth:
            corner = left - fonts.px(_STEP) // 2
            painting.upright(painter, corner, 0, middle, theme.border_strong)
            painting.hairline(painter, corner, middle, fonts.px(_STEP) // 2 - 2, theme.border_strong)
        side = fonts.px(SIDE)
        if member.tier:
            paint_badge(painter, QRect(QPoint(left, middle - side // 2), QSize(side, side)), member.tier, theme)
            left += side + 8
        colour = theme.text if member.is_here else theme.accent
        room = QRect(left, 0, self.width() - left - 4, self.height())
        painting.text(painter, room, member.name, fonts.body(bold=member.is_here), colour)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())


class GroupTree(QWidget):
    """``opened`` a company of the group; ``parent_chosen`` another parent company, None to leave the group."""

    opened = Signal(str)
    parent_chosen = Signal(object)  # str | None

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.field = ClientField(tasks, self)
        self.field.setAccessibleName(self.tr("Parent company"))
        self.field.setPlaceholderText(self.tr("Parent company: name or pinyin"))
        self.field.chosen.connect(lambda client_id, _contact: self.parent_chosen.emit(client_id))
        self.field.installEventFilter(self)
        self.field.hide()
        self.error = Hint("", self, role="danger")
        self.error.hide()
        self.choose = QuietButton(self.tr("Choose the parent company"), self, size="small")
        self.choose.clicked.connect(self.open_field)
        self.leave = QuietButton(self.tr("Take out of the group"), self, size="small")
        self.leave.clicked.connect(lambda: self.parent_chosen.emit(None))
        self._lay_out()

    def _lay_out(self) -> None:
        acts = QWidget(self)
        flow = FlowLayout(acts)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.addWidget(self.choose)
        flow.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self.field)
        column.addWidget(self.error)
        column.addWidget(acts)

    def show_group(self, group: Group) -> None:
        """Show the tree; a client without one only has the button."""
        self.close_field()
        _clear(self._rows)
        if group.has_lost_parent:
            self._rows.addWidget(Hint(self.tr("The parent company is no longer on the list."), self, role="warning"))
        for member in () if group.is_alone else group.members:
            line = MemberLine(member, self)
            if not member.is_here:
                line.clicked.connect(lambda _=False, member=member: self.opened.emit(member.id))
            self._rows.addWidget(line)
        if group.has_more:
            self._rows.addWidget(Hint(self.tr("and further subsidiaries"), self))
        has_parent = group.parent is not None or group.has_lost_parent
        self.choose.setText(self.tr("Another parent company") if has_parent else self.tr("Choose the parent company"))
        self.leave.setVisible(has_parent)

    def members(self) -> list[MemberLine]:
        """The companies that are shown."""
        items = (self._rows.itemAt(place) for place in range(self._rows.count()))
        held = (item.widget() for item in items if item is not None)
        return [widget for widget in held if isinstance(widget, MemberLine)]

    def open_field(self) -> None:
        """Ask which company."""
        self.error.hide()
        self.field.set_client("", "")
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_field(self) -> bool:
        """Away with the question; False when it was not asked."""
        was_open = not self.field.isHidden()
        self.field.hide()
        self.error.hide()
        return was_open

    def refuse(self, sentence: str) -> None:
        """Why this company cannot stand above."""
        self.error.setText(sentence)
        self.error.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if watched is self.field and is_escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if watched is self.field and is_escape and event.type() == QEvent.Type.KeyPress:
            self.close_field()
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
