"""The program's first step: a plain start opens the window and reads nothing of the commands."""

import subprocess
import sys

import pytest

from kam_desktop import cli
from kam_desktop.__main__ import of_window

PROGRAM = """
import sys
from kam_desktop import __main__, app
app.run = lambda **given: print(given, [name for name in ("kam_desktop.cli", "sqlalchemy", "argparse") if name in sys.modules]) or 0
sys.exit(__main__.main())
"""


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["--background"],
        ["--data-dir", "a b"],
        ["--data-dir=a=b", "--lang", "zh_CN", "--background"],
        ["--lang", "en", "--lang=zh_CN"],
    ],
)
def test_a_plain_start_is_read_as_the_grammar_of_the_commands_reads_it(argv: list[str]) -> None:
    found, whole = of_window(argv), vars(cli.parse(argv))
    assert found is not None
    assert {**dict.fromkeys(("data_dir", "lang"), None), "background": False, **found}.items() <= whole.items()
    assert whole["command"] is None


@pytest.mark.parametrize(
    "argv",
    [
        ["show", "x"],
        ["--data-dir", "a", "check"],
        ["--data-dir"],
        ["--data-dir", "--background"],
        ["--data-dir="],
        ["--lang", "fr"],
        ["--on", "2026-06-15"],
        ["--help"],
        ["--version"],
        ["--backgroun"],
        ["--background=1"],
    ],
)
def test_all_else_is_left_to_the_grammar(argv: list[str]) -> None:
    assert of_window(argv) is None


def test_a_plain_start_reads_nothing_of_the_commands() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--data-dir", "x"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "{'data_dir': 'x'} []"


def test_a_day_is_read_and_the_window_opens() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--on", "2026-06-15"], capture_output=True, encoding="utf-8", check=True
    )
    assert "datetime.date(2026, 6, 15)" in done.stdout
