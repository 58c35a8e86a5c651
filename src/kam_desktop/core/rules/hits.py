"""Where a text that was looked for stands in another, whatever its case and width: to mark it."""

from kam_desktop.core.rules import names
from kam_desktop.core.rules.lines import in_one_line


def spans(text: str, wanted: str) -> tuple[tuple[int, int], ...]:
    """The places (start, end) of ``wanted`` in ``text``, left to right, as ``names.fold`` compares them."""
    needle = names.fold(wanted)
    if not needle:
        return ()
    folded, places = _folded(text)
    found = []
    at = folded.find(needle)
    while at >= 0:
        found.append((places[at], places[at + len(needle) - 1] + 1))
        at = folded.find(needle, at + len(needle))
    return tuple(found)


def excerpt(text: str, wanted: str, *, lead: int = 12) -> str:
    """A line of ``text`` that begins a few characters before the first hit; the whole where there is none."""
    line = in_one_line(text)
    found = spans(line, wanted)
    start = max(0, found[0][0] - lead) if found else 0
    return f"…{line[start:]}" if start else line


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place it came from."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = names.fold(character)
        if not plain and character.isspace() and folded and folded[-1] != " ":
            plain = " "
        if plain:
            folded.append(plain)
        places += [place] * len(plain)
    return "".join(folded), places
