"""What kind of file it is, by its first bytes, and in which encoding its text is written."""

import codecs
import re

from kam_desktop.core.errors import FileError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"SQLite format",
)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
_SAMPLE = 200_000
_LDIF = re.compile(rb"(?:VERSION: *1\s+|#[^\n]*\n)*DN::? ?[^\n]*(?:=|[A-Z0-9+/]{8})")
_SUPERSETS = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
}
_CONTROLS = bytes(set(range(32)) - {9, 10, 13}) + b"\x7f"


def kind_of(head: bytes) -> str:
    """``zip``, ``ole``, ``vcard``, ``ics``, ``json``, ``ldif``, ``text``, or nothing when it is none of these."""
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").upper()
    if plain.startswith(b"BEGIN:VCARD"):
        return "vcard"
    if plain.startswith(b"BEGIN:VCALENDAR"):
        return "ics"
    if plain.startswith(b"{"):
        return "json"
    if _LDIF.match(plain):
        return "ldif"
    foreign = plain.startswith((b"<!DOCTYPE", b"<HTML", b"<?XML"))
    if foreign or head.startswith(_OTHER) or _is_binary(head):
        return ""
    return "text"


def _is_binary(head: bytes) -> bool:
    """Many control characters, other than the NULs of UTF-16."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _wide(head):
        return False
    return len(head) - len(head.translate(None, _CONTROLS)) > max(3, len(head) // 20)


def _wide(raw: bytes) -> str:
    """The UTF-16 codec by where the NULs, blanks and line ends lie; empty when it is no UTF-16."""
    head = raw[: _SAMPLE // 4 * 4]
    low, high = head[::2], head[1::2]
    if high.count(0) > len(high) // 10 and high.count(0) > 4 * low.count(0):
        return "utf-16-le"
    if low.count(0) > len(low) // 10 and low.count(0) > 4 * high.count(0):
        return "utf-16-be"
    return ""


def encoding_of(raw: bytes) -> tuple[str, str]:
    """``(codec, error handler)`` of a text file: BOM, strict UTF-8, then the likeliest Chinese codec.

    GBK is read as its superset GB18030. A UTF-8 file with lone surrogates or a few broken bytes stays UTF-8,
    so that one bad letter does not turn the whole file into wrong Chinese.
    """
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return codec, _handler(raw, codec)
    for handler in ("strict", "surrogatepass"):
        if _decodes(raw, "utf-8", handler) and not (raw.count(0) and _wide(raw)):
            return "utf-8", handler
    if codec := _wide(raw):
        return codec, _handler(raw, codec)
    if _is_nearly_utf8(raw):
        return "utf-8", "replace"
    return _guessed(raw)


def _decodes(raw: bytes, codec: str, handler: str = "strict") -> bool:
    try:
        raw.decode(codec, handler)
    except UnicodeDecodeError:
        return False
    return True


def _handler(raw: bytes, codec: str) -> str:
    return next((h for h in ("strict", "surrogatepass") if _decodes(raw, codec, h)), "replace")


def _is_nearly_utf8(raw: bytes) -> bool:
    """At most one broken letter in a hundred of those beyond ASCII."""
    sample = raw[:_SAMPLE]
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    good = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", sample))
    return broken * 100 <= good


def _guessed(raw: bytes) -> tuple[str, str]:
    import chardet

    found = chardet.detect(
        raw[:_SAMPLE], include_encodings=_CANDIDATES, no_match_encoding="gb18030", compat_names=False
    )
    codec = named(found["encoding"] or "gb18030")
    if codec != "gb18030" and not _decodes(raw, codec):
        codec = "gb18030"
    return codec, _handler(raw, codec)


def named(codec: str) -> str:
    """The codec that a person or a file names, or its superset. Raises FileError file.unknown_encoding."""
    try:
        name = codecs.lookup(codec).name
    except LookupError:
        raise FileError("file.unknown_encoding", encoding=codec) from None
    return _SUPERSETS.get(name, name)


def chosen(raw: bytes, codec: str | None) -> tuple[str, str]:
    """Like ``encoding_of``, unless a person has chosen the codec."""
    if not codec:
        return encoding_of(raw)
    name = named(codec)
    return name, _handler(raw, name)


def has_controls(raw: bytes) -> bool:
    """Whether an ASCII-compatible text holds control characters beside tab and line ends."""
    return len(raw.translate(None, _CONTROLS)) != len(raw)
