"""The window before the window: unlock, make a store, recover, restore. Painted before all else is loaded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kam_desktop import __version__
from kam_desktop.core import assets
from kam_desktop.core.errors import KamError
from kam_desktop.ui import fonts, labels
from kam_desktop.ui.tasks import Tasks
from kam_desktop.ui.unlock.panels import GatePanel
from kam_desktop.ui.unlock.unlocking import UnlockPanel
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.texts import Hint

SMALLEST: Final = QSize(960, 540)
LANGUAGES: Final = (("zh_CN", "中文"), ("en", "English"))


class LanguageButton(QuietButton):
    """A language one can switch to; the one in use is bold and in the accent."""

    def __init__(self, name: str, parent: QWidget, *, is_current: bool) -> None:
        self._is_current = is_current
        super().__init__(name, parent, size="small")

    def _word_font(self) -> QFont:
        return fonts.body(bold=self._is_current)

    def _ink(self) -> str:
        return "accent" if self._is_current else "muted"


class GateWindow(QWidget):
    """Shows one panel at a time and gives the open store away when there is one."""

    opened = Signal(object, str)  # Database, what to do first: "", "import", "sample"
    language_asked = Signal(str)

    def __init__(self, folder: Path, settings: QSettings) -> None:
        super().__init__()
        self.folder = folder
        self._settings = settings
        self.tasks = Tasks(None, self)
        self._store: Any = None
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(self.tr("KAM Desktop"))
        self.setWindowIcon(QIcon(str(assets.path("icons", "app-256.png"))))
        self.setMinimumSize(SMALLEST)
        self._stack = QStackedWidget(self)
        self._stack.setProperty("ground", "window")
        self._lay_out()
        self._restore_geometry()
        self.tasks.unexpected.connect(lambda _error: self.panel.fail(KamError("program.unexpected", log=self._log())))
        self.show_first()

    @property
    def panel(self) -> GatePanel:
        """The panel that is seen."""
        area = self._stack.currentWidget()
        panel = area.widget() if isinstance(area, QScrollArea) else None
        assert isinstance(panel, GatePanel)
        return panel

    def show_first(self) -> None:
        """Unlock where there is a store, else make one."""
        has_store = any((self.folder / name).exists() for name in ("vault.json", "vault.copy.json", "store.db"))
        self.show_unlock() if has_store else self.show_make()

    def show_unlock(self) -> None:
        """Ask for the passphrase."""
        panel = UnlockPanel(self.folder)
        panel.unlock_asked.connect(self._unlock)
        panel.recover_asked.connect(self.show_recover)
        panel.restore_asked.connect(self.show_restore)
        self._show(panel)

    def show_make(self) -> None:
        """The first-run assistant: name and passphrase."""
        from kam_desktop.ui.unlock.making import MakePanel

        panel = MakePanel(self.folder)
        panel.make_asked.connect(self._make)
        panel.restore_asked.connect(self.show_restore)
        self._show(panel)

    def show_recover(self) -> None:
        """Open with the printed key and set a new passphrase."""
        from kam_desktop.ui.unlock.recovering import RecoverPanel

        panel = RecoverPanel()
        panel.recover_asked.connect(self._recover)
        panel.back_asked.connect(self.show_first)
        self._show(panel)

    def show_restore(self) -> None:
        """Put a backup in the store's place."""
        from kam_desktop.ui.unlock.recovering import RestorePanel

        panel = RestorePanel(self.folder)
        panel.restore_asked.connect(self._restore)
        panel.back_asked.connect(self.show_first)
        self._show(panel)

    def _unlock(self, passphrase: str) -> None:
        folder = self.folder

        def work() -> Any:
            from kam_desktop.core import opening

            return opening.unlock(folder, passphrase=passphrase)

        self._run(work, self._give)

    def _make(self, passphrase: str, author: str) -> None:
        folder = self.folder

        def work() -> Any:
            from kam_desktop.core import opening

            opened = opening.create(folder, passphrase, author=author)
            opened.store.write(opening.await_key)
            return opened

        self._run(work, self._made)

    def _recover(self, recovery_key: str, passphrase: str) -> None:
        folder = self.folder

        def work() -> Any:
            from kam_desktop.core import opening

            return opening.recover(folder, recovery_key, passphrase)

        self._run(work, self._give)

    def _restore(self, file: str, passphrase: str) -> None:
        folder = self.folder

        def work() -> Any:
            from kam_desktop.core import opening

            return opening.restore(folder, Path(file), passphrase)

        self._run(work, self._give)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        panel = self.panel
        panel.set_busy(True)
        self.tasks.run(
            self, lambda _progress, _cancelled: work(), done=done, failed=panel.fail,
            finished=lambda: panel.set_busy(False), label="",
        )  # fmt: skip

    def _made(self, opened: Any) -> None:
        self._store = opened.store
        from kam_desktop.ui.unlock.telling import KeyPanel

        panel = KeyPanel(opened.recovery_key, self.folder.name)
        panel.confirmed.connect(self._keep_key)
        self._show(panel)

    def _keep_key(self) -> None:
        store = self._store

        def work() -> Any:
            from kam_desktop.core import opening

            return store.write(opening.key_is_kept)

        self._run(work, lambda _done: self._ask_start())

    def _ask_start(self) -> None:
        from kam_desktop.ui.unlock.telling import StartPanel

        panel = StartPanel()
        panel.chosen.connect(lambda first: self._give(self._store, first))
        self._show(panel)

    def _give(self, store: Any, first: str = "") -> None:
        self._store = None
        self.opened.emit(store, first)

    def _show(self, panel: GatePanel) -> None:
        area = QScrollArea(self._stack)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        ground = QWidget()  # one of our own: asking for Qt's makes PySide read every class of widget first
        ground.setProperty("ground", "window")
        area.setViewport(ground)
        area.setWidget(panel)
        while (old := self._stack.currentWidget()) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(area)
        for button in self._languages:
            button.setEnabled(self._store is None)
        QTimer.singleShot(0, panel, panel.take_focus)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addStretch(1)
        self._languages = []
        for code, name in LANGUAGES:
            button = LanguageButton(name, self, is_current=code == labels.language())
            button.clicked.connect(lambda _checked=False, code=code: self.language_asked.emit(code))
            head.addWidget(button)
            self._languages.append(button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(IconLabel("lock", self))
        promise = self.tr(
            "Your data stays on this computer, encrypted. If both passphrase and recovery key are lost, nobody can open it."
        )
        foot.addWidget(Hint(promise, self), 1)
        foot.addWidget(Hint(__version__, self, wrap=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _restore_geometry(self) -> None:
        kept = self._settings.value("window/geometry")
        if not isinstance(kept, QByteArray) or not self.restoreGeometry(kept):
            self.resize(1280, 800)

    def _log(self) -> Path:
        return self.folder / "logs" / "kam-desktop.log"

    def closeEvent(self, event: QCloseEvent) -> None:
        self.tasks.close()
        if self._store is not None:
            self._store.close()
            self._store = None
        super().closeEvent(event)
