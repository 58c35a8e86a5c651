"""Where one can go: routes, the way back, and the sidebar."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from kam_desktop.ui import appearance, fonts, icons, painting
from kam_desktop.ui.widgets.buttons import clicks
from kam_desktop.ui.widgets.texts import plain_tip

WIDE = 176
NARROW = 48


class Route(NamedTuple):
    """A page by name, the record it shows, and what else it should know (a filter, a tab)."""

    page: str
    id: str = ""
    args: Mapping[str, Any] = MappingProxyType({})


IMPORT: Final = Route("import", "", MappingProxyType({"asks": True}))  # and the choice of a file at once


class History:
    """The way one came, as in a browser: going somewhere drops what lay ahead."""

    def __init__(self, limit: int = 100) -> None:
        self._routes: list[Route] = []
        self._at = -1
        self._limit = limit

    def visit(self, route: Route) -> Route:
        """Note that ``route`` is shown now and return it; the same one twice counts once.

        A page that is done with says ``back`` with its own name: then it is where one came from that is shown, and
        ``route`` only where one came from nowhere. What a page ``asks`` at once is asked once, not on the way back.
        """
        if "back" in route.args:
            return self._leave(route)
        kept = Route(route.page, route.id) if route.args.get("asks") else route
        if self.current == kept:
            return route
        if route.args.get("replace") and self._at >= 0:
            self._at -= 1  # a form that was saved is not a place to go back to
        del self._routes[self._at + 1 :]
        self._routes.append(kept)
        del self._routes[: -self._limit]
        self._at = len(self._routes) - 1
        return route

    def _leave(self, route: Route) -> Route:
        now = self.current
        if now is not None and now.page != route.args["back"]:
            return now  # one has gone on since
        del self._routes[max(0, self._at) :]  # nothing to come back to, forward neither
        self._at = len(self._routes) - 1
        return self.current or self.visit(Route(route.page, route.id))

    @property
    def current(self) -> Route | None:
        """What is shown."""
        return self._routes[self._at] if self._at >= 0 else None

    def seen(self, pages: Collection[str]) -> list[Route]:
        """Where one was on these pages, the newest first and each once; not what is shown now."""
        now = (self.current.page, self.current.id) if self.current else None
        found = {(each.page, each.id): each for each in self._routes if each.page in pages and each.id}
        newest = sorted(found, key=lambda each: -max(at for at, r in enumerate(self._routes) if (r.page, r.id) == each))
        return [found[each] for each in newest if each != now]

    def back(self) -> Route | None:
        """Step back; None at the start."""
        return self._step(-1)

    def forward(self) -> Route | None:
        """Step forward; None at the end."""
        return self._step(1)

    def _step(self, by: int) -> Route | None:
        if not 0 <= self._at + by < len(self._routes):
            return None
        self._at += by
        return self._routes[self._at]


class NavButton(QAbstractButton):
    """One row of the sidebar: icon, name and, where it helps, a count."""

    def __init__(self, page: str, name: str, icon: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self._icon_name, self._keys, self._count = icon, keys, 0
        self._is_narrow = False
        self.setCheckable(True)
        self.setText(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_count(self, count: int) -> None:
        """The number at the right; 0 hides it."""
        self._count = count
        self._describe()
        self.update()

    def set_narrow(self, is_narrow: bool) -> None:
        """Icon alone, with the name as a tooltip."""
        self._is_narrow = is_narrow
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(NARROW if self._is_narrow else WIDE, fonts.px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clicks(self, event):
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = appearance.current()
        role = "accent" if self.isChecked() else "text"
        if self.isChecked():
            painting.box(painter, self.rect(), painting.RADIUS, theme.accent_soft)
        elif self.underMouse():
            painting.box(painter, self.rect(), painting.RADIUS, theme.sunken)
        self._paint_words(painter, theme[role])
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())

    def _paint_words(self, painter: QPainter, colour: QColor) -> None:
        theme, side = appearance.current(), icons.side()
        left = (self.width() - side) // 2 if self._is_narrow else 8
        icon_role = "accent" if self.isChecked() else "muted"
        icons.paint(painter, QRect(left, (self.height() - side) // 2, side, side), self._icon_name, icon_role)
        if self._is_narrow:
            return
        count = str(self._count) if self._count else ""
        room = self.rect().adjusted(left + side + 8, 0, -8, 0)
        painting.text(
            painter,
            room,
            count,
            fonts.label(),
            colour if self.isChecked() else theme.muted,
            align=painting.RIGHT,
        )
        room.setRight(room.right() - fonts.width(fonts.label(), count) - (8 if count else 0))
        painting.text(painter, room, self.text(), fonts.body(bold=self.isChecked()), colour)

    def _describe(self) -> None:
        self.setAccessibleName(f"{self.text()} {self._count}" if self._count else self.text())
        hint = f"{self.text()}  {self._keys}" if self._is_narrow else self._keys
        self.setToolTip(plain_tip(hint.strip()))


class Brand(QWidget):
    """The app's mark and name at the top of the sidebar."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        appearance.fit(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(fonts.px(56))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = fonts.px(20)
        is_narrow = self.width() <= NARROW
        left = (self.width() - side) // 2 if is_narrow else 16
        paint_mark(painter, QRect(left, (self.height() - side) // 2, side, side))
        if not is_narrow:
            room = self.rect().adjusted(left + side + 8, 0, -8, 0)
            painting.text(painter, room, self._name, fonts.body(bold=True), appearance.current().text)


def paint_mark(painter: QPainter, rect: QRect) -> None:
    """The app's mark in the accent of the theme: a rounded square with 客."""
    theme = appearance.current()
    painting.box(painter, rect, rect.width() * 0.2, theme.accent)
    icons.paint(painter, rect, "mark", "on_accent")


class Sidebar(QWidget):
    """The pages, and settings pinned below. Narrow in a narrow window."""

    chosen = Signal(str)  # name of a page

    def __init__(self, brand: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self._buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._pinned = QVBoxLayout()
        self._pinned.setSpacing(2)
        self._lay_out(brand)
        self._is_narrow = False
        appearance.fit(self._fit)

    def _lay_out(self, brand: str) -> None:
        for rows in (self._rows, self._pinned):
            rows.setContentsMargins(8, 0, 8, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 14)
        column.setSpacing(0)
        column.addWidget(Brand(brand, self))
        column.addLayout(self._rows)
        column.addStretch(1)
        column.addSpacing(8)
        column.addLayout(self._pinned)

    def add(self, page: str, name: str, icon: str, *, keys: str = "", is_pinned: bool = False) -> None:
        """One more row, in order; ``keys`` is shown in the tooltip."""
        button = NavButton(page, name, icon, keys, self)
        self._buttons[page] = button
        self._group.addButton(button)
        (self._pinned if is_pinned else self._rows).addWidget(button)
        button.clicked.connect(lambda: self.chosen.emit(page))

    def pages(self) -> Sequence[str]:
        """The names of the pages, top to bottom."""
        return tuple(self._buttons)

    def mark(self, page: str) -> None:
        """Show which page is in use; a name that has no row leaves the mark where it is."""
        if page in self._buttons:
            self._buttons[page].setChecked(True)

    def set_count(self, page: str, count: int) -> None:
        """The number beside a page."""
        self._buttons[page].set_count(count)

    def set_narrow(self, is_narrow: bool) -> None:
        """48 px of icons, or 176 px with names."""
        self._is_narrow = is_narrow
        self._fit()

    def _fit(self) -> None:
        is_narrow = self._is_narrow
        self.setFixedWidth(NARROW if is_narrow else fonts.px(WIDE))
        side = 6 if is_narrow else 8
        for rows in (self._rows, self._pinned):
            rows.setContentsMargins(side, 0, side, 0)
        for button in self._buttons.values():
            button.set_narrow(is_narrow)
            button.updateGeometry()

    @property
    def is_narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._is_narrow

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), appearance.current().window)
        painting.upright(painter, self.width() - painting.thin(painter), 0, self.height())
