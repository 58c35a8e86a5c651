"""What an outside file says about clients, after reading and before it meets the store."""

from dataclasses import dataclass
from datetime import date

from kam_desktop.core.rules.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Problem:
    """One value that could not be taken. ``code`` is worded as ``problem.<code>``; ``text`` is the value."""

    column: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """A person as a row or a card tells of them. Empty text means: the file says nothing."""

    name: str
    title: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    wechat: str = ""
    birthday: PartialDate | None = None
    notes: str = ""
    external_no: str = ""


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """A client with their people, from one row (or one card) of an outside file.

    ``row_no`` counts from 1 as the file's reader sees it (the heading line is row 1 of a sheet).
    ``annual_revenue_minor`` is in minor units of CNY. ``problems`` reject single values, never the row.
    """

    row_no: int
    name: str
    short_name: str = ""
    external_no: str = ""
    tier: str = ""
    kind: str = ""
    industry: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    address: str = ""
    annual_revenue_minor: int | None = None
    source: str = ""
    owner: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""
    next_visit_on: date | None = None
    last_note: str = ""
    contacts: tuple[ContactRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
