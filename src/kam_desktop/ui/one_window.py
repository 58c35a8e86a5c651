"""One window for a store: starting the program again brings the window that has it to the front.

A lock file tells whether there is one. Qt's network, by which two starts speak, is read only then, or once the first
picture stands.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal

_TRIES: Final = 10
_WAIT_MS: Final = 200


class OneWindow(QObject):
    """The claim to be the only window on the store in ``folder``, kept as long as this object lives."""

    asked = Signal()  # the program was started again

    def __init__(self, folder: Path, place: Path, parent: QObject | None = None) -> None:
        """``place`` is a folder that nobody tidies, as the system does with that for temporary files."""
        super().__init__(parent)
        self._name = f"kam-desktop-{_digest(str(folder.resolve()))[:16]}"
        self._file = place / f"{self._name}.lock"
        with suppress(OSError):  # the lock says so too
            place.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(self._file))
        self._lock.setStaleLockTime(0)  # however old: whether its process lives tells
        self._server: Any = None

    def is_second(self) -> bool:
        """Whether another window has the store and comes to the front; if none has, this one has it now.

        One that is about to open or to close is waited for; after two seconds without an answer it is passed over.
        """
        for wait in (0, *[_WAIT_MS] * _TRIES):
            if self._lock.tryLock(wait):
                return False
            if self._raise_other():
                return True
            if self._lock.error() is not QLockFile.LockError.LockFailedError:
                return False  # no file can be made there
        with suppress(OSError):  # of a process that went without a word: later starts need not wait for it
            self._file.unlink()
        return False

    def listen(self) -> None:
        """Hear later starts of the program."""
        if self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        self._server.newConnection.connect(self._on_asked)
        self._server.listen(self._name)

    def hush(self) -> None:
        """Hear no more: the window is gone and the store about to be free."""
        if self._server is not None:
            self._server.close()

    def _raise_other(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        return socket.waitForConnected(_WAIT_MS)

    def _on_asked(self) -> None:
        self._server.nextPendingConnection().deleteLater()
        self.asked.emit()


def _digest(text: str) -> str:
    return QCryptographicHash.hash(text.encode(), QCryptographicHash.Algorithm.Sha256).toHex().toStdString()
