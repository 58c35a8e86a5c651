"""From the rows of a table to dated facts: purchases, interactions, gifts (D-2.3, D-2.4).

A fact is taken whole or not at all: a client, a day, the amount of a purchase or the item of a gift must be
there, and a number that cannot be read rejects its row, so that a mended row never comes twice. Words for a
channel or an occasion that nobody knows stay before the text.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from typing import Any, Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.records import (
    FactRecord,
    GiftRecord,
    InteractionRecord,
    Problem,
    PurchaseRecord,
)
from kam_desktop.core.rules import currencies
from kam_desktop.core.rules.kinds import Channel, GiftCategory, GiftDirection, GiftOccasion
from kam_desktop.exchange import fields, nearly, values, vocabulary, ways
from kam_desktop.exchange.columns import Mapping
from kam_desktop.exchange.parsed import ParsedFile, RejectedRow, Row
from kam_desktop.exchange.reading import Reading

_LONG: Final = frozenset(("interaction.text", "gift.text"))
_WORDS: Final = frozenset(("channel", "occasion", "category"))
_WHOSE: Final = frozenset(("client", "client_no", "person", "person_no"))
_SHARED: Final = {
    "client.name": "client", "client.external_no": "client_no", "contact.name": "person",
    "contact.external_no": "person_no",
}  # fmt: skip
_DIRECTIONS: Final = "收=received 收到=received 受赠=received in=received 送=given 送出=given 赠送=given out=given"


def to_records(parsed: ParsedFile, mapping: Mapping) -> Iterator[FactRecord | RejectedRow]:
    """One record or rejection for each row, in the order of the file."""
    taker = _Taker(parsed, mapping)
    for row in parsed.rows:
        yield taker.record(row)


class _Taker(Reading):
    def __init__(self, parsed: ParsedFile, mapping: Mapping) -> None:
        targets = [(column, target) for column, text in enumerate(mapping.targets) if (target := fields.target(text))]
        super().__init__(parsed, mapping.headings, {column: _is_exact(target.key) for column, target in targets})
        self.make = _MAKERS[mapping.kind]
        self.usual: dict[str, Any] = _usual_way(parsed, mapping) if mapping.kind == "interactions" else {}
        self.plan = [
            (column, *_READERS[target.key], target.option, values.NOTES_LIMIT if target.key in _LONG else values.NAME_LIMIT)
            for column, target in targets
            if target.key in _READERS
        ]  # fmt: skip
        if "interaction.at" not in mapping.targets:  # 2026-06-15 14:30 in the column of days
            days = [column for column, target in targets if target.key == "interaction.on"]
            self.plan += [(column, "at", _clock_behind_day, "", values.NAME_LIMIT) for column in days]

    def record(self, row: Row) -> FactRecord | RejectedRow:
        self.problems, self.unread = [], []
        got, refused = self._said(self.cells_of(row))
        if not refused and any(problem.code == "value.digits_lost" for problem in self.problems):
            refused = "value.digits_lost"
        if not refused and "on" not in got:
            refused = "fact.no_date"
        if not refused and got.keys().isdisjoint(_WHOSE):
            refused = "fact.no_client"
        if self.usual and "channel" not in got:
            got |= self.usual
        made = refused or self.make(row.row_no, got, self.problems)
        return self._rejected(row, made) if isinstance(made, str) else made

    def _said(self, cells: Sequence[str]) -> tuple[dict[str, Any], str]:
        """What the row says by the record's attributes, and why it cannot be taken if so."""
        got: dict[str, Any] = {}
        refused = ""
        is_plain = values.is_plain
        for column, name, read, option, limit in self.plan:
            text = cells[column]
            if text and (len(text) > limit or not is_plain(text)):
                text = self.mended(column, text, limit)
            if not text:
                continue
            if read is None:
                got[name] = self._together(name, got[name], column, text) if name in got else text
                continue
            try:
                got[name] = read(text, option)
            except Invalid as error:
                if (found := self.nearly(column, text, error)) is not None:
                    got[name] = found
                elif name not in _WORDS:
                    refused = refused or error.code
                else:
                    got["words"] = f"{got['words']} [{text}]" if "words" in got else f"[{text}]"
        return got, refused

    def _together(self, name: str, first: str, column: int, text: str) -> str:
        """Texts of several columns go below each other; of other fields the first stays."""
        if name == "text":
            return first if text == first else f"{first}\n{text}"
        if text != first:
            self.report(column, "value.not_kept", text[:80])
        return first

    def _rejected(self, row: Row, code: str) -> RejectedRow:
        if any(problem.code == code for problem in self.problems):
            return RejectedRow(row.row_no, row.cells, tuple(self.problems))
        return RejectedRow(row.row_no, row.cells, (Problem("", code, ""), *self.problems))


def _usual_way(parsed: ParsedFile, mapping: Mapping) -> dict[str, Any]:
    """What a row says that names no way; a column that is left out tells nothing of it."""
    used = [name for name, target in zip(mapping.headings, mapping.targets, strict=False) if target]
    way = ways.meant((parsed.sheet, parsed.name, " ".join(used))) or Channel.CALL
    return {"channel": way.value, "is_channel_said": False}


def _is_exact(key: str) -> bool:
    return key.endswith(("external_no", "order_no"))


Maker = Callable[[int, dict[str, Any], Sequence[Problem]], FactRecord | str]


def _interaction(row_no: int, got: dict[str, Any], problems: Sequence[Problem]) -> FactRecord | str:
    _keep_words(got)
    return InteractionRecord(row_no=row_no, **got, problems=tuple(problems))


def _purchase(row_no: int, got: dict[str, Any], problems: Sequence[Problem]) -> FactRecord | str:
    if "amount_minor" not in got:
        return "purchase.no_amount"
    return PurchaseRecord(row_no=row_no, **got, problems=tuple(problems))


def _gift(row_no: int, got: dict[str, Any], problems: Sequence[Problem]) -> FactRecord | str:
    if "item" not in got:
        return "gift.no_item"
    _keep_words(got)
    return GiftRecord(row_no=row_no, **got, problems=tuple(problems))


def _keep_words(got: dict[str, Any]) -> None:
    """A word of a channel or an occasion that is not known stands before the text."""
    if word := got.pop("words", ""):
        got["text"] = f"{word} {got['text']}" if "text" in got else word


_MAKERS: Final[dict[str, Maker]] = {"interactions": _interaction, "purchases": _purchase, "gifts": _gift}


def _day(text: str, _: str) -> date:
    return nearly.past_day(text)


def _clock_behind_day(text: str, _: str) -> time | None:
    return values.clock(text) if len(text) > 10 else None


def _word(kinds: Any, code: str, more: str = "") -> Callable[[str, str], str]:
    def read(text: str, _: str) -> str:
        if found := vocabulary.one_of(kinds, text, more):
            return found
        raise Invalid("value", code, text=text)

    return read


def _currency(text: str, _: str) -> str:
    plain = {"人民币": "CNY", "RMB": "CNY", "元": "CNY", "美元": "USD", "欧元": "EUR"}.get(text.upper(), text.upper())
    if plain in currencies.KNOWN:
        return plain
    raise Invalid("currency", "currency.unknown", text=text)


_READERS: Final[dict[str, tuple[str, Callable[[str, str], Any] | None]]] = {
    **{key: (name, None) for key, name in _SHARED.items()},
    "interaction.on": ("on", _day),
    "interaction.at": ("at", lambda text, _: values.clock(text)),
    "interaction.channel": ("channel", lambda text, _: vocabulary.channel(text)),
    "interaction.text": ("text", None),
    "interaction.external_no": ("external_no", None),
    "interaction.author": ("author", None),
    "purchase.on": ("on", _day),
    "purchase.product": ("product", None),
    "purchase.quantity": ("quantity_milli", lambda text, _: values.quantity_milli(text)),
    "purchase.amount": ("amount_minor", values.money_minor),
    "purchase.margin": ("margin_minor", values.money_minor),
    "purchase.order_no": ("order_no", None),
    "purchase.currency": ("currency", _currency),
    "gift.on": ("on", _day),
    "gift.item": ("item", None),
    "gift.amount": ("value_minor", values.revenue_minor),
    "gift.currency": ("currency", _currency),
    "gift.category": ("category", _word(GiftCategory, "gift.unknown_category")),
    "gift.occasion": ("occasion", _word(GiftOccasion, "gift.unknown_occasion")),
    "gift.direction": ("direction", _word(GiftDirection, "gift.unknown_direction", _DIRECTIONS)),
    "gift.origin": ("origin", None),
    "gift.text": ("text", None),
    "gift.author": ("author", None),
}
