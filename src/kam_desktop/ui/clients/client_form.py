"""The form for a client: new or edited. A like-named client is told while the name is being typed (D-2.5)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer

from kam_desktop import runtime
from kam_desktop.core import clients, custom_fields, drafts, duplicates, settings
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.custom_fields import Field
from kam_desktop.core.duplicates import Alike
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import names, regions
from kam_desktop.core.rules.kinds import (
    ClientKind,
    ClientStatus,
    LifecycleStage,
    Ownership,
    RelationshipLevel,
    Tier,
    ValueBand,
)
from kam_desktop.ui import labels
from kam_desktop.ui.clients import custom_inputs, revenue, zone_field
from kam_desktop.ui.clients.alike_bar import AlikeBar, There
from kam_desktop.ui.clients.form_page import FormPage, Opened
from kam_desktop.ui.clients.inputs import TwoColumns, Values
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.widgets.shares_field import SharesField, lines_of, shares_of
from kam_desktop.ui.widgets.texts import Hint
from kam_desktop.words import likenesses, zones

_SEPARATORS: Final = re.compile(r"[,，、;；\n\t]+")
_PLAIN: Final = (
    "name", "short_name", "tier", "kind", "ownership", "industry", "province", "city", "district", "address", "products",
    "annual_volume", "source", "status", "lifecycle_stage", "relationship_level", "value_band", "owner", "leader",
    "notes", "external_no",
)  # fmt: skip
_LOOKING_MS: Final = 300
_KNOWN_BY: Final = ("name", "city", "external_no")


def tags_of(text: str) -> tuple[str, ...]:
    """Tags from one line, each once."""
    return tuple(dict.fromkeys(part.strip() for part in _SEPARATORS.split(text) if part.strip()))


def values_of(draft: ClientDraft, fields: Sequence[Field] = ()) -> Values:
    """A client as the form shows it."""
    return {name: getattr(draft, name) for name in _PLAIN} | {
        "time_zone": zones.shown(labels.language(), draft.time_zone),
        "annual_revenue_minor": revenue.text(draft.annual_revenue_minor),
        "tags": labels.listed(draft.tags),
        "supplier_shares": lines_of(draft.supplier_shares),
        "custom": custom_inputs.texts_of(fields, draft.custom),
    }


def draft_of(values: Values, before: Values, stored: ClientDraft, currency: str = "CNY") -> ClientDraft:
    """The stored draft with what was changed in the form, and nothing else."""
    changed: dict[str, Any] = {name: values[name] for name in _PLAIN if values[name] != before[name]}
    changed |= {part: regions.written(part, changed[part]) for part in regions.Where._fields if part in changed}
    if values["annual_revenue_minor"] != before["annual_revenue_minor"]:
        changed["annual_revenue_minor"] = revenue.minor(values["annual_revenue_minor"], currency)
    if values["time_zone"] != before["time_zone"]:
        changed["time_zone"] = zones.zone_of(values["time_zone"])
    if values["tags"] != before["tags"]:
        changed["tags"] = tags_of(values["tags"])
    if values["supplier_shares"] != before["supplier_shares"]:
        changed["supplier_shares"] = shares_of(values["supplier_shares"])
    if values["custom"] != before["custom"]:
        changed["custom"] = custom_inputs.values_from(values["custom"], before["custom"], stored.custom)
    if "name" in changed and "short_name" not in changed and _is_made(stored):
        changed["short_name"] = ""
    return replace(stored, **changed)


def _is_made(stored: ClientDraft) -> bool:
    """Whether the short name was made from the name, so that it follows it."""
    return stored.short_name == names.short_company(stored.name)


class ClientForm(FormPage):
    """``Route("client_form")`` makes a client, with an id it edits one; ``focus`` names a field, ``name`` fills in a new one's."""

    def fill_columns(self, columns: TwoColumns) -> None:
        make, left, right = self.inputs, columns.left, columns.right
        say = labels.field
        left.add("name", say("name"), make.line("name"))
        self.alike = AlikeBar(left)
        left.add_widget(self.alike)
        left.add_row(
            ("short_name", say("short_name"), make.line("short_name", hint=self.tr("made from the name")), 3),
            ("external_no", say("external_no"), make.line("external_no", limit=64), 2),
        )
        left.add_row(
            ("tier", say("tier"), make.choice("tier", Tier), 1),
            ("kind", say("kind"), make.choice("kind", ClientKind), 1),
            ("ownership", say("ownership"), make.choice("ownership", Ownership), 1),
        )
        left.add_row(
            ("industry", say("industry"), make.line("industry", limit=128), 1),
            ("source", say("source"), make.line("source", limit=128), 1),
        )
        left.add_row(
            ("province", say("province"), make.line("province", limit=64), 1),
            ("city", say("city"), make.line("city", limit=64), 1),
            ("district", say("district"), make.line("district", limit=64), 1),
        )
        zone = make.line("time_zone", limit=64, hint=self.tr("as on this computer"))
        zone_field.complete(zone)
        left.add_row(
            ("address", say("address"), make.line("address"), 3),
            ("time_zone", say("time_zone"), zone, 2),
        )
        left.add_row(
            ("owner", say("owner"), make.line("owner", limit=64), 1),
            ("leader", say("leader"), make.line("leader", limit=64), 1),
        )
        self.custom = custom_inputs.put(left, make)
        right.add("products", say("products"), make.long("products", lines=2))
        right.add_row(
            ("annual_volume", say("annual_volume"), make.line("annual_volume", limit=128), 1),
            ("annual_revenue_minor", revenue.label("CNY"), make.line("annual_revenue_minor", limit=32), 1),
        )
        status = make.choice("status", ClientStatus, has_nothing=False)
        unplanned = self.unplanned = Hint(labels.say("client.unplanned"), right)
        unplanned.hide()
        status.currentIndexChanged.connect(lambda _: unplanned.setVisible(status.currentData() != ClientStatus.ACTIVE))
        right.add_row(
            ("status", say("status"), status, 1),
            ("lifecycle_stage", say("lifecycle_stage"), make.choice("lifecycle_stage", LifecycleStage), 1),
            ("value_band", say("value_band"), make.choice("value_band", ValueBand), 1),
        )
        right.add_widget(unplanned)
        level = make.choice("relationship_level", RelationshipLevel)
        right.add_row(
            ("relationship_level", say("relationship_level"), level, 1),
            ("tags", say("tags"), make.line("tags", hint=self.tr("with commas between them")), 1),
        )
        self.shares = SharesField()
        right.add("supplier_shares", say("supplier_shares"), self.shares)
        make.add("supplier_shares", self.shares, self.shares.lines, self.shares.set_lines)
        self.shares.changed.connect(lambda: make.tell("supplier_shares"))
        self.shares.left.connect(lambda: make.leave("supplier_shares"))
        right.add("notes", say("notes"), make.long("notes", lines=6))
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(_LOOKING_MS)
        self._looking.timeout.connect(self._look)

    def show_route(self, route: Route) -> None:
        super().show_route(route)
        self.route = route  # the name that is asked for now, when what is on the screen is discarded

    def key_of(self, route: Route) -> str:
        return f"client:{route.id or 'new'}"

    def open_record(self, session: Any, route: Route) -> Opened:
        row = clients.get(session, route.id) if route.id else None
        mine = ClientDraft("", owner=settings.note(session, "author"))  # whoever adds a client looks after it
        stored, currency = (clients.draft_of(row), row.currency) if row else (mine, "CNY")
        kept, fields = drafts.find(session, self.key_of(route)), tuple(custom_fields.of(session, "client"))
        return Opened(stored.name, "", values_of(stored, fields), stored, kept, fields=fields, beside=currency)

    def wrong(self, name: str, values: Values) -> str:
        if name == "name" and not values["name"].strip():
            return labels.sentence(Invalid("name", "client.name_missing"))
        if name == "annual_revenue_minor":
            try:
                revenue.minor(values[name], self._currency())
            except Invalid as error:
                return revenue.sentence(error)
        if name == "time_zone" and (self.opened is None or values[name] != self.opened.values[name]):
            try:
                zones.zone_of(values[name])
            except Invalid as error:
                return labels.sentence(error)
        if name == "supplier_shares":
            try:
                shares_of(values[name])
            except Invalid as error:
                return labels.sentence(error)
        return self.custom.wrong() if name == custom_inputs.NAME else ""

    def draft_from(self, values: Values, opened: Opened) -> ClientDraft:
        return draft_of(values, opened.values, opened.stored, opened.beside)

    def store(self, session: Any, route: Route, draft: Any) -> str:
        if not route.id:
            return clients.create(session, draft, today=runtime.today())
        clients.update(session, route.id, draft, today=runtime.today())
        return route.id

    def after_saving(self, record_id: str) -> Route:
        return Route("client", record_id, {"replace": True})

    def back_route(self) -> Route:
        return Route("client", self.route.id) if self.route.id else Route("clients")

    def head_text(self, name: str) -> str:
        return self.tr("Edit {name}").format(name=name) if name else self.tr("New client")

    def offer(self, opened: Opened) -> None:
        self.columns.right.fields["annual_revenue_minor"].set_label(revenue.label(opened.beside))

    def _currency(self) -> str:
        return str(self.opened.beside) if self.opened else "CNY"

    def filled(self) -> None:
        custom_inputs.show(self.columns.left, self.custom, self.opened.fields if self.opened else ())
        self._looking.stop()
        self.alike.show_alike([])
        if (name := self.route.args.get("name")) and not self.route.id:  # nothing a person typed: not kept by itself
            self.inputs.fill({"name": name})
            self._looking.start()

    def typed(self, name: str) -> None:
        if name in _KNOWN_BY:
            self._looking.start()

    def _look(self) -> None:
        typed, but = self._known_by(), self.route.id

        def show(found: list[Alike]) -> None:
            if typed == self._known_by():
                self.alike.show_alike([self._there(each) for each in found])

        name, city, number = typed
        self.tasks.read(
            self, lambda s: duplicates.like(s, name=name, city=city, external_no=number, but=but), done=show
        )  # fmt: skip

    def _known_by(self) -> tuple[str, ...]:
        values = self.inputs.values()
        return tuple(str(values[name]) for name in _KNOWN_BY)

    def _there(self, one: Alike) -> There:
        """A client that is there; one who is edited can be merged with it, a new one is only opened."""
        here = self.route.id
        go, merge = partial(self._go, Route("client", one.id)), Route("merge", "", {"ids": (one.id, here)})
        why = likenesses.why(labels.language(), one.likeness)
        return There(one.name, why, go, partial(self._go, merge) if here else None)

    def _go(self, route: Route) -> None:
        self.keep()
        self.navigate.emit(route)
