"""Chips: small words in boxes, and a row of them that filters a list.

What does not fit into the row stands in the menu of one last chip, "More".
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from kam_desktop.ui import appearance, fonts, icons, painting

HEIGHT = 24
_PADDING = 8
_LONGEST = 200  # that a row keeps room for


class Tag(QWidget):
    """A chip that only says something."""

    def __init__(self, text: str, parent: QWidget | None = None, *, role: str = "muted") -> None:
        super().__init__(parent)
        self._text, self._role = text, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        appearance.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(fonts.width(fonts.label(), self._text) + 2 * _PADDING + 2, fonts.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        painting.box(painter, self.rect(), painting.RADIUS, None, theme.border)
        painting.text(painter, self.rect(), self._text, fonts.label(), theme[self._role], align=painting.CENTRE)


class Chip(QAbstractButton):
    """A chip that is on or off."""

    def __init__(self, text: str, parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.toggled.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As wide as when it is on, so that a click moves nothing."""
        width = fonts.width(fonts.label(bold=True), self.text()) + 2 * _PADDING + 2
        return QSize(width + (icons.side() + 2 if self._icon_name else 0), fonts.px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows are the row's, which knows what is next."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), appearance.current()
        is_on = self.isChecked()
        fill = theme.accent_soft if is_on else theme.raised if self.underMouse() else None
        painting.box(painter, self.rect(), painting.RADIUS, fill, theme.accent if is_on else theme.border)
        room = self.rect().adjusted(0, 0, -(icons.side() if self._icon_name else 0), 0)
        colour = theme.accent if is_on else theme.text if self.isEnabled() else theme.muted
        painting.text(painter, room, self.text(), fonts.label(bold=is_on), colour, align=painting.CENTRE)
        if self._icon_name:
            corner = QPoint(room.right() - _PADDING + 4, (self.height() - icons.side()) // 2)
            icons.paint_at(painter, corner, self._icon_name, "muted")
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())


class ChipRow(QWidget):
    """Filter chips in one line. Exclusive: one is always on. Otherwise any number, even none."""

    changed = Signal(object)  # frozenset[str]: the ids that are on, after a person's click

    def __init__(self, parent: QWidget | None = None, *, is_exclusive: bool = True, icon: str = "") -> None:
        super().__init__(parent)
        self._is_exclusive, self._icon_name = is_exclusive, icon
        self._is_right = False
        self._chips: dict[str, Chip] = {}
        self._hidden: list[str] = []
        self._more = Chip(self.tr("More"), self, icon="chevron-down")
        self._more.clicked.connect(self._open_more)
        self._more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def hug(self, *, is_right: bool = True) -> None:
        """Among the tools of a head: no wider than its chips, and these at the right."""
        self._is_right = is_right
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._place()

    def set_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show these ``(id, text)``. The choice stays where ids stay; exclusive rows start with the first."""
        chosen = self.chosen()
        if [name for name, _ in chips] != list(self._chips):
            self._remake([name for name, _ in chips])
        for name, text in chips:
            self._chips[name].setText(text)
            self._chips[name].setAccessibleName(text)
        self.choose(chosen & self._chips.keys())
        self._place()
        self.updateGeometry()

    def chosen(self) -> frozenset[str]:
        """The ids that are on."""
        return frozenset(name for name, chip in self._chips.items() if chip.isChecked())

    def choose(self, names: Iterable[str]) -> None:
        """Turn these on and the others off, without ``changed``."""
        wanted = set(names)
        if self._is_exclusive and not wanted and self._chips:
            wanted = {next(iter(self._chips))}
        for name, chip in self._chips.items():
            chip.setChecked(name in wanted)
        self._place()

    def press(self, index: int) -> None:
        """What a click on the chip of that place does: for the keys 1 to 8. Beyond the end: nothing."""
        names = list(self._chips)
        if 0 <= index < len(names):
            self._press(names[index])

    def chip(self, name: str) -> Chip:
        """The chip of an id."""
        return self._chips[name]

    def chip_on(self) -> Chip:
        """What is seen of the first that is on: "More" where it does not fit; the first of all where none is on."""
        name = next((each for each, chip in self._chips.items() if chip.isChecked()), next(iter(self._chips)))
        return self._seen(name)

    def names(self) -> Sequence[str]:
        """The ids, left to right."""
        return tuple(self._chips)

    def hidden_ids(self) -> Sequence[str]:
        """The ids that did not fit."""
        return tuple(self._hidden)

    def sizeHint(self) -> QSize:
        width = sum(chip.sizeHint().width() + 8 for chip in self._chips.values())
        return QSize(max(0, width - 8), fonts.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """One chip, whichever is on: it stands in "More" then; a very long one is elided."""
        longest = max((chip.sizeHint().width() for chip in self._chips.values()), default=0)
        least = max(self._more.sizeHint().width(), longest + icons.side() + 2)
        return QSize(min(least, fonts.px(_LONGEST)), fonts.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        shown = [chip for chip in (*self._chips.values(), self._more) if chip.isVisible()]
        at = next((place for place, chip in enumerate(shown) if chip.hasFocus()), None)
        if not step or at is None:
            super().keyPressEvent(event)
            return
        shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def _remake(self, names: Sequence[str]) -> None:
        for chip in self._chips.values():
            chip.hide()
            chip.deleteLater()
        self._chips = {name: Chip("", self, icon=self._icon_name) for name in names}
        for name, chip in self._chips.items():
            chip.clicked.connect(lambda _=False, name=name: self._on_clicked(name))
        self._keep_tab_order()

    def _keep_tab_order(self) -> None:
        """Chips made later are reached where the row is, not behind everything else; "More" comes last."""
        last: QWidget = self._more
        for chip in self._chips.values():
            QWidget.setTabOrder(last, chip)
            last = chip
        if last is not self._more:
            QWidget.setTabOrder(last, self._more)

    def _on_clicked(self, name: str) -> None:
        if self._is_exclusive:
            self.choose([name])
        self._place()
        self._follow(name)
        self.changed.emit(self.chosen())

    def _follow(self, name: str) -> None:
        """The focus of one chip goes to the one that was clicked: a ring around another would say that it is on."""
        if any(each.hasFocus() for each in (*self._chips.values(), self._more)):
            self._seen(name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _seen(self, name: str) -> Chip:
        return self._more if name in self._hidden else self._chips[name]

    def _press(self, name: str) -> None:
        """A choice that did not come from a click on the chip itself."""
        self._chips[name].toggle()
        self._on_clicked(name)

    def _place(self) -> None:
        """Left to right while there is room; a chip that is on but hidden lends its name to "More"."""
        fitting = self._fitting()
        for place, chip in enumerate(self._chips.values()):
            chip.setVisible(place < fitting)
        self._hidden = list(self._chips)[fitting:]
        on = [self._chips[name].text() for name in self._hidden if self._chips[name].isChecked()]
        self._more.setText(on[0] if on else self.tr("More"))
        self._more.setAccessibleName(self._more.text())
        self._more.setChecked(bool(on))
        self._more.setVisible(bool(self._hidden))
        shown = [*list(self._chips.values())[:fitting], *([self._more] if self._hidden else [])]
        used = sum(chip.sizeHint().width() + 8 for chip in shown) - 8
        left = max(0, self.width() - used) if self._is_right else 0
        for chip in shown:
            left = self._put(chip, left)

    def _put(self, chip: Chip, left: int) -> int:
        size = chip.sizeHint()
        width = min(size.width(), max(0, self.width() - left))
        chip.setGeometry(QRect(left, (self.height() - size.height()) // 2, width, size.height()))
        return left + size.width() + 8

    def _fitting(self) -> int:
        widths = [chip.sizeHint().width() for chip in self._chips.values()]
        if sum(widths) + 8 * (len(widths) - 1) <= self.width():
            return len(widths)
        longest = max((self._chips[name].sizeHint().width() for name in self._chips), default=0)
        room = self.width() - max(longest, self._more.sizeHint().width()) - icons.side() - 8
        fitting = 0
        for width in widths:
            room -= width + 8
            if room < 0:
                break
            fitting += 1
        return fitting

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in self._hidden:
            action = QAction(self._chips[name].text().replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(self._chips[name].isChecked())
            action.triggered.connect(lambda _=False, name=name: self._press(name))
            menu.addAction(action)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))
        self._place()
