"""How much memory the parsing child holds, seen from outside: for systems that cannot limit it."""

import subprocess
import sys
from pathlib import Path


def resident_bytes(process: "subprocess.Popen[bytes]") -> int:
    """Resident memory of a child, or 0 where it cannot be known."""
    if sys.platform == "win32":
        return _windows(process)
    try:
        pages = int(Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    import resource

    return pages * resource.getpagesize()


def _windows(process: "subprocess.Popen[bytes]") -> int:
    if sys.platform != "win32":
        return 0
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *(
                (name, ctypes.c_size_t)
                for name in ("PeakWorkingSetSize", "WorkingSetSize", "a", "b", "c", "d", "PagefileUsage", "e")
            ),
        )

    counters = Counters(cb=ctypes.sizeof(Counters))
    handle = wintypes.HANDLE(int(process._handle))
    done = ctypes.windll.psapi.GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
    return int(counters.WorkingSetSize) if done else 0
