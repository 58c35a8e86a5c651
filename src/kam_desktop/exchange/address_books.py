"""Exports of address books: what has no field of its own is kept under its heading, where it belongs by its nature.

Outlook, Google and Thunderbird write up to ninety columns, most of them empty. Nothing that a person typed is lost;
what a program filled in by itself is not repeated.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kam_desktop.exchange import natures
from kam_desktop.exchange.reading import Entries

Groups = tuple[tuple[int, tuple[int, ...]], ...]
_TOLD_BY_PROGRAMS: Final = frozenset(
    ("priority", "gender", "优先级", "性别", "file as", "photo", "initials", "缩写",
     "language", "语言", "directory server", "目录服务器")
)  # fmt: skip
_MARKS: Final = frozenset(("sensitivity", "private", "敏感度", "私有", "私密", "私人"))
_NOTHING: Final = frozenset(
    ("", "normal", "普通", "一般", "正常", "false", "否", "假", "no", "unspecified", "未指定", "0", "none", "public")
)
_LABEL: Final = re.compile(r"(.+?)(?: - (?:label|type)|类型)", re.IGNORECASE)
_VALUE: Final = re.compile(r"(.+?) - value", re.IGNORECASE)
_SHOWN_NAME: Final = re.compile(r"e-?mail.* display name|电子邮件.*显示名称", re.IGNORECASE)
_ENOUGH: Final = 3  # headings that nobody gives a table of their own
_OF_ITS_OWN: Final = re.compile(
    r".+ \d - (?:label|type|value|service|name|title|formatted|street|city)|organization (?:name|title|department)|"
    r"(?:phonetic|yomi) .+|group membership|file as|e-mail (?:\d )?(?:address|type|display name)|"
    r"(?:business|home|other) (?:street|city|state|postal code|country(?:/region)?|phone(?: 2)?|fax)(?: \d)?|"
    r"(?:work|home) (?:address|city|state|zipcode|country|phone)(?: \d)?|(?:primary|secondary) email|screen name|"
    r"(?:mobile|fax|pager) number|mobile phone|web page \d|custom \d|user \d|birth (?:year|month|day)|display name|"
    r"mozilla.+|objectclass|givenname|[cs]n|telephonenumber|facsimiletelephonenumber|"
    r"(?:assistant|manager)'s .+|sensitivity|government id number|organizational id number|"
    r"(?:商务|住宅|其他)(?:地址|电话|传真).*|电子邮件 ?\d?.*(?:地址|类型|显示名称)|移动电话|敏感度|用户 ?\d|附注|"
    r"(?:商務|住家|住宅|其他) ?(?:-|電話|傳真).*|行動電話|電子郵件 ?\d?.*(?:地址|類型|顯示名稱)|使用者 ?\d|附註",
    re.IGNORECASE,
)
_FEW, _MANY = 2, 4  # of the headings of Chinese mail programs
_RARE: Final = frozenset(
    ("联系组", "联系人组", "邮件地址", "家庭电话", "qq", "qq号", "qq号码", "msn", "icq", "纪念日", "主页", "个人主页", "公司主页", "昵称",
     "呼机", "寻呼机", "家庭传真", "家庭地址", "home page", "pager", "skype")
)  # fmt: skip
_USUAL: Final = frozenset(
    ("移动电话", "单位电话", "公司电话", "办公电话", "商务电话", "传真", "公司传真", "单位传真", "电子邮件地址", "备用邮箱", "职务", "生日",
     "备注", "附注", "公司", "部门", "邮编", "邮政编码", "公司地址", "mobile", "fax", "email", "company", "birthday", "notes")
)  # fmt: skip
_NAMED: Final = frozenset(("contact.name", "contact.given_name", "contact.family_name"))
_OF_LISTS: Final = frozenset(
    ("client.external_no", "client.tier", "client.kind", "client.ownership", "client.annual_revenue", "client.owner",
     "client.status", "client.next_visit_on", "client.last_visit_on", "client.last_contact_on")
)  # fmt: skip
_PLAIN_LABELS: Final = frozenset(
    ("mobile", "work", "home", "other", "main", "home fax", "work fax", "pager", "internet", "smtp", "ex", "home page",
     "homepage", "profile", "blog", "手机", "工作", "单位", "住宅", "家庭", "其他")
)  # fmt: skip


def is_one(names: Sequence[str], keys: Iterable[str]) -> bool:
    """Whether these columns, and the fields they fill, are an address book's: a name in two and headings of its own,
    or as mail programs write them in China, a name in one and most of theirs.
    """
    known = set(keys)
    if {"contact.given_name", "contact.family_name"} <= known:
        return sum(bool(_OF_ITS_OWN.fullmatch(name.strip())) for name in names) >= _ENOUGH
    said = {name.strip().casefold() for name in names}
    rare = len(said & _RARE)
    return bool(known & _NAMED) and not known & _OF_LISTS and rare >= _FEW and rare + len(said & _USUAL) >= _MANY


def labelled(names: Sequence[str], targets: Sequence[str]) -> Groups:
    """Of each address that Google labels, the column of its label, and those that would fill fields of the client."""
    found = []
    for column, name in enumerate(names):
        if label := _LABEL.fullmatch(name.strip()):
            start = f"{label[1].casefold()} - "
            parts = [at for at, each in enumerate(names) if each.strip().casefold().startswith(start)]
            found.append((column, tuple(at for at in parts if targets[at].startswith("client."))))
    return tuple(each for each in found if each[1])


def at_home(groups: Groups, cells: Sequence[str]) -> dict[int, str]:
    """The cells of addresses that a row labels as a home."""
    wanted = (at for label, parts in groups if natures.is_home(cells[label]) for at in parts)
    return {at: cells[at] for at in wanted if cells[at]}


def words(headings: Sequence[str], entries: Entries) -> dict[str, str]:
    """Lines by field, one for each value: ``Home Fax: …``; what Google labels, under its label: ``Spouse: …``."""
    labels = {
        found[1].casefold(): text.strip("* ")
        for column, text, _ in entries
        if (found := _LABEL.fullmatch(headings[column].strip()))
    }
    lines: list[natures.Told] = []
    used, is_private = set(), False
    for column, text, _ in entries:
        heading = headings[column].strip()
        value = _VALUE.fullmatch(heading)
        group = value[1].casefold() if value else ""
        is_told = heading.casefold() in _TOLD_BY_PROGRAMS and text.casefold() in _NOTHING
        if heading.casefold() in _MARKS:
            is_private = is_private or text.casefold() not in _NOTHING
            continue
        if is_told or _LABEL.fullmatch(heading) or (_SHOWN_NAME.fullmatch(heading) and "@" in text):
            continue
        used.add(group)
        owner = labels.get(heading.casefold().rpartition(" - ")[0], "")  # of a part of an address
        lines.append((natures.of(labels.get(group, "") or owner, heading), f"{labels.get(group) or heading}: {text}"))
    left = [(group, label) for group, label in labels.items() if group not in used]
    lines += [
        (natures.of(label, group), f"{group.capitalize()}: {label}")
        for group, label in left
        if label.casefold() not in _PLAIN_LABELS
    ]
    return natures.placed(lines, is_private=is_private)
