"""The way of contacts whose rows do not say it, as their sheet, their file or their headings call them: 拜访记录."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from kam_desktop.core.rules.kinds import Channel
from kam_desktop.core.rules.simplified import simplify

_WORDS: Final = {
    Channel.VISIT: re.compile(r"拜访|走访|上门|见了谁|(?<![a-z])visit"),
    Channel.CALL: re.compile(r"电话|通话|(?<![a-z])calls?(?![a-z])"),
    Channel.MESSAGE: re.compile(r"微信|短信|消息|(?<![a-z])wechat|(?<![a-z])messages?(?![a-z])"),
    Channel.EMAIL: re.compile(r"邮件|(?<![a-z])e-?mail"),
}
_FROM_AFAR: Final = re.compile(r"(?<=电话|微信|短信)(?:拜访|走访)")


def meant(called: Iterable[str]) -> Channel | None:
    """By the first of these names that tells of one way and no other."""
    for name in called:
        text = _FROM_AFAR.sub("", simplify(unicodedata.normalize("NFKC", name)).casefold())
        found = [way for way, words in _WORDS.items() if words.search(text)]
        if len(found) == 1:
            return found[0]
    return None
