"""Which client: a line that searches names as one types, by characters, pinyin or phone."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from kam_desktop.core import search
from kam_desktop.core.search import Hit
from kam_desktop.ui.tasks import Tasks

_WAIT_MS = 80
_HIT = Qt.ItemDataRole.UserRole + 1


class ClientField(QLineEdit):
    """Two letters of pinyin are enough; Enter takes the first hit. A person's name finds their client."""

    chosen = Signal(str, str)  # client id, contact id or ""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._client_id = ""
        self._name = ""
        self._asked = 0
        self._takes_first = False
        self._hits = QStandardItemModel(self)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._ask)
        self.setPlaceholderText(self.tr("Client, contact or pinyin"))
        self.setAccessibleName(self.tr("Client"))
        self.textEdited.connect(self._on_edited)
        self._set_up_completer()

    def _set_up_completer(self) -> None:
        completer = QCompleter(self._hits, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        activated: SignalInstance = completer.activated[QModelIndex]  # type: ignore[index]  # overloaded
        activated.connect(self._take_index, Qt.ConnectionType.QueuedConnection)
        completer.setWidget(self)
        self._completer = completer

    @property
    def client_id(self) -> str:
        """The client chosen; empty while the text names none."""
        return self._client_id

    @property
    def client_name(self) -> str:
        """The name of the client chosen."""
        return self._name

    def set_client(self, client_id: str, name: str) -> None:
        """Show a client, without ``chosen``."""
        self._client_id, self._name = client_id, name
        self.setText(name)
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._client_id:
            self._take_first()
        elif event.key() == Qt.Key.Key_Down and self._hits.rowCount():
            self._completer.complete()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A text that names no client goes back to the client there was."""
        super().focusOutEvent(event)
        is_choosing = event.reason() == Qt.FocusReason.PopupFocusReason
        if not is_choosing and not self.text().strip() and self._client_id:
            self.setText(self._name)

    def _on_edited(self, _text: str) -> None:
        self._client_id = ""
        self._takes_first = False
        self._wait.start()

    def _take_first(self) -> None:
        if self._wait.isActive() or not self._hits.rowCount():
            self._takes_first = True
            self._wait.stop()
            self._ask()
        else:
            self._take(self._hits.item(0).data(_HIT))

    def _ask(self) -> None:
        self._asked += 1
        asked, text = self._asked, self.text()
        self._tasks.read_newest(
            self, lambda s: search.find_names(s, text, limit=6), done=lambda hits: self._show(asked, hits)
        )

    def _show(self, asked: int, hits: Sequence[Hit]) -> None:
        if asked != self._asked or self._client_id:
            return
        self._hits.clear()
        for hit in hits:
            item = QStandardItem(f"{hit.title}  {hit.snippet}".strip())
            item.setData(hit, _HIT)
            self._hits.appendRow(item)
        if hits and self._takes_first:
            self._take(hits[0])
        elif hits and self.hasFocus():
            self._completer.complete()

    def _take_index(self, index: QModelIndex | QPersistentModelIndex) -> None:
        hit = index.data(_HIT)
        if isinstance(hit, Hit):
            self._take(hit)

    def _take(self, hit: Hit) -> None:
        """A contact stands for their client."""
        self._takes_first = False
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()
        is_contact = hit.kind == "contact"
        name = hit.snippet.split(" · ")[0] if is_contact else hit.title
        self.set_client(hit.client_id, name)
        self.chosen.emit(hit.client_id, hit.id if is_contact else "")
