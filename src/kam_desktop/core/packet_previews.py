"""What a packet is and brings, as a person sees it before anything is taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from kam_desktop.core.packet_merge import Clash
from kam_desktop.core.partners import PartnerRow
from kam_desktop.core.rules.kinds import PacketKind, VisitState


class News(StrEnum):
    """What a visit of a packet brings."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class Line(NamedTuple):
    """One visit of a packet as a person sees it before it is taken. ``state`` is the one it will have."""

    visit_id: str
    on: date
    client: str
    objective: str
    state: VisitState
    news: News


class Left(NamedTuple):
    """A visit, or ``what`` of it, that is not taken; ``code`` is worded as ``problem.<code>`` with client and day."""

    code: str
    client: str
    on: date | None
    what: str = ""


class GiftNote(NamedTuple):
    """A gift that is taken though the rules here do not let it pass; worded as ``packet.said.<code>``."""

    code: str
    client: str
    on: date
    item: str


@dataclass(frozen=True, slots=True)
class Received:
    """A packet that was opened, is from somebody trusted, and says what it is."""

    partner: PartnerRow
    digest: str
    document: Mapping[str, Any]
    files: tuple[bytes, ...] = ()


@dataclass(slots=True)
class Preview:
    """What taking a packet does. ``was_taken``: this very file was, and is not undone since."""

    partner: PartnerRow
    kind: PacketKind
    made_at: datetime
    was_taken: bool
    lines: list[Line] = field(default_factory=list)
    new_clients: list[str] = field(default_factory=list)
    revived_clients: list[str] = field(default_factory=list)
    photos: int = 0
    gifts: list[GiftNote] = field(default_factory=list)
    clashes: list[tuple[Clash, str]] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    @property
    def brings_news(self) -> bool:
        """Whether anything would change."""
        return any(line.news is not News.SAME for line in self.lines) or bool(self.clashes or self.revived_clients)
