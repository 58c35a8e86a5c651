"""Exports of address books: what has no field of its own is kept in the notes, under its heading.

Outlook, Google and Thunderbird write up to ninety columns, most of them empty. Nothing that a person typed is lost;
what a program filled in by itself is not repeated.
"""

import re
from collections.abc import Iterable, MutableSequence, Sequence
from typing import Final

from kam_desktop.exchange.fields import Target
from kam_desktop.exchange.reading import Entries

_TOLD_BY_PROGRAMS: Final = frozenset(
    ("sensitivity", "priority", "private", "gender", "敏感度", "优先级", "私有", "性别", "file as", "photo", "initials", "缩写",
     "language", "语言", "directory server", "目录服务器")
)  # fmt: skip
_NOTHING: Final = frozenset(("", "normal", "普通", "false", "unspecified", "未指定", "0"))
_LABEL: Final = re.compile(r"(.+?)(?: - (?:label|type)|类型)", re.IGNORECASE)
_VALUE: Final = re.compile(r"(.+?) - value", re.IGNORECASE)
_SHOWN_NAME: Final = re.compile(r"e-?mail.* display name|电子邮件.*显示名称", re.IGNORECASE)
_PLAIN_LABELS: Final = frozenset(
    ("mobile", "work", "home", "other", "main", "home fax", "work fax", "pager", "internet", "smtp", "ex", "home page",
     "homepage", "profile", "blog", "手机", "工作", "单位", "住宅", "家庭", "其他")
)  # fmt: skip


def is_one(keys: Iterable[str]) -> bool:
    """Whether the columns that fill these fields are an address book: it writes a name in two columns."""
    return {"contact.given_name", "contact.family_name"} <= set(keys)


def keep_the_rest(names: Sequence[str], targets: MutableSequence[Target | None]) -> None:
    """Every column that fills no field goes into the notes."""
    for column, name in enumerate(names):
        if targets[column] is None and name.strip():
            targets[column] = Target("contact.other")


def words(headings: Sequence[str], entries: Entries) -> str:
    """A line for each value: ``Home Phone: …``; what Google labels, under its label: ``Spouse: …``."""
    labels = {
        found[1].casefold(): text.strip("* ")
        for column, text, _ in entries
        if (found := _LABEL.fullmatch(headings[column].strip()))
    }
    lines, used = [], set()
    for column, text, _ in entries:
        heading = headings[column].strip()
        value = _VALUE.fullmatch(heading)
        group = value[1].casefold() if value else ""
        is_told = heading.casefold() in _TOLD_BY_PROGRAMS and text.casefold() in _NOTHING
        if is_told or _LABEL.fullmatch(heading) or (_SHOWN_NAME.fullmatch(heading) and "@" in text):
            continue
        used.add(group)
        lines.append(f"{labels.get(group) or heading}: {text}")
    left = [(group, label) for group, label in labels.items() if group not in used]
    lines += [f"{group.capitalize()}: {label}" for group, label in left if label.casefold() not in _PLAIN_LABELS]
    return "\n".join(dict.fromkeys(lines))
