"""Columns that no field takes: what stands in them is kept in the notes, under its heading (D-14.1).

In a list of clients and people nothing that was typed is lost. Only what numbers the rows, what follows from other
facts, and what says the same once more is left out.
"""

import re
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from typing import TYPE_CHECKING, Final

from kam_desktop.exchange import headings, looks, natures
from kam_desktop.exchange.fields import Target, target

if TYPE_CHECKING:
    from kam_desktop.exchange.columns import Mapping

CLIENT: Final = "client.other"
PERSON: Final = "contact.other"
KEPT: Final = (CLIENT, PERSON)
_AT_WORK: Final = "business"  # by which a heading is about work, unless it says otherwise
_FEWEST: Final = 5  # numbers that are no figures but count the rows
_OF_BUSINESS: Final = re.compile(
    r"客户|客戶|产品|產品|品牌|合作|供应|供應|项目|項目|销量|銷量|销售|銷售|采购|採購|金额|金額|合同|订单|訂單|付款|账期|帳期|开票|開票|税|稅|"
    r"银行|銀行|设备|設備|用量|价格|價格|库存|庫存|物流|发货|發貨|区域|區域|竞争|競爭|竞品|规模|規模|注册|註冊|法人|信用|"
    r"client|customer|product|brand|supplier|project|sales|volume|price|contract|order|payment|\btax\b|\bbank|credit|stock",
    re.IGNORECASE,
)
_WHOEVER: Final = re.compile(r"客户|客戶|client|customer|关系|關係|relationship", re.IGNORECASE)
_OF_A_PERSON: Final = re.compile(r"传真|傳真|\bfax\b|qq|msn|skype|昵称|暱稱|签名|簽名|\bpager\b|呼机", re.IGNORECASE)


def keep(
    names: Sequence[str], values: Sequence[Sequence[str]], targets: MutableSequence[Target | None],
    found: Sequence[headings.Match | None], *, is_book: bool,
) -> None:  # fmt: skip
    """Give a place to every column that fills no field; all of an address book are kept with the person."""
    if not any(targets):
        return
    has_people = any(each and each.key.startswith("contact.") for each in targets)
    is_of_people = _is_of_people(targets, values)
    away = [column for column, one in enumerate(targets) if one is None and is_told(names[column], values[column])]
    for column in away:
        name, match = names[column], found[column]
        if is_book and name.strip():
            targets[column] = Target(PERSON)
        elif match is None or _differs(values, column, _winner(targets, match)):
            targets[column] = Target(_place(name, has_people=has_people, is_of_people=is_of_people))


def is_told(name: str, values: Sequence[str]) -> bool:
    """Whether a column tells something of its own: a heading that is not ours, or words without one."""
    if name.strip():
        return headings.says(name) and not _counts_rows(values)
    return any(map(str.strip, values)) and looks.share(values, looks.is_typed) < looks.ENOUGH


def called(mapping: "Mapping", rows: Iterable[Sequence[str]]) -> list[str]:
    """The columns of which something in these rows is kept so: by their headings, else by their numbers."""
    away = [at for at, text in enumerate(mapping.targets) if (found := target(text)) and found.key in KEPT]
    said = {at for cells in rows for at in away if at < len(cells) and cells[at].strip()}
    return [mapping.headings[at].strip() or f"#{at + 1}" for at in sorted(said)]


def lines(names: Sequence[str], texts: Sequence[str]) -> Iterator[str]:
    """A line for each text, under its heading where it has one."""
    return (
        f"{name.strip()}: {text}" if name.strip() else text for name, text in zip(names, texts, strict=True) if text
    )


def _place(name: str, *, has_people: bool, is_of_people: bool) -> str:
    """With the person what is private, or what a list of people tells of them, else with the client.

    客户 is often the person: 客户家庭情况 is a family's.
    """
    if natures.of(_WHOEVER.sub("", name), _AT_WORK) is not natures.Nature.WORK:
        return PERSON
    if _OF_BUSINESS.search(name) or not name.strip():
        return CLIENT
    return PERSON if is_of_people or (has_people and _OF_A_PERSON.search(name)) else CLIENT


def _is_of_people(targets: Sequence[Target | None], values: Sequence[Sequence[str]]) -> bool:
    """Whether half of the people stand below others of the same client: each row is about one of them."""
    at = {each.key: column for column, each in enumerate(targets) if each and each.slot == 1}
    if not {"client.name", "contact.name"} <= at.keys():
        return False
    rows = [
        (who, said) for who, said in zip(values[at["client.name"]], values[at["contact.name"]], strict=False) if said
    ]
    return len(rows) > 1 and 2 * len({who for who, _ in rows if who}) <= len(rows)


def _winner(targets: Sequence[Target | None], match: headings.Match) -> int | None:
    return next((at for at, each in enumerate(targets) if each and each.key == match.target.key), None)


def _differs(values: Sequence[Sequence[str]], column: int, winner: int | None) -> bool:
    """Whether a second column for one field says anything that the first does not."""
    if winner is None:
        return any(map(str.strip, values[column]))
    return any(said.strip() and said != other for said, other in zip(values[column], values[winner], strict=False))


def _counts_rows(values: Sequence[str]) -> bool:
    said = [value.strip() for value in values if value.strip()]
    return len(said) >= _FEWEST and said == [str(number) for number in range(1, len(said) + 1)]
