"""Fields of one's own: in the settings, and in the forms of clients and contacts."""

from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from kam_desktop.core import clients, contacts, custom_fields, history
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.rules.kinds import CustomKind
from kam_desktop.core.rules.shares import Share
from kam_desktop.ui.clients.client_form import ClientForm
from kam_desktop.ui.clients.contact_form import ContactForm
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.settings.custom_fields import CustomFieldsSection
from kam_desktop.ui.settings.page import SettingsPage
from ui.client_ground import TODAY, Ground, ground

__all__ = ["ground"]
ALT = Qt.KeyboardModifier.AltModifier


def define(
    ground: Ground, label: str, kind: CustomKind = CustomKind.TEXT, *choices: str, entity: str = "client"
) -> str:
    return str(ground.write(lambda s: custom_fields.define(s, entity, label, kind, choices)))


def labels_of(ground: Ground, entity: str = "client") -> list[str]:
    return [field.label for field in ground.read(lambda s: custom_fields.of(s, entity))]


@pytest.fixture
def section(qtbot: QtBot, ground: Ground) -> CustomFieldsSection:
    made = CustomFieldsSection(ground.tasks)
    qtbot.addWidget(made)
    made.resize(640, 500)
    made.show()
    made.activateWindow()
    made.reload()
    ground.settle()
    return made


def test_a_field_is_added_by_keyboard(qtbot: QtBot, ground: Ground, section: CustomFieldsSection) -> None:
    section.label.setFocus()
    qtbot.keyClicks(section.label, "Fleet")
    section.kind.setCurrentIndex(section.kind.findData(CustomKind.CHOICE))
    assert section.choices.isVisible()
    qtbot.keyClick(section.label, Qt.Key.Key_Return)
    ground.settle()
    assert section.entry.fields["choices"].error == "Enter at least one choice."
    section.choices.insert("small、large, small")
    qtbot.keyClick(section.choices, Qt.Key.Key_Return)
    ground.settle()
    found = ground.read(lambda s: custom_fields.of(s, "client"))
    assert [(field.label, field.choices) for field in found] == [("Fleet", ("small", "large"))]
    assert section.lists["client"].lines[0].choices.text() == "small、large"
    assert section.label.text() == ""


def test_a_saved_name_leaves_the_focus_and_what_is_typed_elsewhere(
    qtbot: QtBot, ground: Ground, section: CustomFieldsSection
) -> None:
    for name in ("one", "two"):
        define(ground, name)
    ground.settle()
    fields = section.lists["client"]
    for line, text in zip(fields.lines, ("a", "b"), strict=True):
        line.label.setFocus()
        line.label.selectAll()
        qtbot.keyClicks(line.label, text)
    ground.settle()
    assert labels_of(ground) == ["a", "two"]
    assert fields.lines[1].label.hasFocus()
    qtbot.keyClicks(fields.lines[1].label, "c")
    qtbot.keyClick(fields.lines[1].label, Qt.Key.Key_Return)
    section.label.setFocus()
    ground.settle()
    assert labels_of(ground) == ["a", "bc"]
    assert section.label.hasFocus()


def test_fields_are_moved_by_alt_and_arrows(qtbot: QtBot, ground: Ground, section: CustomFieldsSection) -> None:
    for name in ("甲", "乙", "丙"):
        define(ground, name)
    ground.settle()
    last = section.lists["client"].lines[2].label
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Up, ALT)
    ground.settle()
    assert labels_of(ground) == ["甲", "丙", "乙"]
    held = section.lists["client"].lines[1].label
    assert held.hasFocus()
    qtbot.keyClick(held, Qt.Key.Key_Down, ALT)
    ground.settle()
    assert labels_of(ground) == ["甲", "乙", "丙"]
    assert not section.lists["client"].lines[0].up.isEnabled()


def test_a_field_is_renamed_removed_and_brought_back(
    qtbot: QtBot, ground: Ground, section: CustomFieldsSection
) -> None:
    define(ground, "甲")
    define(ground, "乙")
    ground.settle()
    name = section.lists["client"].lines[0].label
    name.setFocus()
    name.setText("乙")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    ground.settle()
    line = section.lists["client"].lines[0]
    assert line.error.text() == "There already is a field “乙”. Choose another name."
    line.label.setText("甲一")
    qtbot.keyClick(line.label, Qt.Key.Key_Return)
    ground.settle()
    assert labels_of(ground) == ["甲一", "乙"]
    line = section.lists["client"].lines[0]
    line.cross.setFocus()
    qtbot.keyClick(line.cross, Qt.Key.Key_Return)
    ground.settle()
    assert labels_of(ground) == ["乙"]
    ground.write(lambda s: history.undo(s, ground.notices[-1].batch_id, today=TODAY))
    ground.settle()
    assert [each.field.label for each in section.lists["client"].lines] == ["甲一", "乙"]


def test_the_settings_lead_to_the_section(ground: Ground, tmp_path: Any) -> None:
    page = SettingsPage(ground.tasks, ground.store, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    define(ground, "车牌", entity="contact")
    ground.show(page, Route("settings", "custom_fields"))
    ground.settle()
    sections = page.findChildren(CustomFieldsSection)
    assert [line.field.label for line in sections[0].lists["contact"].lines] == ["车牌"]


def test_the_client_form_shows_and_saves_them(qtbot: QtBot, ground: Ground) -> None:
    number = define(ground, "车队", CustomKind.NUMBER)
    choice = define(ground, "付款", CustomKind.CHOICE, "月结", "现款")
    client = ground.client("恒远轮胎", custom=((number, "1200"),))
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", client))
    editor, box = form.custom.editor(number), form.custom.editor(choice)
    assert isinstance(editor, QLineEdit)
    assert isinstance(box, QComboBox)
    assert (editor.text(), editor.accessibleName()) == ("1,200", "车队")
    editor.setText("viel")
    form.save()
    field = form.columns.left.fields["custom"]
    assert field.error == "车队: “viel” is not a number. Write it as 1,200 or 12.5."
    assert editor.property("invalid") == "true"
    assert box.property("invalid") == "false"
    editor.setText("3.5万")
    box.setCurrentIndex(box.findData("现款"))
    assert field.error is None
    qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    ground.settle()
    assert ground.read(lambda s: custom_fields.values_of(clients.get(s, client))) == {number: 35_000, choice: "现款"}


def test_a_form_without_fields_has_no_group_and_keeps_what_removed_fields_hold(ground: Ground) -> None:
    number = define(ground, "车队", CustomKind.NUMBER)
    client = ground.client("恒远轮胎", custom=((number, 7),))
    ground.write(lambda s: custom_fields.remove(s, number))
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", client))
    assert not form.columns.left.fields["custom"].isVisible()
    short = form.columns.left.fields["short_name"].editor
    assert isinstance(short, QLineEdit)
    short.setText("恒远")
    form.save()
    ground.settle()
    assert ground.read(lambda s: custom_fields.values_of(clients.get(s, client))) == {number: 7}


def test_unsaved_text_of_a_field_is_there_again(ground: Ground) -> None:
    name = define(ground, "代号")
    client = ground.client("恒远轮胎")
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", client))
    editor = form.custom.editor(name)
    assert isinstance(editor, QLineEdit)
    editor.setText("甲一")
    form.keep()
    ground.settle()
    again = ClientForm(ground.tasks)
    ground.show(again, Route("client_form", client))
    restored = again.custom.editor(name)
    assert isinstance(restored, QLineEdit)
    assert restored.text() == "甲一"


def test_a_choice_that_is_none_any_more_stays(ground: Ground) -> None:
    choice = define(ground, "付款", CustomKind.CHOICE, "月结")
    client = ground.client("恒远轮胎", custom=((choice, "月结"),))
    ground.write(lambda s: custom_fields.set_choices(s, choice, ["现款"]))
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", client))
    box = form.custom.editor(choice)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "月结"
    form.inputs.tell("name")
    form.save()
    ground.settle()
    assert ground.read(lambda s: custom_fields.values_of(clients.get(s, client))) == {choice: "月结"}


def test_the_client_form_takes_shares(ground: Ground) -> None:
    client = ground.client("恒远轮胎")
    form = ClientForm(ground.tasks)
    ground.show(form, Route("client_form", client))
    form.shares.set_lines([["", "61"], ["鼎泰", "40"]])
    form.shares.changed.emit()
    form.save()
    assert "add up to 101 %" in str(form.columns.right.fields["supplier_shares"].error)
    form.shares.edits()[1][1].setText("39")
    form.save()
    ground.settle()
    kept = ground.read(lambda s: clients.draft_of(clients.get(s, client))).supplier_shares
    assert kept == (Share("", 61, True), Share("鼎泰", 39))


def test_the_contact_form_shows_and_saves_them(ground: Ground) -> None:
    day = define(ground, "入职", CustomKind.DATE, entity="contact")
    client = ground.client("恒远轮胎")
    person = ground.write(lambda s: contacts.create(s, client, ContactDraft("周建明"), today=TODAY))
    form = ContactForm(ground.tasks)
    ground.show(form, Route("contact_form", person))
    editor = form.custom.editor(day)
    assert isinstance(editor, QLineEdit)
    editor.setText("2019年5月1日")
    form.save()
    ground.settle()
    assert ground.read(lambda s: contacts.draft_of(contacts.get(s, person))).custom == ((day, "2019-05-01"),)
