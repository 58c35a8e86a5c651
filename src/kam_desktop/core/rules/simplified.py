"""Traditional characters as simplified ones, one character for one, so that either finds the other."""

from functools import cache

from kam_desktop.core import assets


def simplify(text: str) -> str:
    """龍騰 -> 龙腾. Each character alone, whatever stands beside it: the length stays."""
    return text if text.isascii() or _olds().isdisjoint(text) else text.translate(_table())


def traditional(character: str) -> str:
    """All traditional characters that a simplified one stands for."""
    return _back().get(character, "")


@cache
def _table() -> dict[int, int]:
    both = assets.read_json("names", "simplified_cn.json")
    return dict(zip(map(ord, both["traditional"]), map(ord, both["simplified"]), strict=True))


@cache
def _olds() -> frozenset[str]:
    return frozenset(map(chr, _table()))


@cache
def _back() -> dict[str, str]:
    found: dict[str, str] = {}
    for old, new in _table().items():
        found[chr(new)] = found.get(chr(new), "") + chr(old)
    return found
