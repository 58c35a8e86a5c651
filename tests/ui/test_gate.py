"""The window before the window: make, unlock, recover, restore."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from conftest import LIGHT, PASSPHRASE
from kam_desktop.core import opening
from kam_desktop.core.store import vault
from kam_desktop.ui import appearance, labels
from kam_desktop.ui.unlock.gate import GateWindow
from kam_desktop.ui.unlock.making import MakePanel
from kam_desktop.ui.unlock.recovering import RecoverPanel, RestorePanel
from kam_desktop.ui.unlock.telling import KeyPanel, StartPanel
from kam_desktop.ui.unlock.unlocking import UnlockPanel


@pytest.fixture(autouse=True)
def light_kdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real derivation, at a cost that tests can pay."""
    monkeypatch.setattr(
        vault.Kdf, "__init__", lambda self, memory_kib=8, passes=1, lanes=1: _fill(self, memory_kib, passes, lanes)
    )


def _fill(kdf: Any, memory_kib: int, passes: int, lanes: int) -> None:
    for name, value in (("memory_kib", memory_kib), ("passes", passes), ("lanes", lanes)):
        object.__setattr__(kdf, name, value)


@pytest.fixture
def gate(qtbot: QtBot, qapp: Any, folder: Path, tmp_path: Path) -> Iterator[Any]:
    """Makes the gate on the folder; closes what it opened."""
    appearance.apply(qapp, "light")
    labels.set_language("en")
    opened: list[Any] = []
    made: list[GateWindow] = []

    def make() -> GateWindow:
        window = GateWindow(folder, QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
        window.opened.connect(lambda store, first: opened.append((store, first)))
        qtbot.addWidget(window)
        window.show()
        made.append(window)
        return window

    make.opened = opened  # type: ignore[attr-defined]
    yield make
    for store, _ in opened:
        store.close()
    for window in made:
        window.close()


def enter(widget: Any) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return)


def test_the_first_run_from_passphrase_to_sample_data(qtbot: QtBot, gate: Any, folder: Path) -> None:
    window = gate()
    panel = window.panel
    assert isinstance(panel, MakePanel)
    panel.author.setText("刘敏")
    QTest.keyClicks(panel.passphrase, PASSPHRASE)
    QTest.keyClicks(panel.again, PASSPHRASE)
    enter(panel.again)
    qtbot.waitUntil(lambda: isinstance(window.panel, KeyPanel), timeout=5000)
    key = window.panel
    assert not key.button.isEnabled()
    enter(key)
    assert window.panel is key
    assert key.sheet().startswith(b"%PDF")
    key.kept.setChecked(True)
    enter(key)
    qtbot.waitUntil(lambda: isinstance(window.panel, StartPanel), timeout=5000)
    window.panel.sample_button.click()
    [(store, first)] = gate.opened
    assert first == "sample"
    assert store.author == "刘敏"
    assert not store.read(opening.is_key_awaited)
    assert vault.unlock(folder, passphrase=PASSPHRASE) == store.data_key


def test_a_key_that_nobody_kept_is_known_when_the_store_is_opened_again(qtbot: QtBot, gate: Any, folder: Path) -> None:
    window = gate()
    window.panel.author.setText("刘敏")
    window.panel.passphrase.setText(PASSPHRASE)
    window.panel.again.setText(PASSPHRASE)
    window.panel.submit()
    qtbot.waitUntil(lambda: isinstance(window.panel, KeyPanel), timeout=5000)
    window.close()
    store = opening.unlock(folder, passphrase=PASSPHRASE)
    assert store.read(opening.is_key_awaited)
    store.close()


@pytest.mark.parametrize(
    ("author", "passphrase", "again", "field"),
    [
        ("", "long enough", "long enough", "author"),
        ("刘敏", "short", "short", "passphrase"),
        ("刘敏", "long enough", "long enouhg", "again"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    gate: Any, folder: Path, author: str, passphrase: str, again: str, field: str
) -> None:
    window = gate()
    panel = window.panel
    panel.author.setText(author)
    panel.passphrase.setText(passphrase)
    panel.again.setText(again)
    panel.submit()
    assert [name for name, each in panel.form.fields.items() if each.error] == [field]
    assert not folder.exists()


def test_unlocking_and_a_wrong_passphrase(qtbot: QtBot, gate: Any, folder: Path) -> None:
    opening.create(folder, PASSPHRASE, author="刘敏", kdf=LIGHT).store.close()
    window = gate()
    panel = window.panel
    assert isinstance(panel, UnlockPanel)
    QTest.keyClicks(panel.passphrase, "not the one")
    enter(panel.passphrase)
    qtbot.waitUntil(lambda: not panel.problem.isHidden(), timeout=5000)
    assert "recovery key" in panel.problem.text()
    qtbot.waitUntil(panel.button.isEnabled, timeout=5000)
    assert panel.passphrase.selectedText() == "not the one" or panel.passphrase.hasSelectedText()
    QTest.keyClicks(panel.passphrase, PASSPHRASE)
    enter(panel.passphrase)
    qtbot.waitUntil(lambda: bool(gate.opened), timeout=5000)


def test_an_open_store_elsewhere_is_told(qtbot: QtBot, gate: Any, folder: Path) -> None:
    store = opening.create(folder, PASSPHRASE, kdf=LIGHT).store
    window = gate()
    window.panel.passphrase.setText(PASSPHRASE)
    window.panel.submit()
    qtbot.waitUntil(lambda: "only one may hold it" in window.panel.problem.text(), timeout=5000)
    store.close()


def test_a_damaged_header_is_told(qtbot: QtBot, gate: Any, folder: Path) -> None:
    opening.create(folder, PASSPHRASE, kdf=LIGHT).store.close()
    for name in vault.NAMES:
        (folder / name).write_bytes(b"\0\0\0")
    window = gate()
    window.panel.passphrase.setText(PASSPHRASE)
    window.panel.submit()
    qtbot.waitUntil(lambda: "backup" in window.panel.problem.text(), timeout=5000)


def test_the_recovery_key_opens_and_sets_a_new_passphrase(qtbot: QtBot, gate: Any, folder: Path) -> None:
    made = opening.create(folder, PASSPHRASE, kdf=LIGHT)
    made.store.close()
    window = gate()
    window.panel.recover_asked.emit()
    panel = window.panel
    assert isinstance(panel, RecoverPanel)
    panel.key.setText(made.recovery_key[:-1] + ("A" if made.recovery_key[-1] != "A" else "B"))
    panel.passphrase.setText("a new passphrase")
    panel.again.setText("a new passphrase")
    panel.submit()
    qtbot.waitUntil(lambda: panel.form.fields["recovery_key"].error is not None, timeout=5000)
    qtbot.waitUntil(panel.button.isEnabled, timeout=5000)
    panel.key.setText(made.recovery_key.lower().replace("-", " "))
    panel.submit()
    qtbot.waitUntil(lambda: bool(gate.opened), timeout=5000)
    assert vault.unlock(folder, passphrase="a new passphrase")


def test_a_backup_is_restored_from_the_gate(qtbot: QtBot, gate: Any, folder: Path) -> None:
    store = opening.create(folder, PASSPHRASE, kdf=LIGHT).store
    opening.back_up(store)
    store.close()
    window = gate()
    window.panel.restore_asked.emit()
    panel = window.panel
    assert isinstance(panel, RestorePanel)
    assert panel.file.count() == 1
    panel.passphrase.setText(PASSPHRASE)
    panel.submit()
    qtbot.waitUntil(lambda: bool(gate.opened), timeout=5000)
    assert list(folder.glob("replaced-*"))


def test_on_a_new_machine_the_file_is_chosen_first_and_restored_with_one_press(
    qtbot: QtBot, gate: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    store = opening.create(elsewhere, PASSPHRASE, kdf=LIGHT).store
    made = opening.back_up(store, tmp_path / "stick")
    store.close()
    window = gate()
    window.show_restore()
    panel = window.panel
    assert isinstance(panel, RestorePanel)
    assert not panel.file.isVisible()
    panel.passphrase.setText(PASSPHRASE)
    panel.submit()
    assert "first" in panel.problem.text()
    assert window.focusWidget() is panel.browse
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(made.file), ""))
    QTest.mouseClick(panel.browse, Qt.MouseButton.LeftButton)
    assert panel.file.currentText() == made.file.name
    assert window.focusWidget() is panel.passphrase
    QTest.keyClick(panel.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(gate.opened), timeout=5000)


def test_caps_lock_is_told(gate: Any, folder: Path) -> None:
    opening.create(folder, PASSPHRASE, kdf=LIGHT).store.close()
    window = gate()
    [warning] = [each for each in window.panel.findChildren(object) if type(each).__name__ == "CapsWarning"]
    assert warning.isHidden()
    QTest.keyClick(window.panel.passphrase, "A")
    assert not warning.isHidden()
    QTest.keyClick(window.panel.passphrase, "a")
    assert warning.isHidden()


def test_escape_goes_back(gate: Any, folder: Path) -> None:
    opening.create(folder, PASSPHRASE, kdf=LIGHT).store.close()
    window = gate()
    window.show_recover()
    QTest.keyClick(window.panel, Qt.Key.Key_Escape)
    assert isinstance(window.panel, UnlockPanel)
