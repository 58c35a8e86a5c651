"""All that is shown beside a gift while it is typed, read in one go."""

from dataclasses import dataclass
from typing import Any, Final

from kam_desktop.core import contacts, gifts
from kam_desktop.core.gifts import GiftDraft, GiftRow, Judged
from kam_desktop.core.rules.lines import in_one_line

EARLIER: Final = 6
TASTES: Final = ("hobbies", "hometown", "family", "personality")


@dataclass(frozen=True)
class Weighed:
    """The verdict with its limits and the year before it; what the receiver likes and does not take; what came before.

    ``tastes`` are pairs of a field's name and what the dossier says.
    """

    judged: Judged
    taboos: tuple[str, ...]
    tastes: tuple[tuple[str, str], ...]
    earlier: tuple[GiftRow, ...]
    has_person: bool


def weigh(session: Any, draft: GiftDraft, but: str = "") -> Weighed:
    """As if the gift ``but``, which is corrected, had not been."""
    contact = contacts.get(session, draft.contact_id) if draft.contact_id else None
    taboos = tuple(line.strip() for line in contact.taboos.splitlines() if line.strip()) if contact else ()
    said = [(name, in_one_line(str(getattr(contact, name)))) for name in TASTES] if contact else []
    earlier = gifts.latest(session, draft.client_id, draft.contact_id, but=but, limit=EARLIER)
    return Weighed(
        gifts.weigh(session, draft, but=but),
        taboos,
        tuple(each for each in said if each[1]),
        tuple(earlier),
        contact is not None,
    )
