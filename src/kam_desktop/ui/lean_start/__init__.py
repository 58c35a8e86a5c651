"""What importing the window leaves out or does the quicker way; to be imported before anything of PySide."""

import builtins
import gc
import linecache

from kam_desktop.ui.lean_start import late_asyncio, late_signatures, quick_enums

gc.set_threshold(100_000, 20, 20)  # modules and windows are made to stay: looking for waste meanwhile is waste
late_asyncio.put_off()
late_signatures.put_off()
quick_enums.quicken()

# isort: split
import PySide6.QtCore  # noqa: E402, F401  it puts a door of its own before every import, for switches that nobody here uses

if hasattr(builtins, "__orig_import__"):
    builtins.__import__ = builtins.__orig_import__  # a sixth of the time of reading the window's modules
linecache.clearcache()  # that door has looked through the source of each module: 2 MB of text
