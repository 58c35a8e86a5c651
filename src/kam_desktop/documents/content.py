"""What a document says, before anybody decides how it looks: one wording for paper, Word and sheets.

All texts are in the document's language. ``paged`` sets it as PDF, ``word`` as DOCX, ``paper_sheets`` gives its
tables as rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kam_desktop.core.rules.kinds import Tier


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a table. ``width`` in mm with the gap to the next, 0 takes what the others leave."""

    title: str
    width: float = 0.0
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; ``value`` is what a sheet keeps instead of the text: a date, a number.

    ``second`` is a smaller grey line, ``has_mark`` sets ▲ before it.
    """

    text: str = ""
    second: str = ""
    value: Any = None
    is_bold: bool = False
    has_mark: bool = False
    tier: Tier | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """What people wrote: each line a paragraph; ``lead`` stands bold before the first."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in small grey."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """Numbered things to know: (bold beginning, the rest)."""

    items: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Lines with a term before them; the term is bold unless it is a day."""

    rows: Sequence[tuple[str, str]]
    is_bold: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``name`` is its sheet where the section's name would not do."""

    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    totals: Sequence[Sequence[Cell]] = ()
    is_airy: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of plain bars over time: (name under it, value, value in words); ``heads`` name both as a table."""

    data: Sequence[tuple[str, int, str]]
    heads: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Course:
    """A line over time: (name under it, value, value in words); ``top`` is the greatest value that could be."""

    data: Sequence[tuple[str, int, str]]
    heads: tuple[str, str]
    top: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """Which section is on which page: (name, key)."""

    entries: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, each with its label."""

    labels: Sequence[str]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Photos with their captions."""

    photos: Sequence[tuple[bytes, str]]


Block = Text | Note | Points | Pairs | Grid | Bars | Course | Contents | Signatures | Pictures


@dataclass(frozen=True, slots=True)
class Piece:
    """A section: its name, grey notes under it, what stands beside. ``turns`` begins on a new page."""

    name: str
    blocks: Sequence[Block]
    notes: Sequence[str] = ()
    key: str = ""
    turns: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``subject`` are (text, is bold) pieces of the line under the title.

    With ``has_figures`` the facts are counts, which paper sets large.
    """

    lang: str
    kind: str
    title: str
    pieces: Sequence[Piece]
    running_right: str
    made: str
    confidential: str
    company: str = ""
    logo: bytes = b""
    tier: Tier | None = None
    mark: str = ""
    subject: Sequence[tuple[str, bool]] = ()
    facts: Sequence[tuple[str, Sequence[str]]] = ()
    has_figures: bool = False
    parties: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()
    author: str = ""

    @property
    def full_title(self) -> str:
        """Kind, title and day: what the file says of itself."""
        return " · ".join(part for part in (self.kind, self.title, self.running_right) if part)
