"""Colours by role, light and dark, and how they reach Qt: one palette and one style sheet.

Who paints by hand asks ``current()`` at each paint and repaints on ``changed``.
"""

import re
from collections.abc import Callable
from typing import Any, Final, Literal, cast

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from kam_desktop.core import assets
from kam_desktop.ui import fonts

Scheme = Literal["system", "light", "dark"]
_HOLE: Final = re.compile(r"\{\{([\w-]+)\}\}")


class Theme:
    """The colours of one scheme: ``theme.accent`` and ``theme["accent"]`` are the same ``QColor``."""

    def __init__(self, name: str, tokens: dict[str, str]) -> None:
        self.name = name
        self.tokens = tokens
        self._colours = {role: QColor(value) for role, value in tokens.items()}

    def __getitem__(self, role: str) -> QColor:
        return self._colours[role]

    def __getattr__(self, role: str) -> QColor:
        colours = self.__dict__.get("_colours", {})
        if role not in colours:
            raise AttributeError(role)
        return cast(QColor, colours[role])

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than its ground."""
        return self.name == "dark"


class _Observed(QObject):
    """Tells that the theme or the size of text is another one now."""

    changed = Signal()


class _State:
    """What is in force now. One process has one application and one look."""

    scheme: Scheme = "system"
    theme: Theme | None = None
    follows = False


_observed = _Observed()
changed: SignalInstance = _observed.changed


def load(name: str) -> Theme:
    """The theme of that name from the shipped token file."""
    return Theme(name, assets.read_json("theme", "tokens.json")[name])


def current() -> Theme:
    """The theme in force; the light one before ``apply``."""
    if _State.theme is None:
        _State.theme = load("light")
    return _State.theme


def apply(app: QApplication, scheme: Scheme = "system", font_scale: float = 1.0) -> None:
    """Dress the whole application. May be called again at any time, as the settings page does."""
    fonts.register()
    fonts.set_scale(font_scale)
    _State.scheme = scheme
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    hints = app.styleHints()
    if not _State.follows:
        hints.colorSchemeChanged.connect(_on_system_scheme)
        _State.follows = True
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme, Qt.ColorScheme.Unknown)
    hints.setColorScheme(wanted)
    _dress(app)


def fit(act: Callable[[], object]) -> None:
    """Call ``act`` (a method of a ``QObject``) now and after each change: for sizes that follow the text."""
    act()
    changed.connect(act)


def scaled(set_length: Callable[[int], None], length: float) -> None:
    """Call a widget's setter (``widget.setFixedWidth``) with a length of the drawn pages, now and after each change."""
    _Scaled(set_length, length)


class _Scaled(QObject):
    """Goes with its widget, which it asks for the setter anew: a method that was kept would keep the widget."""

    def __init__(self, set_length: Callable[[int], None], length: float) -> None:
        super().__init__(cast(Any, set_length).__self__)
        self._name, self._length = cast(Any, set_length).__name__, length
        fit(self._set)

    def _set(self) -> None:
        getattr(self.parent(), self._name)(fonts.px(self._length))


def _on_system_scheme() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and _State.scheme == "system":
        _dress(app)


def _dress(app: QApplication) -> None:
    theme = load(_resolve(app))
    _State.theme = theme
    app.setPalette(palette(theme))
    app.setFont(fonts.body())
    app.setStyleSheet(style_sheet(theme))
    changed.emit()


def _resolve(app: QApplication) -> str:
    if _State.scheme != "system":
        return _State.scheme
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def palette(theme: Theme) -> QPalette:
    """What Fusion draws with where the style sheet says nothing."""
    role = QPalette.ColorRole
    pairs = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Mid: theme.border_strong,
        role.Dark: theme.border_strong,
        role.Light: theme.surface,
    }
    made = QPalette()
    for colour_role, colour in pairs.items():
        made.setColor(colour_role, colour)
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, colour_role, theme.muted)
    return made


def style_sheet(theme: Theme) -> str:
    """``style.qss`` with its holes filled: a token's name, ``<n>px`` for a scaled length, ``marks``."""

    def fill(match: re.Match[str]) -> str:
        hole = match.group(1)
        if hole == "marks":
            return assets.path("theme", theme.name).as_posix()
        if hole.endswith("px"):
            return f"{fonts.px(int(hole[:-2]))}px"
        return theme.tokens[hole]

    return _HOLE.sub(fill, assets.path("theme", "style.qss").read_text(encoding="utf-8"))
