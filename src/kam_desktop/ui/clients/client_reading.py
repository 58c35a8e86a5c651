"""What a client's page reads in one go, and how its people are put on cards."""

from typing import Any, Final, NamedTuple

from kam_desktop import runtime
from kam_desktop.core import custom_fields, dossiers, favours, groups, notes, occasions
from kam_desktop.core.dossiers import Dossier
from kam_desktop.core.favours import FavourRow
from kam_desktop.core.groups import Group
from kam_desktop.core.notes import NoteRow
from kam_desktop.core.occasions import OccasionRow
from kam_desktop.core.rules import dates, people_gaps, phones
from kam_desktop.core.rules.kinds import Attitude, BuyingRole
from kam_desktop.core.rules.people_gaps import Found
from kam_desktop.ui import labels
from kam_desktop.ui.clients import client_fact_drafts
from kam_desktop.ui.clients.client_fact_drafts import Typed
from kam_desktop.ui.clients.people_strip import Person

_ATTITUDES: Final = {
    Attitude.SUPPORTER: "ok", Attitude.FAVOURABLE: "ok", Attitude.NEUTRAL: "muted",
    Attitude.RESERVED: "warning", Attitude.OPPONENT: "danger",
}  # fmt: skip
_OWN_NOTES: Final = 20


class Seen(NamedTuple):
    """A reading of the page: the dossier without its timeline, and the numbers of each person as people group them."""

    dossier: Dossier
    numbers: dict[str, list[str]]
    group: Group
    gaps: tuple[Found, ...]
    own_notes: list[NoteRow]
    own_fields: list[tuple[str, str]]
    occasions: list[OccasionRow]
    favours: list[FavourRow]
    unsaved: dict[str, Typed]

    @property
    def names(self) -> dict[str, str]:
        """The people by id."""
        return {person["id"]: person["name"] for person in self.dossier.contacts}


def read(session: Any, client_id: str) -> Seen:
    """Read one client; raises NotFound."""
    today = runtime.today()
    dossier = dossiers.show(session, client_id, today=today, limit=0)
    gaps = people_gaps.of(dossier.client["tier"], dossier.contacts, dossier.last_visit_on, today=today)
    numbers = {person["id"]: [phones.display(number) for number in person["phones"]] for person in dossier.contacts}
    own = notes.private_of_client(session, client_id, limit=_OWN_NOTES)
    fields = custom_fields.shown(session, "client", dossier.client["custom"], labels.language())
    causes = occasions.of_client(session, client_id), favours.of_client(session, client_id)
    group, unsaved = groups.of_client(session, client_id), client_fact_drafts.find(session, client_id)
    return Seen(dossier, numbers, group, gaps, own, fields, *causes, unsaved)


def gap_words(gaps: tuple[Found, ...]) -> str:
    """The gaps among the people in one line."""
    between = "；" if labels.language() == "zh_CN" else "; "
    return between.join(labels.say(f"enum.Gap.{found.gap.value}", days=found.days) for found in gaps)


def person_of(seen: Seen | None, contact_id: str) -> dict[str, Any] | None:
    """A person of the client that is shown, with the client's id beside it."""
    if seen is None:
        return None
    people = (person for person in seen.dossier.contacts if person["id"] == contact_id)
    found = next(people, None)
    return None if found is None else found | {"client_id": seen.dossier.client["id"]}


def card(person: dict[str, Any], numbers: dict[str, list[str]]) -> Person:
    """A person as a card; ``numbers`` by contact id."""
    role, attitude = person["buying_role"], person["attitude"]
    left = labels.field("has_left")
    birthday = _birthday(person["birthday"])
    detail = "\n".join([*numbers[person["id"]], *([birthday] if birthday else [])])
    return Person(
        person["id"],
        person["name"],
        person["title"],
        left if person["has_left"] else labels.name_of(BuyingRole(role)) if role in set(BuyingRole) else "",
        labels.name_of(Attitude(attitude)) if attitude in set(Attitude) and not person["has_left"] else "",
        _ATTITUDES[Attitude(attitude)] if attitude in set(Attitude) else "muted",
        detail,
        person["is_primary"],
        person["has_left"],
    )


def _birthday(stored: str) -> str:
    return dates.write(dates.from_text(stored), labels.language()) if stored else ""


def main_number(seen: Seen) -> str:
    """Whom to call first: the main contact and their first number."""
    for person in seen.dossier.contacts:
        if seen.numbers[person["id"]] and not person["has_left"]:
            return f"{person['name']} {seen.numbers[person['id']][0]}"
    return ""
