"""Which column of an outside table fills which field: recognised, kept as JSON, changed by hand (D-14.1)."""

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kam_desktop import words
from kam_desktop.core.errors import FileError
from kam_desktop.core.records import OwnField
from kam_desktop.exchange import address_books, fields, guesses, headings, kinds, leftovers, looks, nearly
from kam_desktop.exchange.fields import SLOTS, Target
from kam_desktop.exchange.guesses import NOTHING, Known

_SAMPLE = 200
_LEAST: Final = {  # two of these make a table of facts
    "purchases": {"purchase.on", "purchase.product", "purchase.amount", "purchase.order_no"},
    "interactions": {"interaction.on", "interaction.channel", "interaction.text"},
    "gifts": {"gift.on", "gift.item", "gift.amount"},
}
_OF_DOSSIERS: Final = frozenset(key for key in fields.BY_KEY if key.startswith(("client.", "contact.")))
_MOSTLY: Final = 0.8
_LAST_DAYS: Final = ("client.last_visit_on", "client.last_contact_on")
_BARE_NUMBERS: Final = ("id", "no", "number", "编号", "编码")


@dataclass(frozen=True, slots=True)
class ColumnNote:
    """What a person should know of a column: ``problem.<code>`` with ``column`` as its parameter."""

    column: int
    heading: str
    code: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """For each column the target it fills, as text (``contact2.phone``), or nothing when it is left out.

    ``chosen`` is the kind that a person said the table is of; empty when it follows from the targets. ``own`` are
    the users' own fields.
    """

    headings: tuple[str, ...]
    targets: tuple[str, ...]
    has_headings: bool = True
    notes: tuple[ColumnNote, ...] = ()
    chosen: str = ""
    own: tuple[OwnField, ...] = ()

    @property
    def kind(self) -> str:
        """What the table is about: one of ``kinds.TABLES``; ``contacts`` are people only."""
        if self.chosen:
            return self.chosen
        found = {text.partition(":")[0] for text in self.targets}
        for kind in kinds.FACTS:
            if len(found & _LEAST[kind]) >= 2:
                return kind
        return "clients" if "client.name" in self.targets else "contacts"

    @property
    def is_about_known(self) -> bool:
        """People of clients that are there already or are named in the sheet: each needs a company."""
        found = set(self.targets)
        if self.chosen == "contacts":
            return bool(found & {"client.name", "client.external_no"})
        return "client.name" not in found and {"client.external_no", "contact.external_no"} <= found

    def with_target(self, column: int, target: str) -> "Mapping":
        """Changed by hand in one column. Raises FileError mapping.unknown_field."""
        _checked(target, self.own)
        return replace(self, targets=(*self.targets[:column], target, *self.targets[column + 1 :]))

    def to_json(self) -> dict[str, Any]:
        """``{"has_headings": true, "columns": {"公司名称": "client.name", …}}``; every column is named."""
        chosen = {"kind": self.chosen} if self.chosen else {}
        return chosen | {
            "has_headings": self.has_headings,
            "columns": dict(zip(_names(self.headings), self.targets, strict=True)),
        }


def from_json(data: object, found: Mapping) -> Mapping:
    """A kept or handwritten mapping laid over the one recognised in a file.

    Columns are named by heading (the second of the same name as ``手机#2``) or by position as ``#1``. Columns
    that it does not name stay as recognised. Raises FileError mapping.unreadable, mapping.unknown_field or
    mapping.no_such_heading.
    """
    columns = data.get("columns") if isinstance(data, dict) else None
    if not isinstance(columns, dict) or not all(isinstance(text, str) for text in columns.values()):
        raise FileError("mapping.unreadable")
    for text in columns.values():
        _checked(text, found.own)
    chosen = data.get("kind", "") if isinstance(data, dict) else ""
    if chosen not in ("", "auto", *kinds.TABLES):
        raise FileError("mapping.unreadable")
    named = {headings.plain(name) if name[:1] != "#" else name: text for name, text in columns.items()}
    targets, known = list(found.targets), set()
    for index, name in enumerate(_names(found.headings)):
        for key in (f"#{index + 1}", name if name[:1] == "#" else headings.plain(name)):
            targets[index] = named.get(key, targets[index])
            known.add(key)
    missing = next((name for name in columns if (name if name[:1] == "#" else headings.plain(name)) not in known), None)
    if missing is not None:
        raise FileError("mapping.no_such_heading", heading=missing[:64], known=", ".join(_names(found.headings))[:400])
    return _of_its_kind(replace(found, targets=tuple(targets), chosen=found.chosen or chosen.replace("auto", "")))


def _checked(text: str, own: Sequence[OwnField]) -> None:
    target = fields.target(text) if text else None
    is_gone = target is not None and target.key in fields.CUSTOM and target.option not in {each.id for each in own}
    if is_gone or (text and target is None):
        raise FileError("mapping.unknown_field", field=text)


def _names(names: Sequence[str]) -> list[str]:
    """The headings made different from each other; empty ones are called by position."""
    seen: dict[str, int] = {}
    done = []
    for index, name in enumerate(names, 1):
        seen[name] = seen.get(name, 0) + 1
        done.append(f"#{index}" if not name.strip() else name if seen[name] == 1 else f"{name}#{seen[name]}")
    return done


def recognise(
    names: Sequence[str], sample_rows: Sequence[Sequence[str]], *, kind: str = "", own: Sequence[OwnField] = (),
    known: Known = NOTHING,
) -> Mapping:  # fmt: skip
    """The likeliest mapping of a table, by its headings and by the values below them.

    Without headings (``names`` empty) the columns are guessed from the values alone, and from what is ``known``.
    ``kind`` is one of ``kinds.TABLES`` when a person has chosen it; ``own`` are the fields that the users defined.
    """
    facts = kind if kind in kinds.FACTS else "" if kind else kinds.recognised(names)
    found = _of_facts(names, facts) if facts else _with_own(_of_dossiers(names, sample_rows, known), own)
    return _of_its_kind(replace(found, chosen=kind, own=tuple(own)))


def _of_its_kind(mapping: Mapping) -> Mapping:
    """Without targets of which a table of this kind takes nothing: a column is left out with a word, never silently."""
    known = {field.key for field in fields.FACTS[mapping.kind]} if mapping.kind in kinds.FACTS else _OF_DOSSIERS
    away = [c for c, text in enumerate(mapping.targets) if (found := fields.target(text)) and found.key not in known]
    if not away:
        return mapping
    targets = ["" if column in away else text for column, text in enumerate(mapping.targets)]
    notes = [note for note in mapping.notes if note.column not in away]
    notes += [ColumnNote(column, mapping.headings[column], "column.unknown") for column in away]
    return replace(mapping, targets=tuple(targets), notes=tuple(sorted(notes, key=lambda note: note.column)))


def _of_facts(names: Sequence[str], kind: str) -> Mapping:
    """A table of facts by its headings alone: ``日期`` is the day, ``编号`` the fact's own number."""
    found = [headings.match(name, kind) for name in names]
    if "interaction.on" not in {match.target.key for match in found if match}:
        _read_time_as_day(found)
    targets, notes = _without_rivals(names, found)
    notes += [
        ColumnNote(column, name, "column.unknown")
        for column, name in enumerate(names)
        if found[column] is None and headings.says(name) and headings.plain(name) not in _BARE_NUMBERS
    ]
    return Mapping(tuple(names), _texts(targets), notes=tuple(notes))


def _read_time_as_day(found: list[headings.Match | None]) -> None:
    """``Time`` alone is the day with its time of day."""
    for column, match in enumerate(found):
        if match and match.target.key == "interaction.at":
            found[column] = replace(match, target=Target("interaction.on"))


def _with_own(mapping: Mapping, own: Sequence[OwnField]) -> Mapping:
    """Columns under the name of a field of the users' own, where no field of ours claims them; or under the name that
    tells it from ours, as it goes out.
    """
    by_label = {headings.plain(words.say(lang, "heading.custom", label=each.label)): each
                for each in own for lang in words.LANGUAGES}  # fmt: skip
    by_label |= {headings.plain(each.label): each for each in own}
    targets, known = list(mapping.targets), set()
    for column, name in enumerate(mapping.headings):
        field = by_label.get(headings.plain(name))
        match = headings.match(name)
        is_free = targets[column] in ("", *leftovers.KEPT)
        if field and (is_free or not match or match.strength < headings.EXACT):
            targets[column] = str(Target(f"{field.entity}.custom", option=field.id))
            known.add(column)
    notes = tuple(note for note in mapping.notes if note.column not in known)
    return replace(mapping, targets=tuple(targets), notes=notes)


def _of_dossiers(names: Sequence[str], sample_rows: Sequence[Sequence[str]], known: Known) -> Mapping:
    sample = sample_rows[:_SAMPLE]
    width = len(names) or max((len(row) for row in sample), default=0)
    values = [[row[column] for row in sample if column < len(row)] for column in range(width)]
    if not names:
        return Mapping(("",) * width, _texts(guesses.targets(values, known)), has_headings=False)
    found = [match if (match := headings.match(name)) and match.target.key in _OF_DOSSIERS else None for name in names]
    for column, match in enumerate(found):
        if match and match.strength < headings.EXACT and looks.contradicts(match.target.key, values[column]):
            found[column] = None
    _settle_names(names, found, values)
    _settle_numbers(names, found)
    _settle_last(found, values)
    _settle_places(found, values)
    targets, notes = _without_rivals(names, found)
    _fill_by_values(targets, values)
    is_book = address_books.is_one(names, (target.key for target in targets if target))
    leftovers.keep(names, values, targets, found, is_book=is_book)
    notes = [note for note in notes if targets[note.column] is None]
    notes += [
        ColumnNote(c, n.strip() or f"#{c + 1}", "column.unknown")
        for c, n in enumerate(names)
        if targets[c] is None
        and found[c] is None
        and (headings.says(n) if n.strip() else any(map(str.strip, values[c])))
    ]
    return Mapping(tuple(names), _texts(targets), notes=tuple(sorted(notes, key=lambda note: note.column)))


def _texts(targets: Sequence[Target | None]) -> tuple[str, ...]:
    return tuple(str(target) if target else "" for target in targets)


def _settle_names(names: Sequence[str], found: list[headings.Match | None], values: Sequence[Sequence[str]]) -> None:
    """A bare "name" or 名称 is a company or a person, by its values and by the columns beside it."""
    keys = {match.target.key for match in found if match}
    for column, match in enumerate(found):
        if match is None or headings.plain(names[column]) not in ("name", "名称", "名字"):
            continue
        others = [m for c, m in enumerate(found) if m and c != column]
        if headings.plain(names[column]) == "名字" and "contact.family_name" in keys:  # beside 姓氏, as Taiwan says it
            found[column] = replace(match, target=Target("contact.given_name"))
            continue
        has_client = any(m.target.key == "client.name" for m in others)
        has_person = any(m.target.key in ("contact.name", "contact.given_name") for m in others)
        if looks.share(values[column], looks.COMPANY) >= 0.5:
            is_client = not has_client
        elif has_client or has_person:
            is_client = has_person and not has_client
        else:
            is_client = not keys & {"contact.phone", "contact.email", "contact.birthday", "contact.title"}
        found[column] = replace(match, target=Target("client.name" if is_client else "contact.name"))


def _settle_numbers(names: Sequence[str], found: list[headings.Match | None]) -> None:
    """A bare "id" or 编号 beside the client's own number is the person's."""
    keys = [match.target.key if match else "" for match in found]
    if keys.count("client.external_no") < 2 or "contact.name" not in keys:
        return
    for column, match in enumerate(found):
        bare = headings.plain(names[column]) in _BARE_NUMBERS
        if match and bare and match.target.key == "client.external_no":
            found[column] = replace(match, target=Target("contact.external_no"))


def _settle_last(found: list[headings.Match | None], values: Sequence[Sequence[str]]) -> None:
    """最近跟进 is the day of the last contact or what came of it, by its values."""
    for column, match in enumerate(found):
        if match and match.target.key == "client.last_note" and looks.share(values[column], looks.date) > _MOSTLY:
            found[column] = replace(match, target=Target("client.last_contact_on"))
        elif match and match.target.key in _LAST_DAYS and looks.contradicts(match.target.key, values[column]):
            found[column] = replace(match, target=Target("client.last_note"))


def _settle_places(found: list[headings.Match | None], values: Sequence[Sequence[str]]) -> None:
    """地区 and 所在地 are places, whole addresses, or a district of the own sales (华东二区), by their values."""
    for column, match in enumerate(found):
        if not match or match.target.key != "client.place" or not any(map(str.strip, values[column])):
            continue
        if looks.share(values[column], guesses.is_place) < looks.ENOUGH:
            is_address = looks.share(values[column], nearly.parted) >= looks.ENOUGH
            found[column] = replace(match, target=Target("client.address")) if is_address else None


def _without_rivals(
    names: Sequence[str], found: Sequence[headings.Match | None]
) -> tuple[list[Target | None], list[ColumnNote]]:
    """One column for each field and person; the second of the same heading is about the next person."""
    targets: list[Target | None] = [None] * len(names)
    notes: list[ColumnNote] = []
    owners: dict[tuple[str, int], list[str]] = {}
    surest = sorted((-m.weight[0], -m.weight[1], column) for column, m in enumerate(found) if m)
    for _, _, column in surest:
        match = found[column]
        if match is None:
            continue
        slot = _free_slot(match, headings.plain(names[column]), owners)
        if slot is None:
            notes.append(ColumnNote(column, names[column], "column.duplicate"))
            continue
        targets[column] = replace(match.target, slot=slot)
        owners.setdefault((match.target.key, slot), []).append(f"{headings.plain(names[column])}:{match.target.option}")
    return targets, notes


def _free_slot(match: headings.Match, name: str, owners: Dict[tuple[str, int], Sequence[str]]) -> int | None:
    key, option = match.target.key, match.target.option
    for slot in range(match.target.slot, SLOTS + 1 if key.startswith("contact.") else match.target.slot + 1):
        taken = owners.get((key, slot), ())
        is_same = f"{name}:{option}" in taken
        if not taken or (fields.BY_KEY[key].is_many and not is_same):
            return slot
        if not is_same:
            return None
    return None


def _fill_by_values(targets: list[Target | None], values: Sequence[Sequence[str]]) -> None:
    """Phones and e-mails under a heading that says nothing, where no other column has them."""
    for key, check in (("contact.phone", looks.MOBILE), ("contact.email", looks.EMAIL)):
        if any(target and target.key == key for target in targets):
            continue
        for column, target in enumerate(targets):
            if target is None and looks.share(values[column], check) >= 0.8:
                targets[column] = Target(key)
                break
