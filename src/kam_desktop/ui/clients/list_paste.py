"""What a block pasted from a spreadsheet would do, before it is taken in (D-14.2)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kam_desktop import words
from kam_desktop.core import kept_mappings, pasting
from kam_desktop.core.pasting import Foreseen
from kam_desktop.core.records import ClientRecord

if TYPE_CHECKING:
    from kam_desktop.exchange.columns import Mapping
    from kam_desktop.exchange.parsed import ParsedFile, RejectedRow

SHOWN: Final = 300
#: A pasted list changes facts; it books no visits and writes no talks. Files do, by the import.
_LEFT_OUT: Final = frozenset(
    {"client.next_visit_on", "client.last_note", "client.last_visit_on", "client.last_contact_on"}
)
#: columns of this list that follow from other facts, or that are judged elsewhere: a copied list comes back unharmed
_DERIVED: Final = (
    "last", "silent", "next", "since", "lifecycle_stage", "value_band", "relationship_level", "team", "leader",
    "promises", "last_purchase", "purchases", "purchases_year", "contacts", "written",
)  # fmt: skip


#: columns of this list -> what fills them, where a heading does not say it
_FILLED: Final = {
    "name": "client.name", "short_name": "client.short_name", "tier": "client.tier", "kind": "client.kind",
    "province": "client.province", "city": "client.city", "district": "client.district", "industry": "client.industry",
    "owner": "client.owner", "tags": "client.tags", "source": "client.source", "status": "client.status", "external_no": "client.external_no",
    "revenue": "client.annual_revenue", "person": "contact.name", "phone": "contact.phone",
}  # fmt: skip


class Pasted(NamedTuple):
    """A block as read: the records to take in, what each would do, and the rows that cannot be taken."""

    parsed: "ParsedFile"
    mapping: "Mapping"
    records: list[ClientRecord]
    foreseen: list[Foreseen]
    rejected: "list[RejectedRow]"
    left_out: tuple[str, ...]
    noted: tuple[str, ...]

    @property
    def to_change(self) -> int:
        """How many clients would be new or changed."""
        return sum(not each.is_same for each in self.foreseen)


def read(session: Any, text: str, shown: Sequence[str] = (), *, today: date) -> Pasted:
    """Read the clipboard's text and compare it with the store; ``shown`` are the columns of the list.

    Raises ``FileError`` for what is no table.
    """
    from kam_desktop.exchange import clipboard, guesses, importing  # many a day passes without

    parsed = replace(clipboard.parse(text), today=today)
    known = (
        guesses.of_store(session, [_FILLED.get(key, "") for key in shown]) if not parsed.headings else guesses.NOTHING
    )
    mapping = importing.recognised(parsed, kind="clients", known=known)
    derived = {words.say(lang, f"list.{key}") for lang in words.LANGUAGES for key in _DERIVED}
    derived |= {each.label for each in kept_mappings.own_fields(session)}
    for column, target in enumerate(mapping.targets):
        if target in _LEFT_OUT or mapping.headings[column].strip() in derived:
            mapping = mapping.with_target(column, "")
    return look(session, parsed, mapping, today=today)


def look(session: Any, parsed: "ParsedFile", mapping: "Mapping", *, today: date) -> Pasted:
    """What a block would do by these columns."""
    from kam_desktop.exchange import leftovers, rows
    from kam_desktop.exchange.parsed import RejectedRow, rejected_row

    records: list[ClientRecord] = []
    rejected = list(parsed.rejected)
    by_row = {row.row_no: row.cells for row in parsed.rows}
    for each in rows.to_records(parsed, mapping):
        if isinstance(each, ClientRecord) and each.name:
            records.append(each)
        else:
            rejected.append(
                each if isinstance(each, RejectedRow) else rejected_row(each.row_no, by_row[each.row_no], "row.no_name")
            )
    foreseen = pasting.foresee(session, records, today=today)
    noted = tuple(leftovers.called(mapping, (row.cells for row in parsed.rows[:SHOWN])))
    return Pasted(parsed, mapping, records, foreseen, rejected, _left_out(parsed, mapping), noted)


def _left_out(parsed: "ParsedFile", mapping: "Mapping") -> tuple[str, ...]:
    """By their headings, or where they have none by what stands in them first."""
    first = [
        next((row.cells[at] for row in parsed.rows[:SHOWN] if row.cells[at].strip()), "")
        for at in range(len(mapping.targets))
    ]
    names = [heading.strip() or sample for heading, sample in zip(mapping.headings, first, strict=True)]
    return tuple(name for name, target in zip(names, mapping.targets, strict=True) if name and not target)
