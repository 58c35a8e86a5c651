"""Files that are written by two at once, or on a disk that fills up: whole or not there."""

import resource
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

_WRITE = """
import sys
from pathlib import Path
from documents.sample_periods import week
from kam_desktop.documents import visit_period
for _ in range(4):
    visit_period.write(week(), Path(sys.argv[1]), lang="zh_CN")
"""
_TOO_LARGE = """
import resource, signal, sys
from pathlib import Path
from documents.sample_periods import week
from kam_desktop.core.errors import FileError
from kam_desktop.documents import visit_period
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    visit_period.write(week(), Path(sys.argv[1]), lang="zh_CN")
except FileError as error:
    print(error.code)
"""


def _start(script: str, to: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", script, str(to)],
        env={"PYTHONPATH": ":".join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_that_write_the_same_file_leave_one_that_is_whole(tmp_path: Path) -> None:
    to = tmp_path / "周报.pdf"
    running = [_start(_WRITE, to) for _ in range(2)]
    while any(each.poll() is None for each in running):
        if to.exists():
            document = pypdfium2.PdfDocument(to)
            assert len(document) == 7
            document.close()
    for each in running:
        each.communicate()
    assert [each.returncode for each in running] == [0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["周报.pdf"]


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit of sizes here")
def test_a_file_that_cannot_be_finished_is_not_there_and_an_older_one_stays(tmp_path: Path) -> None:
    to = tmp_path / "周报.pdf"
    to.write_bytes(b"older")
    running = _start(_TOO_LARGE, to)
    told, _ = running.communicate()
    assert (running.returncode, told.strip()) == (0, "file.not_writable")
    assert to.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir()] == ["周报.pdf"]
