"""How the values of each field of a dossier are read, from one cell or from several (D-14.1)."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final

from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import names
from kam_desktop.core.rules.kinds import (
    Attitude,
    BuyingRole,
    ClientStatus,
    LifecycleStage,
    RelationshipLevel,
    ValueBand,
)
from kam_desktop.exchange import address_books, leftovers, nearly, supplier_shares, units, values, vocabulary
from kam_desktop.exchange.in_columns import Read
from kam_desktop.exchange.reading import Entries, Reading
from kam_desktop.words import zones

NAME_PARTS: Final = ("contact.family_name", "contact.given_name", "contact.middle_name")
BIRTH_PARTS: Final = ("contact.birth_year", "contact.birth_month", "contact.birth_day")
NICKNAME: Final = "contact.nickname"
OTHER: Final = leftovers.PERSON
RELATIVES: Final = "contact.relatives"
GROWING: Final = ("family", "hobbies", "personality", "taboos")  # texts of a person, as notes are
LONG: Final = frozenset(
    (
        "client.notes",
        leftovers.CLIENT,
        "client.last_note",
        "client.products",
        "client.supplier_shares",
        "contact.notes",
        OTHER,
        RELATIVES,
        *(f"contact.{each}" for each in GROWING),
    )
)
_ROLES: Final = (
    "决策=decides 决策者=decides 决策人=decides 拍板人=decides 老板=decides decisionmaker=decides 影响者=influences "
    "影响人=influences influencer=influences 使用者=uses 使用人=uses 用户=uses user=uses 付款人=pays buyer=pays 把关人=guards "
    "守门人=guards gatekeeper=guards"
)
_STATUSES: Final = (
    "正常=active 正常合作=active 正常往来=active 活跃=active 合作=active 合作中=active 在合作=active 已合作=active 往来=active "
    "有效=active 启用=active 在用=active 跟进中=active 维护中=active 成交=active 已成交=active normal=active live=active "
    "current=active enabled=active open=active 暂停合作=paused 已暂停=paused 暂停往来=paused 暂缓=paused 冻结=paused "
    "inactive=paused onhold=paused hold=paused suspended=paused frozen=paused 终止=ended 终止合作=ended 已终止合作=ended "
    "停止合作=ended 已停止合作=ended 停止往来=ended 不再合作=ended 不合作=ended 已停止=ended 流失=ended 已流失=ended 流失客户=ended "
    "停用=ended 已停用=ended 无效=ended 注销=ended 已注销=ended 倒闭=ended 已倒闭=ended 关闭=ended 已关闭=ended lost=ended "
    "churned=ended former=ended closed=ended terminated=ended stopped=ended disabled=ended"
)
_ATTITUDES: Final = "支持者=supporter 中立者=neutral 反对者=opponent 中间派=neutral 一般=neutral"
Reader = Callable[[Reading, Entries], Any]
Names = dict[str, tuple[str, Read | None, Reader]]  # by field: attribute, reader of one cell, reader of several


def _line(reading: Reading, entries: Entries) -> str:
    return names.in_one_line(reading.text(entries))


def _amount(text: str, unit: str) -> str:
    return units.joined(names.in_one_line(text), unit)


def _joined(glue: str) -> Reader:
    return lambda reading, entries: reading.held(glue.join(dict.fromkeys(text for _, text, _ in entries)))


def _many(read: Callable[[str], tuple[str, ...]]) -> tuple[Read, Reader]:
    return lambda text, _: read(text), lambda reading, entries: reading.each(entries, read)


def _plain(read: Callable[[str], Any], missing: Any = "") -> tuple[Read, Reader]:
    def reader(reading: Reading, entries: Entries) -> Any:
        found = reading.value(entries, lambda text, _: read(text))
        return missing if found is None else found

    return lambda text, _: read(text), reader


def _word(kinds: type[StrEnum], more: str = "") -> tuple[Read, Reader]:
    def read(text: str) -> str:
        if found := vocabulary.one_of(kinds, text, more):
            return found
        raise Invalid("value", "word.unknown", text=text)

    return _plain(read)


CLIENT: Final[Names] = {
    **{
        f"client.{name}": (name, None, _line)
        for name in (
            "name", "short_name", "external_no", "industry", "province", "district", "source", "owner",
            "leader",
        )
    },
    **{f"client.{name}": (name, None, Reading.text) for name in ("last_note", "products")},
    "client.annual_volume": ("annual_volume", _amount, lambda reading, entries: reading.value(entries, _amount)),
    "client.tier": ("tier", *_plain(nearly.tier)),
    "client.city": ("city", nearly.city, _plain(nearly.city, None)[1]),
    "client.place": ("place", *_plain(nearly.place, None)),  # nothing but what it says of the others
    "client.kind": ("kind", *_plain(vocabulary.kind)),
    "client.time_zone": ("time_zone", *_plain(zones.zone_of)),
    "client.lifecycle_stage": ("lifecycle_stage", *_word(LifecycleStage)),
    "client.relationship_level": ("relationship_level", *_word(RelationshipLevel)),
    "client.value_band": ("value_band", *_word(ValueBand)),
    "client.status": ("status", *_word(ClientStatus, _STATUSES)),
    "client.supplier_shares": ("supplier_shares", *_plain(supplier_shares.read, ())),
    "client.ownership": ("ownership", *_plain(vocabulary.ownership)),
    "client.address": ("address", None, _joined(" ")),
    "client.notes": ("notes", None, _joined("\n")),
    "client.tags": ("tags", *_many(values.tags)),
    "client.annual_revenue": (
        "annual_revenue_minor", values.revenue_minor, lambda reading, entries: reading.value(entries, values.revenue_minor),
    ),
    "client.next_visit_on": ("next_visit_on", *_plain(nearly.coming_day, None)),
    "client.next_channel": ("next_channel", *_plain(vocabulary.channel)),
    "client.since_on": ("since_on", *_plain(nearly.day, None)),
    **{f"client.{name}": (name, *_plain(nearly.past_day, None)) for name in ("last_visit_on", "last_contact_on")},
}  # fmt: skip
CONTACT: Final[Names] = {
    **{
        f"contact.{name}": (name, None, _line)
        for name in (
            "title",
            "wechat",
            "external_no",
            "greeting_name",
            "preferred_hours",
            "hometown",
        )
    },
    **{f"contact.{name}": (name, None, _joined("\n")) for name in (*GROWING, "notes")},
    **{f"contact.{name}": (name, *_plain(values.truth, None)) for name in ("is_official", "is_primary", "has_left")},
    "contact.buying_role": ("buying_role", *_word(BuyingRole, _ROLES)),
    "contact.attitude": ("attitude", *_word(Attitude, _ATTITUDES)),
    "contact.preferred_channel": ("preferred_channel", *_plain(vocabulary.channel)),
    "contact.phone": ("phones", *_many(values.phone_numbers)),
    "contact.email": ("emails", *_many(values.emails)),
    "contact.name": ("name", nearly.person, _plain(nearly.person)[1]),
    "contact.birthday": ("birthday", nearly.birthday, lambda reading, entries: reading.value(entries, nearly.birthday)),
    **{
        name: (name, None, _line)
        for name in (*NAME_PARTS, "contact.department", "contact.birthday_calendar", "contact.birthday_leap")
    },
    RELATIVES: (RELATIVES, None, _joined("\n")),
    OTHER: (OTHER, None, lambda reading, entries: address_books.words(reading.headings, entries)),
}
PIECES: Final = frozenset(
    (
        *NAME_PARTS,
        *BIRTH_PARTS,
        "contact.department",
        "contact.birthday_calendar",
        "contact.birthday_leap",
        NICKNAME,
        OTHER,
        RELATIVES,
    )
)
