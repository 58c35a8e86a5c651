"""The papers that the preview can show: what is read for each, how it is written, what its file is called."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from kam_desktop.core import clients, relationships, reports, settings, visits
from kam_desktop.documents import relationship_map, visit_report
from kam_desktop.documents.file_names import paper_name

MAP = "relationship_map"


@dataclass(frozen=True)
class Source:
    """A paper that was read and is to be written. ``write`` returns characters that no font has."""

    write: Callable[[BytesIO, str], tuple[str, ...]]
    name: Callable[[str], str]


def read(session: Any, kind: str, row_id: str, *, today: date) -> Source:
    """The map of a client's people for ``MAP``, else the report of a visit."""
    return _map(session, row_id, today) if kind == MAP else _visit(session, row_id, today)


def _visit(session: Any, visit_id: str, today: date) -> Source:
    row = visits.get(session, visit_id)
    client, version = clients.get(session, row.client_id), row.version
    report = reports.visit_report(session, visit_id, today=today)
    called = client.short_name or client.name
    return Source(
        lambda sink, lang: visit_report.write(report, sink, lang=lang).missing,
        lambda lang: paper_name("visit", report.on, lang, client=called, version=version),
    )


def _map(session: Any, client_id: str, today: date) -> Source:
    seen, company = relationships.map_of(session, client_id), settings.get(session, "company")
    return Source(
        lambda sink, lang: relationship_map.write(seen, sink, lang=lang, on=today, company=company).missing,
        lambda lang: relationship_map.file_name(seen.client, today, lang),
    )
