"""Rows at the foot of a list that are about nobody: totals, and who made the list when (合计, 制表：…)."""

import re
from collections.abc import Sequence
from typing import Final

from kam_desktop.exchange import looks, values

_TOTALS: Final = frozenset(["合计", "总计", "小计", "共计", "累计", "total", "totals", "subtotal", "grandtotal", "sum"])
_MADE: Final = (
    "制表", "制表人", "制表日期", "制单", "制单人", "填表", "填表人", "填表日期", "填报人", "填报日期", "编制", "编制人", "审核", "审核人",
    "复核", "复核人", "审批", "审批人", "批准", "批准人", "经办", "经办人", "统计", "统计人", "统计日期", "打印", "打印人", "打印日期",
    "打印时间", "更新日期", "日期",
)  # fmt: skip
_SIGNED: Final = re.compile(rf"(?:{'|'.join(_MADE)})\s*(?P<colon>[:：].*)?", re.DOTALL)
INITIALS: Final = frozenset(each for word in (*_TOTALS, *_MADE) for each in (word[0], word[0].upper()))
_LONGEST: Final = 16  # letters of a total


def code_of(name: str, cells: Sequence[str]) -> str:
    """Why a row is about nobody: ``row.total`` or ``row.footer``; "" for one about a client."""
    if any(map(_is_total, (name, *cells[:1]))):
        return "row.total"
    first = next((cell for cell in cells if cell.strip()), "")
    return "row.footer" if _is_footer(name, first) else ""


def _is_footer(name: str, first: str) -> bool:
    """Whether a cell is signed; a bare 审核 may be how things stand with a client who is named besides."""
    found, named = _signed(first), _signed(name)
    if any(each and each["colon"] for each in (found, named)):
        return True
    return bool(found and (not name or named or looks.is_typed(name)))


def _is_total(text: str) -> bool:
    return text[:1] in INITIALS and len(text) <= _LONGEST and values.folded(text).strip(":=—-") in _TOTALS


def _signed(text: str) -> re.Match[str] | None:
    return _SIGNED.fullmatch(text.strip()) if text[:1] in INITIALS else None
