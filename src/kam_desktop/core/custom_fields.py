"""Fields that the users define for clients and contacts, and the values in them (D-2.1).

A value lies in ``custom`` of the client or contact under the field's id, as plain JSON: a text, a number, a date
in the form of ``dates.to_text``, or one of the choices. Removing a field leaves the values where they are, so
that undo brings both back.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_desktop.core.errors import Invalid, NotFound
from kam_desktop.core.identity import now
from kam_desktop.core.rules import dates, names, own_texts
from kam_desktop.core.rules.kinds import CustomKind
from kam_desktop.core.store.tables import Client, Contact, CustomField

ENTITIES: Final = ("client", "contact")
VALUES: Final = "custom"  # the name under which a form shows what is wrong with a value
LIMIT: Final = 2000
_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_BETWEEN: Final = re.compile(r"[,，、;；\n\t]+")
_TIMES: Final = {"千": 1_000, "万": 10_000, "亿": 100_000_000}
_DIGITS: Final = 15  # more are not kept exactly as a JSON number


class Field(NamedTuple):
    """One field as it is defined."""

    id: str
    entity: str
    label: str
    kind: CustomKind
    choices: tuple[str, ...] = ()


def of(session: Session, entity: str) -> list[Field]:
    """The fields of ``client`` or ``contact`` in their order."""
    return [_field(row) for row in _rows(session, entity)]


def define(session: Session, entity: str, label: str, kind: CustomKind, choices: Iterable[str] = ()) -> str:
    """Make a field at the end of its list; returns its id. Raises Invalid ``label`` or ``choices``."""
    if entity not in ENTITIES:
        raise Invalid("entity", "value.unknown", text=entity)
    known = _rows(session, entity)
    row = CustomField(
        scope_id="company", entity=entity, label=_label(known, label), kind=kind.value,
        choices=_choices(kind, choices), position=max([0, *(each.position for each in known)]) + 1,
    )  # fmt: skip
    session.add(row)
    return row.id


def rename(session: Session, field_id: str, label: str) -> None:
    """Give a field another label; its values stay."""
    row = _get(session, field_id)
    row.label = _label([each for each in _rows(session, row.entity) if each.id != row.id], label)


def set_choices(session: Session, field_id: str, choices: Iterable[str]) -> None:
    """Other choices; a value that is no choice any more stays until it is changed."""
    row = _get(session, field_id)
    row.choices = _choices(CustomKind(row.kind), choices)


def reorder(session: Session, entity: str, ids: Sequence[str]) -> None:
    """Put the fields into this order; those that are not named follow in theirs."""
    places = {field_id: place for place, field_id in enumerate(ids)}
    rows = sorted(_rows(session, entity), key=lambda row: places.get(row.id, len(places)))
    for place, row in enumerate(rows, start=1):
        row.position = place


def remove(session: Session, field_id: str) -> None:
    """Take a field off the forms; its values stay, and undo brings it back."""
    _get(session, field_id).deleted_at = now()


def values_of(row: Client | Contact) -> dict[str, Any]:
    """The values of a client or contact by field id, those of removed fields too."""
    return dict(row.custom)


def set_values(session: Session, row: Client | Contact, values: Mapping[str, Any]) -> None:
    """Set some values, as typed or as kept; an empty one clears its field. Raises Invalid ``custom``.

    Values of fields that are not named, or not known, stay as they are.
    """
    row.custom = taken(session, row.__tablename__, values, before=row.custom)


def taken(session: Session, entity: str, values: Mapping[str, Any], *, before: Mapping[str, Any]) -> dict[str, Any]:
    """``before`` with the values of the known fields read and put in."""
    custom = dict(before)
    for field in of(session, entity):
        if field.id in values and values[field.id] != before.get(field.id):
            value = read(field, values[field.id])
            if value is None:
                custom.pop(field.id, None)
            else:
                custom[field.id] = value
    return custom


def read(field: Field, value: Any) -> Any:
    """A typed value as it is kept, None when it is empty. Raises Invalid ``custom`` that names the field."""
    text = names.clean("" if value is None else str(value), LIMIT)
    if not text:
        return None
    if field.kind is CustomKind.NUMBER:
        return _number(field, text)
    if field.kind is CustomKind.DATE:
        return _date(field, text)
    if field.kind is CustomKind.CHOICE and text not in field.choices:
        raise Invalid(VALUES, "custom.not_a_choice", label=field.label, text=text)
    return text


def written(field: Field, value: Any, lang: str) -> str:
    """A kept value for people, in ``zh_CN`` or ``en``; it reads back to the same."""
    if value is None or value == "":
        return ""
    if field.kind is CustomKind.NUMBER and isinstance(value, int | float) and not isinstance(value, bool):
        return own_texts.number(value)
    if field.kind is CustomKind.DATE:
        try:
            return dates.write(dates.from_text(str(value)), lang)
        except Invalid:
            return str(value)
    return str(value)


def shown(session: Session, entity: str, custom: Mapping[str, Any], lang: str = "zh_CN") -> list[tuple[str, str]]:
    """Label and text of each field that is filled in, in the order of the fields."""
    filled = [field for field in of(session, entity) if field.id in custom] if custom else []
    lines = [(field.label, written(field, custom[field.id], lang)) for field in filled]
    return [line for line in lines if line[1]]


def choices_of(text: str) -> tuple[str, ...]:
    """Choices as typed into one line, with commas, semicolons or 、 between them."""
    return tuple(dict.fromkeys(part.strip() for part in _BETWEEN.split(text) if part.strip()))


def _number(field: Field, text: str) -> int | float:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    times = _TIMES.get(plain[-1:], 1)
    plain = plain[:-1] if times > 1 else plain
    if not _NUMBER.fullmatch(plain):
        raise Invalid(VALUES, "custom.not_a_number", label=field.label, text=text)
    number = Decimal(plain.replace(",", "")) * times
    if len(number.normalize().as_tuple().digits) > _DIGITS or abs(number) >= Decimal(10) ** _DIGITS:
        raise Invalid(VALUES, "custom.not_a_number", label=field.label, text=text)
    return int(number) if number == number.to_integral_value() else float(number)


def _date(field: Field, text: str) -> str:
    try:
        return dates.to_text(dates.from_text(text))
    except Invalid:
        pass
    try:
        return dates.to_text(dates.parse(text))
    except Invalid as error:
        raise Invalid(VALUES, "custom.not_a_date", label=field.label, text=text) from error


def _rows(session: Session, entity: str) -> list[CustomField]:
    session.flush()
    found = session.scalars(
        select(CustomField)
        .where(CustomField.entity == entity, CustomField.deleted_at.is_(None))
        .order_by(CustomField.position, CustomField.id)
    )
    return list(found)


def _field(row: CustomField) -> Field:
    return Field(row.id, row.entity, row.label, CustomKind(row.kind), row.choices)


def _get(session: Session, field_id: str) -> CustomField:
    row = session.get(CustomField, field_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("custom.not_found", id=field_id)
    return row


def _label(others: Sequence[CustomField], label: str) -> str:
    clean = " ".join(names.clean(label, 64).split())
    if not clean:
        raise Invalid("label", "custom.label_missing")
    if any(other.label.casefold() == clean.casefold() for other in others):
        raise Invalid("label", "custom.label_taken", label=clean)
    return clean


def _choices(kind: CustomKind, choices: Iterable[str]) -> tuple[str, ...]:
    if kind is not CustomKind.CHOICE:
        return ()
    kept = tuple(dict.fromkeys(clean for each in choices if (clean := " ".join(names.clean(each, 128).split()))))
    if not kept:
        raise Invalid("choices", "custom.choices_missing")
    return kept
