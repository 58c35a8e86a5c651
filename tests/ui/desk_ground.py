"""The whole window over a real store with invented clients."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kam_desktop import runtime
from kam_desktop.app import Session
from kam_desktop.core import samples
from kam_desktop.core.store.database import Database


@contextmanager
def desk_of(
    qtbot: QtBot, qapp: QApplication, store: Database, folder: Path, *, on: date, number: int, language: str = "zh_CN"
) -> Iterator[Session]:
    """A session with its desk open on a day, over so many clients; nothing of it stays."""
    runtime.fix_today(on)
    store.write(lambda s: samples.fill(s, today=on, number=number))
    settings = QSettings(str(folder.with_name("w.ini")), QSettings.Format.IniFormat)
    made = Session(qapp, folder, language, settings)
    made.open_desk(store)
    qtbot.waitUntil(lambda: made.desk.window.page is not None)
    yield made
    made.finish()
    if made.gate is not None:
        made.gate.close()
        made.gate.deleteLater()
    made.hush()
    made.speak("en")
    made.hush()
    made.deleteLater()
    runtime.fix_today(None)


def sweep(qapp: QApplication) -> None:
    """What is to go goes now, and what only holds itself."""
    qapp.processEvents()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    runtime.let_go()
    gc.collect()
