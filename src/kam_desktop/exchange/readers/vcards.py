"""vCard 2.1, 3.0 and 4.0 as phones, Outlook and Apple write them, card by card.

A splitter of our own stands in place of vobject: that reads some 1,000 cards a second against several ten
thousands, dies on nested cards, takes minutes and gigabytes for a large photo or many folds, leaves charsets
and vCard 4.0 values raw, and blanks a bad card instead of saying which one it was. Of a
person's photo the text is told on as it stands; what lies elsewhere is never fetched.
"""

import binascii
import re
from collections.abc import Iterator
from typing import Any

from kam_desktop.exchange.readers import cells, sniffing

MOST_LINES = 2000
MOST_NESTED = 4
LABEL = ";X-ABLABEL="  # ends the parameters of an entry that a person gave a name of its own
_LINE = re.compile(r'(?:([\w-]+)\.)?([\w-]+)(?:;([^":]*(?:"[^"]*"[^":]*)*))?:(.*)', re.DOTALL)
_PLAIN_LINE = re.compile(r"^(?:[\w-]+\.)?([A-Z][A-Z\d-]*)(?:;([^\":\n]*))?:(.*)$", re.MULTILINE)
_BOUND = re.compile(rb"^(BEGIN|END):VCARD[ \t]*$", re.MULTILINE | re.IGNORECASE)
_NOT_PLAIN = re.compile(rb"\n[ \t]|[\x00-\x08\x0b-\x1f\x7f]|QUOTED-PRINTABLE|X-ABLABEL", re.IGNORECASE)
_SHOWN_BYTES = 4096  # of a rejected card
_BINARY = ("PHOTO", "LOGO", "SOUND", "KEY")
_PHOTO_LIMIT = 8 << 20  # letters of base64; a card's photo has some 100,000
_PHOTOS_AT_ONCE = 4 << 20  # letters of a message
_PHOTO = re.compile(rb"(?:[\w-]+\.)?PHOTO[;:]", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_QUOTED_PRINTABLE = re.compile(rb"[;=]QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_CASED = re.compile(r'((?<=LABEL=)(?:"[^"]*"|[^;]*)|(?<=,)[^,();]+(?=\))|(?<=X-)[^\x00-\x7f][^;]*)', re.IGNORECASE)
_CHARSET = re.compile(rb"CHARSET=\"?([\w-]+)", re.IGNORECASE)
Property = tuple[str, str, str]  # name, parameters, value: the value unescaped only by who knows its structure


def read(raw: bytes, encoding: str | None = None) -> Iterator[dict[str, Any]]:
    """All cards as messages: ``[number, [[name, parameters, value], ...], photo]`` each; bad ones as rejected.

    ``photo`` is base64, empty where there is none.
    """
    codec, handler = sniffing.chosen(raw, encoding)
    yield {"facts": {"kind": "vcard", "encoding": codec}}
    if codec.startswith("utf-16"):
        raw = raw.decode(codec, handler).encode("utf-8", "surrogatepass")
        codec = "utf-8"
    raw = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    cards: list[list[object]] = []
    rejected: list[list[object]] = []
    problems: list[list[object]] = []
    letters = 0
    for number, (start, end, code) in enumerate(_spans(raw), 1):
        if code:
            shown = raw[start : min(end, start + _SHOWN_BYTES)].decode(codec, "replace")
            rejected.append([number, [cells.mended(shown)[0]], code, ""])
        else:
            properties, photo = _properties(raw[start:end], codec, number, problems)
            cards.append([number, properties, photo])
            letters += len(photo)
        if len(cards) + len(rejected) >= cells.BATCH or letters >= _PHOTOS_AT_ONCE:
            yield {"cards": cards, "rejected": rejected, "problems": problems, "share": end / len(raw)}
            cards, rejected, problems, letters = [], [], [], 0
    yield {"cards": cards, "rejected": rejected, "problems": problems, "share": 1.0}


def _spans(raw: bytes) -> Iterator[tuple[int, int, str]]:
    """Where each card lies, without its BEGIN and END, and why it cannot be taken if so.

    A BEGIN right after an empty AGENT is a card within; anywhere else the END before is missing.
    """
    start, depth, deepest = 0, 0, 0
    for found in _BOUND.finditer(raw):
        at = found.start()
        if found[1].upper() == b"BEGIN":
            if depth and not raw[max(0, at - 20) : at].rstrip().upper().endswith(b"AGENT:"):
                yield start, at, "card.unfinished"
                depth = 0
            depth += 1
            start, deepest = (found.end(), 1) if depth == 1 else (start, max(deepest, depth))
        elif depth:
            depth -= 1
            if not depth:
                yield start, at, "card.nested" if deepest > MOST_NESTED else ""
    if depth:
        yield start, len(raw), "card.unfinished"


def _properties(raw: bytes, codec: str, number: int, problems: list[list[object]]) -> tuple[list[Property], str]:
    """The content lines of a card, unfolded and decoded, and its photo; what cannot be read is reported and left out."""
    if (quick := _quick(raw, number, problems)) is not None:
        return quick
    found: list[Property] = []
    groups: list[str] = []
    labels: dict[str, str] = {}
    photo = ""
    for line in _unfolded(raw.split(b"\n")):
        if len(found) >= MOST_LINES:
            problems.append([number, 0, "card.too_long", ""])
            break
        group, name, parameters, value = _split(line, codec)
        if not name:
            if value.strip():
                problems.append([number, 0, "card.unreadable_line", cells.mended(value[:80])[0]])
        elif name in _BINARY:
            photo = _binary(name, parameters, value, photo, number, problems)
        elif group and name == "X-ABLABEL":
            labels[group] = _mended(value, number, problems)
        elif value.strip(" ;"):
            found.append((name, parameters, _mended(value, number, problems)))
            groups.append(group)
    return [_named(each, labels.get(group, "")) for each, group in zip(found, groups, strict=True)], photo


def _binary(name: str, parameters: str, value: str, photo: str, number: int, problems: list[list[object]]) -> str:
    """The photo of a card so far: the first that stands in it, in base64 or as a ``data:`` address. The rest is told."""
    if name == "PHOTO" and not photo:
        is_coded = "BASE64" in parameters or "ENCODING=B" in parameters
        if value[:5].lower() == "data:":
            head, _, value = value.partition(",")
            is_coded = head.replace("\\", "").lower().endswith(";base64")
        if is_coded and 0 < len(value) <= _PHOTO_LIMIT:
            return value
    problems.append([number, 0, f"card.{name.lower()}_not_kept", ""])
    return photo


def _named(each: Property, label: str) -> Property:
    name, parameters, value = each
    return (name, f"{parameters}{LABEL}{label}", value) if label else each


def lines_of(raw: bytes, codec: str) -> Iterator[Property]:
    """The content lines of anything written like a card: a calendar's events too."""
    for line in _unfolded(raw.split(b"\n")):
        _, name, parameters, value = _split(line, codec)
        if name:
            yield name, parameters, value


def _quick(raw: bytes, number: int, problems: list[list[object]]) -> tuple[list[Property], str] | None:
    """A plain card (UTF-8, nothing folded, encoded or odd) at once; None if it is not one."""
    if len(raw) > cells.FIELD_LIMIT or _NOT_PLAIN.search(raw):
        return None
    try:
        text = raw.decode().strip("\n")
    except UnicodeDecodeError:
        return None
    lines = _PLAIN_LINE.findall(text)
    if len(lines) != text.count("\n") + 1 or len(lines) > MOST_LINES:
        return None
    photo = ""
    for name, parameters, value in lines:
        if name in _BINARY and value:
            photo = _binary(name, _shouted(parameters), value, photo, number, problems)
    found = [(name, _shouted(said), value) for name, said, value in lines if value and name not in _BINARY]
    return found, photo


def _mended(value: str, number: int, problems: list[list[object]]) -> str:
    if len(value) <= cells.FIELD_LIMIT and value.isprintable():
        return value
    text, codes = cells.mended(value)
    problems.extend([number, 0, code, text[:80]] for code in codes)
    return text


def _unfolded(lines: list[bytes]) -> Iterator[bytes]:
    """Join folded lines and soft line breaks; a card within a card and what is too long are passed over."""
    parts: list[bytes] = []
    size, depth, is_soft, most = 0, 0, False, 0
    for line in lines:
        folded = line[:1] in b" \t" and line != b""
        if parts and (is_soft or folded):
            if size <= most:
                parts.append(line[1:] if folded and not is_soft else line.lstrip(b" \t"))
                size += len(line)
        else:
            if parts and not depth:
                yield b"".join(parts)
            depth += _step(line)
            parts, size = [line], len(line)
            most = _PHOTO_LIMIT * 2 if _PHOTO.match(line) else cells.FIELD_LIMIT * 4
        is_soft = bool(line.endswith(b"=") and _QUOTED_PRINTABLE.search(parts[0]))
        if is_soft:
            parts[-1] = parts[-1][:-1]
    if parts and not depth:
        yield b"".join(parts)


def _step(line: bytes) -> int:
    word = line[:12].rstrip().upper()
    return (word == b"BEGIN:VCARD") - (word[:9] == b"END:VCARD")


def _split(line: bytes, codec: str) -> tuple[str, str, str, str]:
    """``(group, NAME, PARAMETERS, value)``; the name is empty when the line is no property."""
    text = _decoded(line, codec)
    match = _LINE.match(text)
    if match is None:
        return "", "", "", text
    group, name, parameters, value = match[1] or "", match[2].upper(), _shouted(match[3] or ""), match[4]
    if "QUOTED-PRINTABLE" in parameters:
        said = _codec_of(line)
        raw = binascii.a2b_qp(value.encode(said or "utf-8", "replace"))
        value = _decoded(raw, said or codec, is_sure=bool(said))
    return group, name, parameters, value


def _shouted(parameters: str) -> str:
    """In capitals, but for what a person called an entry, or how an address is written."""
    said = parameters.upper()
    if said.isascii() and "(" not in said and "LABEL" not in said:
        return said
    pieces = _CASED.split(parameters)
    return "".join(piece if at % 2 else piece.upper() for at, piece in enumerate(pieces))


def _codec_of(line: bytes) -> str:
    match = _CHARSET.search(line.partition(b":")[0])
    try:
        return sniffing.named(match[1].decode()) if match else ""
    except Exception:  # noqa: BLE001,RUF100 - an unknown charset is as good as none
        return ""


def _decoded(raw: bytes, codec: str, *, is_sure: bool = False) -> str:
    """UTF-8 if it can be, else what the file is in: phones mix both. A charset said for QP comes first."""
    other = codec if codec != "utf-8" else "gb18030"
    for each in (other, "utf-8") if is_sure and codec != "utf-8" else ("utf-8", other):
        try:
            return raw.decode(each)
        except UnicodeDecodeError:
            continue
    return raw.decode("gb18030", "replace")


def unescaped(value: str) -> str:
    r"""A text value without its backslashes: ``\n``, ``\,``, ``\;``, ``\\``."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value) if "\\" in value else value


def parts(value: str, separator: str = ";") -> list[str]:
    """The parts of a structured value, unescaped."""
    if "\\" not in value:
        return [part.strip() for part in value.split(separator)]
    pieces = re.findall(rf"((?:[^\\{separator}]|\\.)*)(?:{separator}|\Z)", value, re.DOTALL)[:-1] or [value]
    return [unescaped(piece).strip() for piece in pieces]
