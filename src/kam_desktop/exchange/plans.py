"""What the columns of a mapped table are read for, and whose rows they are."""

from kam_desktop.exchange import address_books, fields, units, values
from kam_desktop.exchange.columns import Mapping
from kam_desktop.exchange.field_readers import LONG, NAME_PARTS
from kam_desktop.exchange.fields import Target

Planned = tuple[int, str, int, str, int]  # column, field, place, option, limit


def may_carry(mapping: Mapping) -> bool:
    """A sheet made by a person, with one company above its people; never the export of an address book."""
    found = set(mapping.targets)
    is_book = found & {*NAME_PARTS} or address_books.is_one(mapping.headings, found)
    return {"client.name", "contact.name"} <= found and not is_book


def _option(mapping: Mapping, column: int, target: Target) -> str:
    is_amount = target.key == "client.annual_volume" and mapping.headings
    return units.of_heading(mapping.headings[column]) if is_amount else target.option


def of(mapping: Mapping) -> list[Planned]:
    """``(column, field, place, option, limit)``: a second phone without a second person is the first's."""
    targets = [(column, target) for column, text in enumerate(mapping.targets) if (target := fields.target(text))]
    named = {t.slot for _, t in targets if t.key in ("contact.name", "contact.given_name", "contact.family_name")}

    def place(target: Target) -> int:
        if not target.key.startswith("contact."):
            return 0
        return target.slot if target.slot in named else 1

    return [
        (
            column,
            t.key,
            place(t),
            _option(mapping, column, t),
            values.NOTES_LIMIT if t.key in LONG else values.NAME_LIMIT,
        )
        for column, t in targets
    ]
