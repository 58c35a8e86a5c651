"""Where that belongs which has no field of its own, by what it is called: about work in the notes, all else is private.

Family and hobbies have their places (D-13.4); what no word below names as harmless is a personal note on the person.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final


class Nature(StrEnum):
    """The fields of a ``ContactRecord`` that such words go into."""

    WORK = "notes"
    FAMILY = "family"
    HOBBY = "hobbies"
    PRIVATE = "private_notes"


Told = tuple[Nature, str]
_WORDS: Final = (
    (
        Nature.FAMILY,
        r"spouse|child|wife|husband|partner(?!ship)|\bsons?\b|daughter|father|mother|\bmum\b|\bdad\b|parents?\b(?! ?(?:company|account))|brother|sister|"
        r"sibling|relati(?:ve|on)|relatednames|^related\b|famil(?!y name)|anniversary|wedding|domestic|friend|"
        r"配偶|子女|孩子|爱人|愛人|妻|丈夫|老公|老婆|太太|夫人|媳妇|媳婦|儿子|兒子|女儿|女兒|[父母][亲親]|父母|爸|妈|媽|兄|弟|姐|妹|"
        r"家人|家属|家屬|亲属|親屬|亲戚|親戚|关系|關係|纪念日|紀念日|周年|週年|朋友(?!圈)",
    ),
    (Nature.HOBBY, r"hobb(?:y|ies)|interests?\b|爱好|愛好|嗜好|兴趣|興趣|喜好"),
    (
        Nature.PRIVATE,
        r"home(?! ?page)|personal|private|government|住宅|住家|家庭|家里|家裡|^家|老家|私人|个人|個人|身份证|身分證|政府|"
        r"宗教|信仰|病|婚|忌讳|忌諱|禁忌|过敏|過敏|信用卡|银行卡|銀行卡|religion|illness|medical|allerg|marital|credit card|passport|护照",
    ),
    (
        Nature.WORK,
        r"assistant|manager|\bagent|secretary|referred|business|work\b|office|company|organi[sz]ation|^org\b|account|billing|job|"
        r"^role|profession|occupation|department|title|prefix|suffix|nick ?name|^name$|phonetic|yomi|initials|screen ?name|"
        r"fax|pager|callback|radio|telex|isdn|tty|^tel\b|^phone|telephone|car phone|e-?mail|web|url|page|blog|profile|^im\b|"
        r"impp|skype|qq|icq|jabber|aim\b|yahoo|msn|gtalk|google|telegram|social|twitter|linkedin|weibo|^label\b|^address|"
        r"^location|other (?:street|city|state|postal|country|address|po)|zip|postal|country|priority|keywords|"
        r"秘书|秘書|助理|经理|經理|引用|介绍人|介紹人|商务|商務|商业|单位|單位|公司|办公|主页|主頁|呼机|呼機|辦公|帐户|帳戶|账户|职|職|部门|部門|"
        r"称谓|稱謂|后缀|前缀|昵称|暱稱|签名|簽名|拼音|注音|传真|傳真|寻呼|呼叫|网|網|邮|郵|电话|電話|值班|前台|总机|總機|其他地址|优先",
    ),
)  # fmt: skip
_AT_HOME: Final = re.compile(_WORDS[2][1], re.IGNORECASE)
_NATURES: Final = tuple((nature, re.compile(words, re.IGNORECASE)) for nature, words in _WORDS)


@lru_cache(maxsize=1024)
def of(*called: str) -> Nature:
    """By the first of these words that says something: what a person called it, then the heading or property."""
    return next((nature for each in called if each for nature, words in _NATURES if words.search(each)), Nature.PRIVATE)


def is_home(called: str) -> bool:
    """Whether an address that is called so is somebody's own."""
    return bool(_AT_HOME.search(called))


def placed(told: Iterable[Told], *, is_private: bool = False) -> dict[str, str]:
    """The lines by field, each once. What a person marked as private is that as a whole."""
    lines: dict[str, list[str]] = {}
    for nature, line in told:
        kept = Nature.PRIVATE if is_private and nature is Nature.WORK else nature
        if line:
            lines.setdefault(kept.value, []).append(line)
    return {name: "\n".join(dict.fromkeys(each)) for name, each in lines.items()}


def grown(person: dict[str, Any], found: dict[str, str]) -> None:
    """Put the lines below what the fields hold already."""
    for name, text in found.items():
        person[name] = "\n".join(filter(None, (person.get(name, ""), text)))
