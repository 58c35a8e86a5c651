"""Text of several lines told in one."""

import re
from typing import Final

_BLANK: Final = re.compile("(?<=[。，、；：！？）】》」』]) (?!·)")


def in_one_line(text: str) -> str:
    """Line ends and runs of blanks become one blank; none after a full-width mark, which has room of its own."""
    return _BLANK.sub("", " ".join(text.split()))
