"""Texts in a CSV that Excel must neither run nor rewrite, and how they are read again.

A cell that begins with ``= + - @``, a tab or a line break would be run as a formula: an apostrophe before it makes
it text, and a number as ``'+86 138 0013 8000`` stays readable. A text that Excel would take for a number or a date
(13800138000 shown as 1.38E+10, 007 as 7, 3-4 as 4 March) gets a tab behind it: Excel then keeps it as text, nobody
sees it, and readers trim it. Real dates and numbers stay bare. Reading takes one apostrophe off again, so both
ways together change nothing but outer blanks.
"""

import re
from typing import Final

_RUNS: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_MARKED: Final = re.compile(r"''*[=+\-@\t\r\n＝＋－＠]")
_LONGEST: Final = 64  # characters of what Excel takes for a number or a date
_WORDS: Final = (
    "january|february|march|april|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sept|sep|oct|nov|dec|(?<=[\d ])[ap]m?|(?<=\d)e(?=[\d+\-])"
)
_REWRITTEN: Final = re.compile(
    rf"(?=.*\d)(?:[\d\s.,:/%¥￥$€£()+\-年月日号时分秒上下午]|{_WORDS})+|true|false", re.IGNORECASE | re.DOTALL
)


def guarded(text: str) -> str:
    """The text as a cell of a CSV that is safe to open in Excel."""
    if _RUNS.match(text):
        return f"'{text}"
    if len(text) <= _LONGEST and _REWRITTEN.fullmatch(text):
        return f"{text}\t"
    return text


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given; its tab is a blank that every reader of values takes off."""
    return text[1:] if text[:1] == "'" and _MARKED.match(text) else text
