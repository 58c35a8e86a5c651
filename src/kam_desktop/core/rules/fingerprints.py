"""The fingerprint of a pair of public keys: short enough to be compared by voice, too long to be forged.

The first 128 bits of SHA-256, in eight groups of 16 bits. A group is read aloud either as four hexadecimal
characters or as five digits (00000 to 65535), whichever the two people find easier.
"""

import hashlib
import unicodedata
from typing import Final

_CONTEXT: Final = b"kam-desktop fingerprint 1\n"
_GROUPS: Final = 8
_SPOKEN: Final = str.maketrans("〇零幺一二三四五六七八九", "001123456789")


def of(sign_key: bytes, seal_key: bytes) -> str:
    """The fingerprint of two raw public keys of 32 bytes, in groups: ``3F9A 77C2 …``."""
    digest = hashlib.sha256(_CONTEXT + sign_key + seal_key).hexdigest().upper()
    return " ".join(digest[at : at + 4] for at in range(0, 4 * _GROUPS, 4))


def digits(fingerprint: str) -> str:
    """The same groups as five digits each: ``16282 30658 …``."""
    return " ".join(f"{int(group, 16):05d}" for group in fingerprint.split())


def is_same(typed: str, fingerprint: str) -> bool:
    """Whether a person typed this fingerprint, in either form; blanks, dashes, case and width are no matter."""
    plain = unicodedata.normalize("NFKC", typed).translate(_SPOKEN)
    bare = "".join(each for each in plain.upper() if each.isalnum())
    return bare in (_bare(fingerprint), _bare(digits(fingerprint)))


def _bare(text: str) -> str:
    return text.replace(" ", "")
