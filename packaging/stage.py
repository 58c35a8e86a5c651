"""A stage for pictures: a store with the sample portfolio, a fixed day, a window, and a way to grab it."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from kam_desktop import runtime
from kam_desktop.app import Session, make_application
from kam_desktop.core import opening, samples
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.vault import Kdf

DAY = date(2026, 9, 16)
PASSPHRASE = "sample data"
LIGHT = Kdf(memory_kib=1024, passes=1, lanes=1)  # a stage keeps no secrets


def make_store(folder: Path, day: date = DAY) -> Database:
    """A store with the sample portfolio as of ``day``."""
    opened = opening.create(folder, PASSPHRASE, author="刘敏", kdf=LIGHT)
    opened.store.write(lambda s: samples.fill(s, today=day))
    return opened.store


@contextmanager
def session(folder: Path, lang: str, scheme: str, day: date = DAY) -> Iterator[Session]:
    """The application in a language and a theme, with settings of its own."""
    runtime.fix_today(day)
    app = make_application()
    with tempfile.TemporaryDirectory() as place:
        settings = QSettings(f"{place}/window.ini", QSettings.Format.IniFormat)
        settings.setValue("window/scheme", scheme)
        made = Session(app, folder, lang, settings)
        try:
            yield made
        finally:
            made.hush()


def settle(seconds: float = 0.4) -> None:
    """Let background work arrive and be painted."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def grab(widget: QWidget, file: Path) -> None:
    """Keep a picture of a widget."""
    settle()
    widget.grab().save(str(file))
