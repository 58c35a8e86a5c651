"""What a table is about, by its headings: clients, their people, or one of the kinds of facts (D-14.1)."""

from collections.abc import Sequence
from typing import Final

from kam_desktop.exchange import headings

FACTS: Final = ("purchases", "interactions", "gifts")
TABLES: Final = ("clients", "contacts", *FACTS)
_WHOSE: Final = frozenset(("client.name", "client.external_no"))
_WHO: Final = frozenset(("contact.name", "contact.external_no"))
_OF_DOSSIERS: Final = frozenset(
    ("client.tier", "client.annual_revenue", "client.next_visit_on", "client.industry", "client.city",
     "contact.birthday", "contact.email", "contact.wechat", "contact.given_name", "contact.family_name")
)  # fmt: skip
_GIFT_WORDS: Final = ("礼", "赠", "gift", "present")


def recognised(names: Sequence[str]) -> str:
    """One of FACTS, or nothing when the sheet tells of clients and people themselves.

    Plain words decide together: 日期 and 金额 with a 订单号 are purchases, with a 礼品 gifts. One column that
    only a dossier has (等级, 生日, 邮箱) settles it the other way.
    """
    if any(map(_is_of_a_dossier, names)):
        return ""
    said = {kind: _keys(names, kind) for kind in FACTS}
    if not said["interactions"] & (_WHOSE | _WHO):
        return "purchases" if _is_order_list(said["purchases"]) else ""
    if _is_gift_list(names, said["gifts"], said["purchases"]):
        return "gifts"
    if _is_order_list(said["purchases"]):
        return "purchases"
    return "interactions" if _is_journal(said["interactions"]) else ""


def _is_of_a_dossier(name: str) -> bool:
    found = headings.match(name)
    if found is None or found.strength == headings.SIMILAR:
        return False
    is_phone = found.target.key == "contact.phone" and headings.match(name, "interactions") is None  # not 联系方式
    return is_phone or found.target.key in _OF_DOSSIERS


def _keys(names: Sequence[str], kind: str) -> set[str]:
    found = (headings.match(name, kind) for name in names)
    return {match.target.key for match in found if match and match.strength > headings.SIMILAR}


def _is_gift_list(names: Sequence[str], said: set[str], as_order: set[str]) -> bool:
    if not {"gift.on", "gift.item"} <= said:
        return False
    if as_order & {"purchase.quantity", "purchase.margin", "purchase.order_no"}:
        return False
    is_named = any(word in name.casefold() for name in names for word in _GIFT_WORDS)
    return is_named or (bool(said & _WHO) and "gift.amount" in said and any("item" in name.lower() for name in names))


def _is_order_list(said: set[str]) -> bool:
    has_line = {"purchase.on", "purchase.amount"} <= said
    return has_line and bool(said & {"purchase.product", "purchase.order_no", "purchase.quantity"})


def _is_journal(said: set[str]) -> bool:
    return "interaction.on" in said and bool(said & {"interaction.channel", "interaction.text"})
