"""What the program asks of the machine."""

import os
import platform
from pathlib import Path

import pytest

from kam_desktop import runtime


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="what another C library does")
def test_memory_that_lies_free_between_what_stands_is_given_back() -> None:
    def held() -> int:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")

    blocks = [bytes(3000) for _ in range(10_000)]
    kept = blocks[::100]
    del blocks
    before = held()
    runtime.give_back_memory()
    assert held() < before - 15_000_000
    assert len(kept) == 100
