"""How complete a dossier is for its tier, and what is missing by name (D-2.6). An A dossier needs more.

An owner is not asked for: a client of nobody is the user's (``core.whose``).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

CLIENT_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "C": ("tier", "city", "industry"),
    "B": ("tier", "city", "industry", "address", "kind"),
    "A": (
        "tier", "city", "industry", "address", "kind", "products", "annual_volume", "supplier_shares", "lifecycle_stage",
    ),
}  # fmt: skip
PERSON_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "C": ("phones",),
    "B": ("phones", "title", "birthday"),
    "A": ("phones", "title", "birthday", "buying_role", "hobbies"),
}


class Completeness(NamedTuple):
    """Percent of what the tier asks for; ``missing`` are field names, worded as ``field.<name>``."""

    percent: int
    missing: tuple[str, ...]


def needs_of(tier: str) -> str:
    """The tier whose needs hold: a client without one is held to those of C."""
    return tier if tier in CLIENT_NEEDS else "C"


def asked(tier: str) -> int:
    """How many facts a dossier of a tier needs, the main contact included."""
    needs = needs_of(tier)
    return len(CLIENT_NEEDS[needs]) + 1 + len(PERSON_NEEDS[needs])


def percent(tier: str, missing: int) -> int:
    """How complete a dossier is that lacks so many facts. 100 only when nothing is missing."""
    wanted = asked(tier)
    return round(100 * (wanted - missing) / wanted)


def of(client: Mapping[str, Any], people: Sequence[Mapping[str, Any]]) -> Completeness:
    """The completeness of one client; the main contact stands for the people.

    Without a main contact all that one would want to know of them is wanting too, but named as one: so a fact
    more never makes a dossier of the same tier less complete.
    """
    needs = needs_of(client["tier"])
    missing = [name for name in CLIENT_NEEDS[needs] if not client.get(name)]
    main = next((person for person in people if not person["has_left"]), None)
    if main is None:
        return Completeness(percent(needs, len(missing) + 1 + len(PERSON_NEEDS[needs])), (*missing, "contact"))
    missing += [name for name in PERSON_NEEDS[needs] if not main.get(name)]
    return Completeness(percent(needs, len(missing)), tuple(missing))
