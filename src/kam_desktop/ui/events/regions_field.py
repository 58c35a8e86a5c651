"""Which regions: a line that searches names and codes, and a token for each that was chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QSizePolicy, QWidget

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import regions
from kam_desktop.core.rules.regions import Region
from kam_desktop.ui import appearance
from kam_desktop.ui.widgets.flow import FlowLayout
from kam_desktop.ui.widgets.texts import restyle
from kam_desktop.ui.widgets.token import Token

_OFFERED = 12
_CODE = Qt.ItemDataRole.UserRole + 1


class _Line(QLineEdit):
    """Its keys go to ``on_key`` first, those too that come by way of the list of offers."""

    def __init__(self, on_key: Callable[[QKeyEvent], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._on_key = on_key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)


class RegionsField(QFrame):
    """浙江, 宁波市, 33 or 330212: Enter takes the first that is offered, Backspace the last token out.

    A region within one that was chosen already adds nothing and is not taken; the larger one takes its place.
    """

    changed = Signal()
    wrong = Signal(object)  # Invalid: what was typed is no region, or several

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "input")
        self._tokens: dict[str, Token] = {}
        self._line = _Line(self._on_key, self)
        self._line.setProperty("kind", "bare")
        appearance.scaled(self._line.setMinimumWidth, 120)
        self._line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line.setPlaceholderText(self.tr("Name or code of a province, city or county"))
        self._line.installEventFilter(self)
        self._line.textEdited.connect(self._offer)
        self._set_up_completer()
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(4, 4, 4, 4)
        self._flow.addWidget(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self._line)
        appearance.scaled(self.setMinimumHeight, 32)

    def _set_up_completer(self) -> None:
        self._offered = QStandardItemModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        activated: SignalInstance = completer.activated[QModelIndex]  # type: ignore[index]  # overloaded
        activated.connect(self._take_index, Qt.ConnectionType.QueuedConnection)
        completer.setWidget(self._line)
        popup = completer.popup()
        if popup is not None:
            popup.setProperty("kind", "menu")
        self._completer = completer

    def setAccessibleName(self, name: str) -> None:
        """The editor inside carries the name too."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def codes(self) -> tuple[str, ...]:
        """The regions that were chosen."""
        return tuple(self._tokens)

    def set_codes(self, codes: Sequence[str]) -> None:
        """Show these, without ``changed``."""
        for code in list(self._tokens):
            self._remove(code)
        for code in codes:
            self._add(regions.get(code))

    def take_line(self) -> bool:
        """Take what is typed; False, with ``wrong``, when it cannot be told which region that is."""
        text = self._line.text().strip()
        if not text:
            return True
        try:
            self._take(regions.read(text))
        except Invalid as error:
            self.wrong.emit(error)
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", "true" if event.type() == QEvent.Type.FocusIn else "false")
            restyle(self)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        is_empty = not self._line.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and not is_empty:
            self._take_first()
        elif event.key() == Qt.Key.Key_Backspace and is_empty and self._tokens:
            self._drop(next(reversed(self._tokens)))
        elif event.key() == Qt.Key.Key_Down and self._offered.rowCount():
            self._completer.complete()
        else:
            return False
        return True

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)

    def _offer(self, text: str) -> None:
        """What the letters may mean; larger regions first."""
        self._offered.clear()
        for region in regions.search(text, limit=_OFFERED) if text.strip() else ():
            item = QStandardItem(f"{region.full}  {region.code}")
            item.setData(region.code, _CODE)
            self._offered.appendRow(item)
        popup = self._completer.popup()
        if self._offered.rowCount():
            self._completer.complete()
        elif popup is not None:
            popup.hide()

    def _take_first(self) -> None:
        """The exact one, where the text is one, else the first that is offered."""
        try:
            region = regions.read(self._line.text())
        except Invalid as error:
            item = self._offered.item(0)
            if item is None:
                self.wrong.emit(error)
                return
            region = regions.get(str(item.data(_CODE)))
        self._take(region)

    def _take_index(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self._take(regions.get(str(index.data(_CODE))))

    def _take(self, region: Region) -> None:
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()
        self._line.clear()
        if any(region.code.startswith(code) for code in self._tokens):
            return
        for code in [code for code in self._tokens if code.startswith(region.code)]:
            self._remove(code)
        self._add(region)
        self.changed.emit()

    def _add(self, region: Region) -> None:
        token = Token(region.full, self, tip=region.code)
        token.dropped.connect(lambda: self._drop(region.code))
        self._flow.insert_widget(len(self._tokens), token)
        self._tokens[region.code] = token
        token.show()
        self.updateGeometry()

    def _drop(self, code: str) -> None:
        self._remove(code)
        self._line.setFocus()
        self.changed.emit()

    def _remove(self, code: str) -> None:
        token = self._tokens.pop(code)
        self._flow.removeWidget(token)
        token.hide()
        token.deleteLater()
        self.updateGeometry()
