"""What an outside file says about clients and what happened with them, before it meets the store."""

from dataclasses import dataclass
from datetime import date, time
from typing import Final, NamedTuple

from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.shares import Share


@dataclass(frozen=True, slots=True)
class Problem:
    """One value that could not be taken. ``code`` is worded as ``problem.<code>``; ``text`` is the value."""

    column: str
    code: str
    text: str


class OwnField(NamedTuple):
    """A field that the users defined, as far as importing needs it: ``entity`` is client or contact."""

    id: str
    entity: str
    label: str
    kind: str = "text"
    choices: tuple[str, ...] = ()


OwnValues = tuple[tuple[str, str | int | float], ...]


class RelativeRecord(NamedTuple):
    """Somebody outside work who matters to a person; ``relation`` is a ``Relation``, or empty where it is not said."""

    relation: str = ""
    name: str = ""
    birthday: PartialDate | None = None
    notes: str = ""


class ContactRecord(NamedTuple):
    """A person as a row or a card tells of them. Empty text means: the file says nothing.

    ``private_notes`` become a personal note on the person; they leave the program as little as family and hobbies do.
    ``photo`` is a picture as it came, kept among the person's files. ``is_primary`` and ``has_left`` are None where the
    file does not say.
    """

    name: str
    title: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    wechat: str = ""
    birthday: PartialDate | None = None
    notes: str = ""
    external_no: str = ""
    custom: OwnValues = ()
    is_official: bool | None = None
    family: str = ""
    hobbies: str = ""
    private_notes: str = ""
    photo: bytes = b""
    greeting_name: str = ""
    buying_role: str = ""
    attitude: str = ""
    preferred_channel: str = ""
    preferred_hours: str = ""
    hometown: str = ""
    personality: str = ""
    taboos: str = ""
    is_primary: bool | None = None
    has_left: bool | None = None
    relatives: tuple[RelativeRecord, ...] = ()


class ClientRecord(NamedTuple):
    """A client with their people, from one row (or one card) of an outside file.

    ``row_no`` counts from 1 as the file's reader sees it (the heading line is row 1 of a sheet).
    ``annual_revenue_minor`` is in minor units of CNY. ``problems`` reject single values, never the row.
    Without a ``name`` the row is about a client that is there already, known by ``external_no``.
    ``custom`` holds values of the users' own fields, as pairs with the field's id. ``next_channel`` is a ``Channel``.
    ``last_note`` is what came of the last contact; with its day (``last_visit_on``, else ``last_contact_on``) it becomes one.
    """

    row_no: int
    name: str
    short_name: str = ""
    external_no: str = ""
    tier: str = ""
    kind: str = ""
    ownership: str = ""
    industry: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    address: str = ""
    time_zone: str = ""
    annual_revenue_minor: int | None = None
    source: str = ""
    owner: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""
    next_visit_on: date | None = None
    next_channel: str = ""
    since_on: date | None = None
    last_note: str = ""
    last_visit_on: date | None = None
    last_contact_on: date | None = None
    products: str = ""
    annual_volume: str = ""
    leader: str = ""
    lifecycle_stage: str = ""
    relationship_level: str = ""
    value_band: str = ""
    status: str = ""
    supplier_shares: tuple[Share, ...] = ()
    custom: OwnValues = ()
    contacts: tuple[ContactRecord, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRecord:
    """A dated fact about a client that is in the store already (D-2.3).

    The client is named by number, by name, or by the e-mail address of one of its people; ``person`` and
    ``person_no`` name who took part, as the file has them. ``external_no`` is the fact's own number.
    """

    row_no: int
    on: date
    client: str = ""
    client_no: str = ""
    person: str = ""
    person_no: str = ""
    emails: tuple[str, ...] = ()
    author: str = ""
    external_no: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionRecord(FactRecord):
    """A contact that took place, or an appointment (``may_come``) that may still be to come.

    A reminder whose day is over was no contact: it is kept as a note. Where the row itself does not say the channel
    (``is_channel_said``), it is what such contacts are likely to be.
    """

    channel: str = "call"
    is_channel_said: bool = True
    at: time | None = None
    text: str = ""
    may_come: bool = False
    is_reminder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRecord(FactRecord):
    """A note that is no contact: it does not reset the client's clock. A private one is personal."""

    text: str = ""
    is_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseRecord(FactRecord):
    """A line of an order. Amounts in minor units, ``quantity_milli`` in thousandths."""

    product: str = ""
    quantity_milli: int | None = None
    amount_minor: int = 0
    margin_minor: int | None = None
    currency: str = "CNY"
    order_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftRecord(FactRecord):
    """A gift of the past; ``value_minor`` in minor units of ``currency``."""

    item: str
    value_minor: int = 0
    currency: str = "CNY"
    category: str = "other"
    occasion: str = "other"
    direction: str = "given"
    origin: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that the store could not take; ``code`` is worded as ``problem.<code>``."""

    row_no: int
    code: str
    text: str = ""


class Together(NamedTuple):
    """How many rows are about a client of a row before; ``names`` are some of them that are written otherwise, in pairs."""

    rows: int
    names: tuple[tuple[str, str], ...] = ()


NONE_TOGETHER: Final = Together(0)
