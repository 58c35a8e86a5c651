"""What the program needs of the machine: folders, today's date, the log."""

import gc
import logging
import os
import sys
import threading
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import TracebackType

NAME = "KAM Desktop"
LOG = logging.getLogger("kam_desktop")


def data_folder() -> Path:
    """The platform's folder for a user's data of this program."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False)


def log_folder() -> Path:
    """Where to log while there is no store yet."""
    from platformdirs import user_log_path

    return user_log_path(NAME, appauthor=False)


_fixed_day: date | None = None


def today() -> date:
    """The local day, or the one that ``--on`` fixed."""
    return _fixed_day or date.today()  # noqa: DTZ011  the user's own wall clock is meant


def fix_today(day: date | None) -> None:
    """Make another day count as today, for ``--on`` and pictures."""
    global _fixed_day  # noqa: PLW0603  one clock a process
    _fixed_day = day


def system_language() -> str:
    """``zh_CN`` where the system speaks Chinese, else ``en``."""
    import locale

    said = (
        os.environ.get("LC_ALL")
        or os.environ.get("LC_MESSAGES")
        or os.environ.get("LANG")
        or locale.getlocale()[0]
        or ""
    )
    return "zh_CN" if said.lower().startswith(("zh", "chinese")) else "en"


def user_name() -> str:
    """The person's login name, as the first author of changes."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def share_memory() -> None:
    """Let all threads take memory from one place, where each would keep a heap of its own (glibc): 10 MB for a day."""
    _ask_glibc("mallopt", _M_ARENA_MAX, 1)


def give_back_memory() -> None:
    """Give the system what long work has left free between what stands: 38 MB after a plan of 100,000 clients (glibc).

    Up to 20 ms, for each thread that wants memory meanwhile.
    """
    _ask_glibc("malloc_trim", 0)


def _ask_glibc(function: str, *numbers: int) -> None:
    """Nothing happens with another C library."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            getattr(ctypes.CDLL(None), function)(*numbers)


_M_ARENA_MAX = -8  # malloc.h


def share_time() -> None:
    """Let threads take turns quickly: each row that is read gives the turn away, and each time waits for one again.

    Beside a PDF or an import, which are Python all the while, a list of 200 rows waits 0.6 s with Python's own 5 ms.
    """
    sys.setswitchinterval(_TURN_SECONDS)


_TURN_SECONDS = 0.0001


def keep_what_is_made() -> None:
    """What stands by now stays to the end: Python need not go through it again when it looks for waste.

    Else it stops every thread for 40 ms, now and then, in the middle of a save.
    """
    gc.collect()
    gc.freeze()


def let_go() -> None:
    """The window goes, and with it what was made for it."""
    gc.unfreeze()


def start_log(folder: Path) -> Path:
    """Log to a small rotating file. It holds codes and places in the program, never a client's words."""
    import logging.handlers

    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "kam-desktop.log"
    handler = logging.handlers.RotatingFileHandler(file, maxBytes=512_000, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    vars(logging)["logAsyncioTasks"] = False  # from 3.12 on: each record asks asyncio for a name that we do not log
    sys.excepthook = _log_crash
    threading.excepthook = lambda args: _log_crash(args.exc_type, args.exc_value, args.exc_traceback)
    return file


def log_unexpected(error: BaseException) -> None:
    """Log a bug without the values it carried: the kind of error and where it rose."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    LOG.error("unexpected %s at %s", type(error).__name__, places)


def _log_crash(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if error is not None and not issubclass(kind, KeyboardInterrupt):
        log_unexpected(error.with_traceback(trace))
