"""The window's composition: the only place where the parts are put together."""

import os
import sys
import threading
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kam_desktop.ui  # noqa: F401  it says how Qt is read

# isort: split
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSettings, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from kam_desktop import runtime
from kam_desktop.core import assets
from kam_desktop.core.errors import KamError
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.after_paint import after_paint
from kam_desktop.ui.one_window import OneWindow
from kam_desktop.ui.reminders.tray import Tray
from kam_desktop.ui.unlock.gate import GateWindow

if TYPE_CHECKING:
    from kam_desktop.ui.navigation import Route
    from kam_desktop.ui.reminders.reminder import LockedReminder

LATE_MODULES = (
    "kam_desktop.core.opening", "argon2.low_level", "cryptography.hazmat.primitives.ciphers.aead",
    "kam_desktop.words.phrases", "kam_desktop.desk",
)  # fmt: skip
_HEARD_MS = 3_000


def run(
    *, data_dir: str | None = None, lang: str | None = None, on: date | None = None, background: bool = False
) -> int:
    """Open the window and stay until it is closed; ``on`` is the day that counts as today."""
    _choose_input_method()
    app = make_application()
    folder = Path(data_dir).expanduser() if data_dir else runtime.data_folder()
    one = OneWindow(folder, runtime.log_folder())
    if one.is_second():
        return 0
    runtime.fix_today(on)
    session = Session(app, folder, lang or "")
    one.asked.connect(session.show)
    session.start(is_hidden=background)
    if session.gate is not None:
        after_paint(session.gate, one.listen)
        QTimer.singleShot(_HEARD_MS, one, one.listen)  # in any case: the gate may be gone by then
    code = app.exec()
    one.hush()
    session.finish()
    return code


def make_application() -> QApplication:
    """The application object with its name; one a process."""
    QApplication.setApplicationName(runtime.NAME)
    QApplication.setOrganizationName(runtime.NAME)
    QApplication.setDesktopFileName("kam-desktop")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    return app


class Session(QObject):
    """From the gate to the desk and back: language, look, the open store."""

    def __init__(self, app: QApplication, folder: Path, lang: str = "", settings: QSettings | None = None) -> None:
        super().__init__(app)
        self.app, self.folder = app, folder
        self.settings = settings or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, runtime.NAME, "window"
        )
        self._translators: list[QTranslator] = []
        self.gate: GateWindow | None = None
        self.desk: Any = None
        scheme = str(self.settings.value("window/scheme", "system", type=str))
        appearance.apply(app, scheme, float(str(self.settings.value("window/scale", 1.0))))  # type: ignore[arg-type]
        self.speak(lang or str(self.settings.value("window/language", runtime.system_language(), type=str)))
        self.tray = Tray(self)
        self.tray.opened.connect(self.show)
        self.tray.quit_asked.connect(app.quit)
        self._locked: LockedReminder | None = None
        self._left: Route | None = None  # the page that was seen when the store was locked
        self.stay(is_asked=bool(self.settings.value("window/stays", False, type=bool)))

    def start(self, *, is_hidden: bool = False) -> None:
        """Show the gate; what unlocking needs is imported behind it, so that typing hides the cost.

        ``is_hidden`` starts in the tray, where there is one: started with the computer.
        """
        if is_hidden:  # whoever starts it with the computer wants it to stay
            self.settings.setValue("window/stays", True)
        self.show_gate(is_hidden=is_hidden and self.stay(is_asked=True))
        if self.gate is not None:
            after_paint(self.gate, self._read_behind)

    def _read_behind(self) -> None:
        runtime.start_log(self.folder / "logs" if self.folder.exists() else runtime.log_folder())
        threading.Thread(target=_import_late, name="imports", daemon=True).start()

    def stay(self, *, is_asked: bool) -> bool:
        """Closing the window leaves the program in the tray; False where there is no tray or it is not wanted."""
        stays = is_asked and self.tray.show()
        if not stays:
            self.tray.hide()
        self.app.setQuitOnLastWindowClosed(not stays)
        if self.desk is not None:
            self.desk.stays = stays
        return stays

    def show_gate(self, *, is_hidden: bool = False) -> None:
        """Ask for the passphrase, or make a store."""
        gate = GateWindow(self.folder, self.settings)
        gate.opened.connect(self.open_desk)
        gate.language_asked.connect(self._relanguage)
        self.gate = gate
        after_paint(gate, self._remind_locked)
        if not is_hidden:
            gate.show()

    def _remind_locked(self) -> None:
        """The gate stands: what falls due while it does is told by the tray. What a crash left readable goes."""
        from kam_desktop.core import opening
        from kam_desktop.ui.reminders.reminder import LockedReminder

        opening.wipe_left(self.folder)
        if self.desk is None and self._locked is None:
            self._locked = LockedReminder(self.folder, self)
            self._locked.fell_due.connect(lambda count: self.tray.tell(self.tr("%n thing(s) are due", "", count)))

    def open_desk(self, store: Any, first: str = "") -> None:
        """The store is open: show the pages."""
        from kam_desktop.desk import Desk

        self.desk = Desk(store, self.settings)
        self.desk.locked.connect(self._lock)
        self.desk.language_asked.connect(self._relanguage)
        self.desk.look_asked.connect(self.look)
        self.desk.stay_asked.connect(lambda is_asked: self.stay(is_asked=is_asked))
        self.desk.reminded.connect(self._tell)
        self.desk.restored.connect(self._restore, Qt.ConnectionType.QueuedConnection)
        self.desk.stays = not self.app.quitOnLastWindowClosed()
        if self._locked is not None:
            self._locked.deleteLater()
            self._locked = None
        self.desk.show(first)
        if self._left is not None:
            self.desk.window.go(self._left)
            self._left = None
        if store.taken_back:
            from kam_desktop.ui.tasks import Notice

            self.desk.tasks.told.emit(
                Notice(labels.say("import.taken_back", name=store.taken_back), None, is_done=False)
            )
        if self.gate is not None:
            gate, self.gate = self.gate, None
            gate.close()
            gate.deleteLater()

    def _tell(self, text: str) -> None:
        """In the tray unless somebody sits before the window."""
        if self.desk is not None and not self.desk.window.isActiveWindow():
            self.tray.tell(text)

    def finish(self) -> None:
        """The last window was closed: wait for the writer and let go of the store."""
        if self.desk is not None:
            self.desk.close()

    def speak(self, lang: str) -> None:
        """Use a language from now on, in the window and in the shared words."""
        self.hush()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, place in ((f"qtbase_{lang}", folder), (f"window.{lang}", str(assets.path("i18n")))):
            translator = QTranslator()  # without a parent: it goes when it is hushed
            if translator.load(name, place):
                self.app.installTranslator(translator)
                self._translators.append(translator)
        QLocale.setDefault(QLocale("zh_CN" if lang == "zh_CN" else "en_GB"))
        labels.set_language(lang)

    def hush(self) -> None:
        """Take back the translations of this session."""
        for translator in self._translators:
            self.app.removeTranslator(translator)
        self._translators = []

    def look(self, scheme: str, scale: float) -> None:
        """Light, dark or the system's; larger or smaller text."""
        self.settings.setValue("window/scheme", scheme)
        self.settings.setValue("window/scale", scale)
        appearance.apply(self.app, scheme, scale)  # type: ignore[arg-type]

    def _relanguage(self, lang: str) -> None:
        self.settings.setValue("window/language", lang)
        self.speak(lang)
        if self.desk is not None:
            self.desk.rebuild()
        elif self.gate is not None:
            old = self.gate
            self.show_gate()
            old.close()
            old.deleteLater()

    def _lock(self) -> None:
        """Back to the gate, in the tray if the window was; whoever unlocks it finds the page again."""
        self._left = self.desk.window.history.current
        self.show_gate(is_hidden=not self.desk.window.isVisible())
        self.desk.close()
        self.desk = None

    def _restore(self, when: str) -> None:
        """A backup is ready: let go of the store, open it anew with the backup in its place."""
        from kam_desktop.core import opening
        from kam_desktop.ui.tasks import Notice

        data_key = self.desk.store.data_key
        self._lock()
        self._left = None
        try:
            store = opening.reopen(self.folder, data_key)
        except KamError as error:  # the gate stands there: the passphrase opens it
            if self.gate is not None:
                self.gate.panel.fail(error)
            return
        self.open_desk(store)
        said = self.tr("This is the state of {when}. What was there before is among the backups.").format(when=when)
        self.desk.tasks.told.emit(Notice(said, None))

    def show(self) -> None:
        """Bring the window to the front, from the tray or for whoever started the program again."""
        window: QWidget | None = self.desk.window if self.desk is not None else self.gate
        if window is not None:
            window.show()
            window.raise_()
            window.activateWindow()


def _choose_input_method() -> None:
    """The Qt wheel has no plugin for fcitx, but fcitx speaks ibus too."""
    if "fcitx" in os.environ.get("XMODIFIERS", "") and "QT_IM_MODULE" not in os.environ:
        os.environ["QT_IM_MODULE"] = "ibus"


def _import_late() -> None:
    import importlib

    for name in LATE_MODULES:
        with suppress(ImportError):
            importlib.import_module(name)
