"""How complete a dossier is for its tier, and what is missing by name (D-2.6). An A dossier needs more."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

CLIENT_NEEDS: Final = {
    "C": ("tier", "city", "industry"),
    "B": ("tier", "city", "industry", "address", "kind", "owner"),
    "A": ("tier", "city", "industry", "address", "kind", "owner", "products", "annual_volume", "lifecycle_stage"),
}  # fmt: skip
PERSON_NEEDS: Final = {
    "C": ("phones",),
    "B": ("phones", "title", "birthday"),
    "A": ("phones", "title", "birthday", "buying_role", "hobbies"),
}


class Completeness(NamedTuple):
    """Percent of what the tier asks for; ``missing`` are field names, worded as ``field.<name>``."""

    percent: int
    missing: tuple[str, ...]


def of(client: Mapping[str, Any], people: Sequence[Mapping[str, Any]]) -> Completeness:
    """The completeness of one client; the main contact stands for the people."""
    tier = client["tier"] if client["tier"] in CLIENT_NEEDS else "C"
    wanted = [(name, bool(client[name])) for name in CLIENT_NEEDS[tier]]
    main = next((person for person in people if not person["has_left"]), None)
    wanted.append(("contact", main is not None))
    if main is not None:
        wanted += [(name, bool(main[name])) for name in PERSON_NEEDS[tier]]
    have = sum(1 for _, has in wanted if has)
    return Completeness(round(100 * have / len(wanted)), tuple(name for name, has in wanted if not has))
