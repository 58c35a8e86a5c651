"""The form for a person at a client (D-2.2)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from kam_desktop import runtime
from kam_desktop.core import clients, contacts, custom_fields, drafts, duplicates
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.custom_fields import Field
from kam_desktop.core.duplicates import AlikePerson
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules import phones
from kam_desktop.core.rules.kinds import Attitude, BuyingRole, Channel
from kam_desktop.core.rules.relations import LEAST, MOST
from kam_desktop.ui import labels
from kam_desktop.ui.clients import birthday_field, custom_inputs, relatives_field
from kam_desktop.ui.clients.alike_bar import AlikeBar, There
from kam_desktop.ui.clients.birthday_field import BirthdayField
from kam_desktop.ui.clients.form_page import FormPage, Opened
from kam_desktop.ui.clients.inputs import TwoColumns, Values
from kam_desktop.ui.clients.lines_field import LinesField
from kam_desktop.ui.clients.relatives_field import RelativesField
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.widgets.buttons import QuietButton
from kam_desktop.words import likenesses

_PLAIN: Final = (
    "name", "greeting_name", "title", "buying_role", "attitude", "is_primary", "is_official", "has_left", "wechat", "family",
    "hometown", "hobbies", "personality", "taboos", "preferred_channel", "preferred_hours", "notes",
)  # fmt: skip

_KNOWN_BY: Final = frozenset({"name", "phones", "emails"})
_LOOKING_MS: Final = 300


def values_of(draft: ContactDraft, fields: Sequence[Field] = ()) -> Values:
    """A person as the form shows them: phones as people group them, the birthday as a text."""
    return {name: getattr(draft, name) for name in _PLAIN} | {
        "phones": [phones.display(number) for number in draft.phones],
        "emails": list(draft.emails),
        "birthday": birthday_field.written(draft.birthday) if draft.birthday else "",
        "custom": custom_inputs.texts_of(fields, draft.custom),
        "influence": draft.influence or 0,
        "reports_to_id": draft.reports_to_id or "",
        "relatives": [relatives_field.told(each) for each in draft.relatives or ()],
    }


def draft_of(values: Values, before: Values, stored: ContactDraft) -> ContactDraft:
    """The stored draft with what was changed in the form, and nothing else. Raises Invalid ``birthday``."""
    changed: dict[str, Any] = {name: values[name] for name in _PLAIN if values[name] != before[name]}
    if values["phones"] != before["phones"]:
        changed["phones"] = _numbers(values["phones"], stored)
    if values["emails"] != before["emails"]:
        changed["emails"] = tuple(values["emails"])
    if values["custom"] != before["custom"]:
        changed["custom"] = custom_inputs.values_from(values["custom"], before["custom"], stored.custom)
    if values["birthday"] != before["birthday"]:
        try:
            changed["birthday"] = birthday_field.read(values["birthday"])
        except Invalid as error:
            raise Invalid("birthday", error.code, **error.params) from error
    for name in ("influence", "reports_to_id"):
        if values[name] != before[name]:
            changed[name] = values[name] or None
    if values["relatives"] != before["relatives"]:
        kept = stored.relatives or ()
        changed["relatives"] = tuple(relatives_field.draft_of(line, kept) for line in values["relatives"])
    return replace(stored, **changed)


def _numbers(texts: list[str], stored: ContactDraft) -> tuple[str, ...]:
    """What was shown and left alone stays as it was kept; new ones lose their blanks, so they are found."""
    known = {phones.display(number): number for number in stored.phones}
    found: list[str] = []
    for text in texts:
        found += [known[text]] if text in known else ["".join(one.split()) for one in phones.split(text)]
    return tuple(dict.fromkeys(found))


class ContactForm(FormPage):
    """``Route("contact_form", id)``, or ``Route("contact_form", "", {"client_id": …})`` for a new person."""

    def fill_columns(self, columns: TwoColumns) -> None:
        self._make_editors()
        make, left, right, say = self.inputs, columns.left, columns.right, labels.field
        left.add_row(
            ("name", self.tr("Name"), make.line("name"), 1),
            ("greeting_name", say("greeting_name"), make.line("greeting_name", limit=64), 1),
        )
        left.add_row(
            ("title", say("title"), make.line("title", limit=128), 1),
            ("reports_to_id", say("reports_to_id"), self.superior, 1),
        )
        left.add_row(
            ("buying_role", say("buying_role"), make.choice("buying_role", BuyingRole), 1),
            ("attitude", say("attitude"), make.choice("attitude", Attitude), 1),
            ("influence", say("influence"), self.influence, 1),
        )
        left.add("phones", say("phones"), self.phones)
        left.add("emails", say("emails"), self.emails)
        self.alike = AlikeBar(left)
        left.add_widget(self.alike)
        self._looking = QTimer(self, singleShot=True, interval=_LOOKING_MS)
        self._looking.timeout.connect(self._look)
        left.add("wechat", say("wechat"), make.line("wechat", limit=64))
        left.add("birthday", say("birthday"), self.birthday)
        left.add_widget(make.check("is_primary", self.tr("Main contact")))
        left.add_widget(make.check("is_official", self.tr("Public official")))
        left.add_widget(make.check("has_left", self.tr("Has left this client")))
        right.add("taboos", say("taboos"), make.long("taboos", lines=2))
        right.add_row(
            ("hobbies", say("hobbies"), make.long("hobbies", lines=2), 1),
            ("family", say("family"), make.long("family", lines=2), 1),
        )
        right.add_row(
            ("hometown", say("hometown"), make.line("hometown", limit=128), 1),
            ("preferred_hours", say("preferred_hours"), make.line("preferred_hours", limit=64), 1),
        )
        channel = make.choice("preferred_channel", Channel)
        right.add_row(
            ("preferred_channel", say("preferred_channel"), channel, 1),
            ("personality", say("personality"), make.line("personality"), 1),
        )
        right.add("relatives", say("relatives"), self.relatives)
        right.add("notes", say("notes"), make.long("notes", lines=4))
        self.custom = custom_inputs.put(right, make)
        right.add_widget(self._make_remove(right))

    def _make_remove(self, parent: QWidget) -> QWidget:
        """The button at the left of a line of its own."""
        line = QWidget(parent)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        self.remove_button = QuietButton(self.tr("Take this person off the dossier"), line, icon="trash")
        self.remove_button.clicked.connect(self.remove)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        return line

    def _make_editors(self) -> None:
        self.phones = LinesField(self.tr("Add a phone"), check=self._phone_remark, show=phones.display)
        self.emails = LinesField(self.tr("Add an e-mail"))
        self.birthday = BirthdayField()
        for name, lines in (("phones", self.phones), ("emails", self.emails)):
            self.inputs.add(name, lines, lines.texts, lines.set_texts)
            lines.changed.connect(lambda name=name: self.inputs.tell(name))
            lines.left.connect(lambda name=name: self.inputs.leave(name))
        self.inputs.add("birthday", self.birthday, self.birthday.text, self.birthday.set_text)
        self.birthday.changed.connect(lambda: self.inputs.tell("birthday"))
        self.birthday.left.connect(lambda: self.inputs.leave("birthday"))
        self.relatives = RelativesField()
        self.inputs.add("relatives", self.relatives, self.relatives.values, self.relatives.set_values)
        self.relatives.changed.connect(lambda: self.inputs.tell("relatives"))
        self.relatives.left.connect(lambda: self.inputs.leave("relatives"))
        self.influence = self._choice("influence")
        self.influence.addItem("—", 0)
        for level in range(LEAST, MOST + 1):
            self.influence.addItem(labels.say(f"influence.{level}"), level)
        self.superior = self._choice("reports_to_id")
        self.superior.addItem("—", "")

    def _choice(self, name: str) -> QComboBox:
        """One of what is known to the form only."""
        editor = QComboBox()
        editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        editor.setMinimumContentsLength(4)
        self.inputs.add(
            name, editor, editor.currentData, lambda value: editor.setCurrentIndex(max(0, editor.findData(value)))
        )
        editor.currentIndexChanged.connect(lambda _: self.inputs.tell(name))
        return editor

    def offer(self, opened: Opened) -> None:
        """The client's other people, to report to."""
        was_blocked = self.superior.blockSignals(True)
        self.superior.clear()
        self.superior.addItem("—", "")
        for contact_id, name in opened.beside or ():
            self.superior.addItem(name, contact_id)
        self.superior.blockSignals(was_blocked)

    def _phone_remark(self, text: str) -> str:
        """A number that cannot be dialled is told, never refused."""
        doubtful = [number for number in phones.split(text) if not phones.is_plausible(number)]
        if not doubtful:
            return ""
        return self.tr("{number} does not look like a phone number. Please check.").format(number=doubtful[0])

    def key_of(self, route: Route) -> str:
        return f"contact:{route.id}" if route.id else f"contact:new:{self._client_id(route)}"

    @staticmethod
    def _client_id(route: Route) -> str:
        return str(route.args.get("client_id") or route.args.get("client") or "")

    def open_record(self, session: Any, route: Route) -> Opened:
        if route.id:
            row = contacts.get(session, route.id)
            relatives = tuple(contacts.relative_draft(each) for each in contacts.relatives_of(session, [row.id]))
            stored, client_id = replace(contacts.draft_of(row), relatives=relatives), row.client_id
        else:
            number = str(route.args.get("phone") or "")  # of somebody who called
            stored, client_id = ContactDraft("", phones=phones.split(number)), self._client_id(route)
        client = clients.get(session, client_id)
        kept, fields = drafts.find(session, self.key_of(route)), tuple(custom_fields.of(session, "contact"))
        offered = self._superiors(session, client_id, route.id, stored.reports_to_id)
        return Opened(stored.name, client.name, values_of(stored, fields), stored, kept, client_id, fields, offered)

    @staticmethod
    def _superiors(session: Any, client_id: str, contact_id: str, current: str | None) -> list[tuple[str, str]]:
        """Whom to offer: those who are here, and the one there is."""
        return [
            (each.id, " ".join(part for part in (each.name, each.title) if part))
            for each in contacts.of_client(session, client_id)
            if each.id != contact_id and (not each.has_left or each.id == current)
        ]

    def wrong(self, name: str, values: Values) -> str:
        if name == "name" and not values["name"].strip():
            return labels.sentence(Invalid("name", "contact.name_missing"))
        if name == "emails":
            bad = [text for text in values["emails"] if "@" not in text.strip("@") or " " in text]
            return labels.sentence(Invalid("emails", "contact.email_unreadable", text=bad[0])) if bad else ""
        if name == "birthday":
            try:
                birthday_field.read(values["birthday"])
            except Invalid as error:
                return labels.sentence(error)
        if name == "relatives":
            try:
                for each in values["relatives"]:
                    relatives_field.draft_of(each, ())
            except Invalid as error:
                return labels.sentence(error)
        return self.custom.wrong() if name == custom_inputs.NAME else ""

    def draft_from(self, values: Values, opened: Opened) -> ContactDraft:
        return draft_of(values, opened.values, opened.stored)

    def store(self, session: Any, route: Route, draft: Any) -> str:
        if not route.id:
            return contacts.create(session, self._client_id(route), draft, today=runtime.today())
        contacts.update(session, route.id, draft, today=runtime.today())
        return route.id

    def after_saving(self, record_id: str) -> Route:
        """Back to the client, or to the person's own page where one came from there."""
        if self.route.args.get("back") == "contact":
            return Route("contact", record_id, {"replace": True})
        return Route("client", self._of_client(), {"replace": True})

    def back_route(self) -> Route:
        if self.route.args.get("back") == "contact":
            return Route("contact", self.route.id)
        return Route("client", self._of_client())

    def _of_client(self) -> str:
        return self.opened.under_id if self.opened else self._client_id(self.route)

    def head_text(self, name: str) -> str:
        return self.tr("Edit {name}").format(name=name) if name else self.tr("New contact")

    def typed(self, name: str) -> None:
        """An impossible birthday is told while it is typed, an unfinished one when the line is left."""
        if name == "birthday":
            self.columns.set_error("birthday", self.birthday.impossible())
        if name == "relatives":
            self.columns.set_error("relatives", self.relatives.impossible())
        if name in _KNOWN_BY:
            self._looking.start()

    def _look(self) -> None:
        typed, but = self._known_by(), self.route.id

        def show(found: list[AlikePerson]) -> None:
            if typed == self._known_by():
                self.alike.show_alike([self._there(each) for each in found])

        name, numbers, mails = typed
        self.tasks.read(
            self, lambda s: duplicates.people_like(s, name=name, phones=numbers, emails=mails, but=but), done=show
        )  # fmt: skip

    def _known_by(self) -> tuple[str, list[str], list[str]]:
        values = self.inputs.values()
        numbers = [number for text in values["phones"] for number in phones.split(text)]
        return str(values["name"]), numbers, list(values["emails"])

    def _there(self, one: AlikePerson) -> There:
        """Somebody with this number or address: of this client they can be merged, of another only opened."""
        is_here = one.client_id == self._of_client()
        name = one.name if is_here else self.tr("{name} of {client}").format(name=one.name, client=one.client)
        why = likenesses.why(labels.language(), one.likeness) if one.likeness else self.tr("same number or address")
        pair = Route("merge", "", {"ids": (one.id, self.route.id), "kind": "contact"})
        can_merge = is_here and bool(self.route.id)
        go = partial(self._go, Route("client", one.client_id, {"contact_id": one.id}))
        return There(name, why, go, partial(self._go, pair) if can_merge else None)

    def _go(self, route: Route) -> None:
        self.keep()
        self.navigate.emit(route)

    def filled(self) -> None:
        custom_inputs.show(self.columns.right, self.custom, self.opened.fields if self.opened else ())
        self._looking.stop()
        self.alike.show_alike([])
        self.remove_button.setVisible(bool(self.route.id))

    def remove(self) -> None:
        """Take the person off the dossier; Undo brings them back."""
        contact_id, key = self.route.id, self._key
        self.route = Route(self.route.page, contact_id, {"client_id": self._of_client()})  # nobody to go back to

        def work(session: Any) -> None:
            contacts.remove(session, contact_id, today=runtime.today())
            drafts.drop(session, key)

        name = self.opened.name if self.opened else ""
        self._is_dirty = False
        self.tasks.write(
            self, work, done=lambda _: self._saved(key, contact_id),
            said=self.tr("{name} taken off the dossier").format(name=name),
        )  # fmt: skip
