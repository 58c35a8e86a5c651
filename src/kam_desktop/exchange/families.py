"""Somebody's family in one cell, a line for each: ``子女 | 王圆圆 | 2015 年 3 月 2 日 | 读小学``, and as people write it (D-2.2).

A bar, a backslash or a line break within a part has a backslash before it, so that all of it is read again.
"""

import re
from functools import cache
from typing import Final

from kam_desktop import words
from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import RelativeRecord
from kam_desktop.core.rules import dates, surnames
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import Relation
from kam_desktop.exchange import values

_BAR: Final = " | "
_SPECIAL: Final = re.compile(r"([\\|])")
_PIECES: Final = re.compile(r"(?:[^\\|]|\\.)+(?=\||\Z)|(?<=\|)(?=\||\Z)|^(?=\|)", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_BETWEEN: Final = re.compile(r"[\n；;]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff·]{2,4}")
_APART: Final = re.compile(r"[\u3400-\u9fff·]{1,6}|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}").fullmatch
_TOLD: Final = re.compile(  # what begins as a name does and is said of people
    r"高[一二三中考职]|成[年家绩]|有[一二两三]|任[教职]|从[事小军]|年[纪龄近满]|单[身亲]|全[职家]|毕业|应届|安好|车祸|党员|文员|司机|商人"
    r"|解放军|包工头|.*(?:人|世|退休|工作|上班)\Z"
)
_OTHERS: Final = {
    Relation.SPOUSE: "爱人 妻子 丈夫 老婆 老公 太太 夫人 媳妇 先生 wife husband partner",
    Relation.CHILD: "儿子 女儿 孩子 长子 长女 次子 次女 小儿子 小女儿 大儿子 大女儿 son daughter kid",
    Relation.PARENT: "父亲 母亲 爸爸 妈妈 father mother dad mum mom",
}


def written(relative: RelativeRecord, lang: str) -> str:
    """One of a family as a line."""
    relation = relative.relation
    if not relation or relation in list(Relation):
        relation = words.say(lang, f"export.relation.{relation or 'none'}")
    day = dates.write(relative.birthday, lang) if relative.birthday else ""
    parts = [relation, relative.name, day, relative.notes]
    while not parts[-1]:
        parts.pop()
    return _BAR.join(_SPECIAL.sub(r"\\\1", each).replace("\n", "\\n") for each in parts)


def read(text: str) -> tuple[tuple[RelativeRecord, ...], str]:
    """The family that a cell tells of, and the lines that do not say who it is."""
    found: list[RelativeRecord] = []
    left: list[str] = []
    for line in text.split("\n"):
        known = [_of_parts(line)] if "|" in line else list(map(_of_words, _BETWEEN.split(line)))
        found += [each for each in known if each]
        if not all(known) and line.strip():
            left.append(line)
    return tuple(dict.fromkeys(found)), "\n".join(left)


def _of_parts(line: str) -> RelativeRecord | None:
    """A line as it went out from here."""
    pieces = [_plain(each) for each in _PIECES.findall(line)]
    relation, name, day, notes, *more = [*pieces, "", "", ""]
    meant = _relations().get(values.folded(relation))
    if meant is None or any(more) or not (name or meant):
        return None
    if _BAR not in line and values.folded(name) in _relations():  # 妻子|儿子: two of them
        return None
    try:
        return RelativeRecord(meant, name, values.birthday(day) if day else None, notes)
    except Invalid:
        return RelativeRecord(meant, name, None, "\n".join(filter(None, (day, notes))))


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text).strip()


def _of_words(text: str) -> RelativeRecord | None:
    """``女儿王圆圆 2015-3-2``: who, name, birthday. What the relation does not say stays as a note.

    None where the words may tell of something else than a name.
    """
    said = " ".join(text.split())
    head = next((word for word in _relations() if _relations()[word] and said.casefold().startswith(word)), "")
    rest = said[len(head) :]
    if not head or (head.isascii() and rest[:1].isalpha()):
        return None
    name, day = _dated(rest.strip(" :：,，"))
    if name and not (_APART if rest[0] in " :：" else _is_name)(name):
        return None
    is_usual = head in map(
        values.folded, (words.say(lang, f"export.relation.{_relations()[head]}") for lang in words.LANGUAGES)
    )
    return RelativeRecord(_relations()[head], name, day, "" if is_usual else said[: len(head)])


def _dated(text: str) -> tuple[str, PartialDate | None]:
    """A name, and the birthday behind it."""
    for at in (0, *(found.end() for found in re.finditer(r"[ (（,，]", text))):
        try:
            return text[:at].strip(" (（,，"), values.birthday(text[at:].strip(" )）"))
        except Invalid:
            continue
    return text, None


def _is_name(text: str) -> bool:
    """Whether words right behind a relation are a name and tell nothing else: 妻子李秀英, but 太太是老师, 女儿高三."""
    return bool(_HAN.fullmatch(text)) and surnames.begin(text) and not _TOLD.match(text)


@cache
def _relations() -> dict[str, str]:
    """What relations are called, the longest first; the word for somebody of whom it is not said means none."""
    found = {word: kind.value for kind, said in _OTHERS.items() for word in said.split()}
    for lang in words.LANGUAGES:
        for kind in Relation:
            found[values.folded(words.say(lang, f"export.relation.{kind}"))] = kind.value
        found[values.folded(words.say(lang, "export.relation.none"))] = ""
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))
