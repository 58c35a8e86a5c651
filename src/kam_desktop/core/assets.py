"""Where the shipped files are: fonts, words, calendars, icons. Works from a checkout and from a wheel."""

import json
from functools import cache
from pathlib import Path
from typing import Any

_INSIDE = Path(__file__).resolve().parents[1] / "resources"
_CHECKOUT = Path(__file__).resolve().parents[3] / "resources"
ROOT = _INSIDE if _INSIDE.is_dir() else _CHECKOUT


def path(*parts: str) -> Path:
    """Absolute path of a shipped file or folder."""
    return ROOT.joinpath(*parts)


@cache
def read_json(*parts: str) -> Any:
    """A shipped JSON file, read once per process."""
    return json.loads(path(*parts).read_text(encoding="utf-8"))
