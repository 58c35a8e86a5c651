"""Starting with the computer, by the file that the system reads."""

import configparser
import shlex
import sys
from pathlib import Path

import pytest

from kam_desktop import runtime, startup


@pytest.mark.skipif(sys.platform != "linux", reason="the place of another system")
def test_it_is_turned_on_and_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert not startup.is_on()
    folder = tmp_path / "100% mine"
    startup.turn_on(folder)
    assert startup.is_on()
    assert startup.entry() == tmp_path / "autostart" / "kam-desktop.desktop"
    said = configparser.ConfigParser(interpolation=None)
    said.read(startup.entry())
    assert shlex.split(said["Desktop Entry"]["Exec"].replace("%%", "%")) == startup.command(folder)
    assert str(folder) in startup.command(folder)
    assert "--data-dir" not in startup.command(runtime.data_folder())
    startup.turn_off()
    startup.turn_off()
    assert not startup.is_on()


def test_macos_gets_a_list_that_it_can_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import plistlib

    monkeypatch.setattr(startup.sys, "platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    startup.turn_on(tmp_path)
    read = plistlib.loads(startup.entry().read_bytes())
    assert read["ProgramArguments"][-1] == startup.BACKGROUND
    assert read["RunAtLoad"] is True
