"""What a table is about, by its headings: clients, their people, or one of the kinds of facts (D-14.1)."""

from collections.abc import Sequence
from typing import Final

from kam_desktop import words
from kam_desktop.core.errors import FileError
from kam_desktop.exchange import headings

FACTS: Final = ("purchases", "interactions", "gifts")
TABLES: Final = ("clients", "contacts", *FACTS)
_WHOSE: Final = frozenset(("client.name", "client.external_no"))
_WHO: Final = frozenset(("contact.name", "contact.external_no"))
_TIER: Final = "client.tier"
_OF_DOSSIERS: Final = frozenset(
    (_TIER, "client.annual_revenue", "client.next_visit_on", "client.last_visit_on", "client.last_contact_on",
     "client.industry", "client.city",
     "contact.birthday", "contact.email", "contact.wechat", "contact.given_name", "contact.family_name")
)  # fmt: skip
_ONE_WAY: Final = {  # headings that tell the list of ours
    "visits": ("participants", "objective", "discussed", "next_step"),
    "touches": ("due_on", "touch_kind", "earliest_on", "latest_on"),
}
_GIFT_WORDS: Final = ("礼", "赠", "gift", "present")


def recognised(names: Sequence[str]) -> str:
    """One of FACTS, or nothing when the sheet tells of clients and people themselves.

    Plain words decide together: 日期 and 金额 with a 订单号 are purchases, with a 礼品 gifts. One column that
    only a dossier has (生日, 邮箱) settles it the other way; a 等级 does so beside a journal only.
    """
    dossier = {found.target.key for name in names if (found := _of_a_dossier(name))}
    if dossier - {_TIER}:
        return ""
    said = {kind: _keys(names, kind) for kind in FACTS}
    if not said["interactions"] & (_WHOSE | _WHO):
        return "purchases" if _is_order_list(said["purchases"]) else ""
    if _is_gift_list(names, said["gifts"], said["purchases"]):
        return "gifts"
    if _is_order_list(said["purchases"]):
        return "purchases"
    return "interactions" if not dossier and _is_journal(said["interactions"]) else ""


def refuse_own(names: Sequence[str]) -> None:
    """Raises FileError file.own_visits or file.own_touches for a list that went out from here and has no way back.

    A report is more than a contact that took place, and a touch has not taken place at all.
    """
    said = set(map(headings.plain, names))
    for what, parts in _ONE_WAY.items():
        for lang in words.LANGUAGES:
            if {headings.plain(words.say(lang, f"heading.{part}")) for part in parts} <= said:
                raise FileError(f"file.own_{what}")


def _of_a_dossier(name: str) -> headings.Match | None:
    """The field of a dossier that a heading says for sure."""
    found = headings.match(name)
    if found is None or found.strength == headings.SIMILAR:
        return None
    is_phone = found.target.key == "contact.phone" and headings.match(name, "interactions") is None  # not 联系方式
    return found if is_phone or found.target.key in _OF_DOSSIERS else None


def _keys(names: Sequence[str], kind: str) -> set[str]:
    found = (headings.match(name, kind) for name in names)
    return {match.target.key for match in found if match and match.strength > headings.SIMILAR}


def _is_gift_list(names: Sequence[str], said: set[str], as_order: set[str]) -> bool:
    if not {"gift.on", "gift.item"} <= said:
        return False
    is_named = any(word in name.casefold() for name in names for word in _GIFT_WORDS)
    of_an_order = {"purchase.margin", "purchase.order_no"} | (
        {"purchase.quantity"} if not is_named or "purchase.product" in as_order else set()
    )
    if as_order & of_an_order:
        return False
    return is_named or (bool(said & _WHO) and "gift.amount" in said and any("item" in name.lower() for name in names))


def _is_order_list(said: set[str]) -> bool:
    has_line = {"purchase.on", "purchase.amount"} <= said
    return has_line and bool(said & {"purchase.product", "purchase.order_no", "purchase.quantity"})


def _is_journal(said: set[str]) -> bool:
    return "interaction.on" in said and bool(said & {"interaction.channel", "interaction.text"})
