"""Names of written files that every system takes: kind, client, date, version."""

import re
from datetime import date
from pathlib import Path
from typing import Final

from kam_desktop import words
from kam_desktop.core.rules import file_patterns
from kam_desktop.core.rules.file_names import LIMIT_BYTES, byte_length, safe
from kam_desktop.core.visit_period import PeriodKind, VisitPeriod

__all__ = ["paper_name", "recovery_sheet_name", "safe", "unused", "visit_period_name"]

_SUFFIX: Final = ".pdf"


def paper_name(
    kind: str, on: date | str, lang: str, *, client: str = "", version: int = 1, manager: str = "", tier: str = "",
    pattern: str = file_patterns.DEFAULT, ending: str = _SUFFIX,
) -> str:  # fmt: skip
    """``拜访报告_宁波恒屹_2026-11-18_v2.pdf``; ``kind`` is a key of ``paper.file``, ``on`` a day or a period."""
    values = {
        "kind": words.say(lang, f"paper.file.{kind}"),
        "client": re.sub(r"\s+", "-" if lang == "en" else " ", client.strip()),
        "date": on.isoformat() if isinstance(on, date) else on,
        "version": f"v{version}" if version > 1 else "",
        "manager": manager,
        "tier": tier,
    }
    return file_patterns.fill(pattern, values, ending)


def visit_period_name(seen: VisitPeriod, lang: str) -> str:
    """``拜访月报_华东大客户部_2026-11.pdf``; weeks are 2026-W47, quarters 2026-Q3, other days both ends."""
    kind = words.say(lang, f"paper.period.file.{seen.kind}")
    tail = f"_{period(seen.kind, seen.first_on, seen.last_on)}{_SUFFIX}"
    name = seen.name or words.say(lang, "paper.period.all_managers")
    name = re.sub(r"\s+", "-" if lang == "en" else " ", name.strip())
    return f"{kind}_{safe(name, LIMIT_BYTES - byte_length(kind) - 1 - byte_length(tail))}{tail}"


def period(kind: PeriodKind, first: date, last: date) -> str:
    """``2026-Q3``: a period in a file's name."""
    year, week, _ = first.isocalendar()
    return {
        PeriodKind.WEEK: f"{year}-W{week:02}",
        PeriodKind.MONTH: f"{first:%Y-%m}",
        PeriodKind.QUARTER: f"{first.year}-Q{(first.month + 2) // 3}",
        PeriodKind.YEAR: f"{first.year}",
        PeriodKind.DAYS: f"{first.isoformat()}_{last.isoformat()}",
    }[kind]


def recovery_sheet_name(store_name: str, lang: str) -> str:
    """``恢复密钥_我的客户.pdf``."""
    kind = words.say(lang, "paper.recovery_file")
    return f"{kind}_{safe(store_name.strip(), LIMIT_BYTES - byte_length(kind) - 1 - len(_SUFFIX))}{_SUFFIX}"


def unused(path: Path) -> Path:
    """The path, or the first of its kind with " (2)", " (3)" … that nothing has yet."""
    candidate, number = path, 1
    while candidate.exists() or candidate.is_symlink():
        number += 1
        candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return candidate
