"""Starting with the computer, in the background: the system's own place for it on Linux, Windows and macOS."""

import sys
from pathlib import Path
from typing import Final

from kam_desktop import runtime

BACKGROUND: Final = "--background"
_RUN: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
_LABEL: Final = "kam-desktop"


def command(folder: Path) -> list[str]:
    """What the system is to run for the store in ``folder``: the installed program, or Python with the package."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "kam_desktop"]
    place = [] if folder == runtime.data_folder() else ["--data-dir", str(folder.resolve())]
    return [*program, *place, BACKGROUND]


def is_on() -> bool:
    """Whether the program starts when its user signs in."""
    if sys.platform == "win32":
        return _windows_value() is not None
    return entry().exists()


def turn_on(folder: Path) -> None:
    """Start when the user signs in; OSError when the system's folder cannot be written."""
    if sys.platform == "win32":
        _set_windows_value(" ".join(f'"{part}"' for part in command(folder)))
        return
    file = entry()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_plist(folder) if sys.platform == "darwin" else _desktop_entry(folder), encoding="utf-8")


def turn_off() -> None:
    """Do not start by itself any more."""
    if sys.platform == "win32":
        _set_windows_value(None)
    else:
        entry().unlink(missing_ok=True)


def entry() -> Path:
    """The file that the system reads, on Linux and macOS."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{_LABEL}.plist"
    from platformdirs import user_config_path

    return user_config_path() / "autostart" / f"{_LABEL}.desktop"


def _desktop_entry(folder: Path) -> str:
    escaped = [part.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") for part in command(folder)]
    quoted = " ".join(f'"{part}"' for part in escaped)
    lines = ("[Desktop Entry]", "Type=Application", f"Name={runtime.NAME}", f"Exec={quoted}", "Terminal=false")
    return "\n".join((*lines, "X-GNOME-Autostart-enabled=true", ""))


def _plist(folder: Path) -> str:
    import plistlib

    wanted = {"Label": _LABEL, "ProgramArguments": command(folder), "RunAtLoad": True, "ProcessType": "Interactive"}
    return plistlib.dumps(wanted).decode()


def _windows_value() -> str | None:
    import winreg  # type: ignore[import-not-found,unused-ignore]

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN) as key:  # type: ignore[attr-defined,unused-ignore]
            return str(winreg.QueryValueEx(key, _LABEL)[0])  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return None


def _set_windows_value(said: str | None) -> None:
    import contextlib
    import winreg  # type: ignore[import-not-found,unused-ignore]

    access = winreg.KEY_SET_VALUE  # type: ignore[attr-defined,unused-ignore]
    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN, 0, access) as key:  # type: ignore[attr-defined,unused-ignore]
        if said is None:
            with contextlib.suppress(OSError):
                winreg.DeleteValue(key, _LABEL)  # type: ignore[attr-defined,unused-ignore]
        else:
            winreg.SetValueEx(key, _LABEL, 0, winreg.REG_SZ, said)  # type: ignore[attr-defined,unused-ignore]
