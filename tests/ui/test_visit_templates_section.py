"""The settings section of visit templates: choose, write, save, remove, undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kam_desktop.core import history, visit_templates
from kam_desktop.ui.page import Page
from kam_desktop.ui.settings.visit_templates import VisitTemplatesSection
from ui.visit_ground import TODAY, Ground, Told, ground


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path) -> Iterator[Ground]:
    with ground(tmp_path / "store") as made:
        yield made


def opened(qtbot: QtBot, home: Ground) -> tuple[VisitTemplatesSection, Told]:
    section = VisitTemplatesSection(home.tasks)
    qtbot.addWidget(section)
    page = Page(section)  # hears what the door has to say
    told = Told(page, home.tasks)
    section.reload()
    qtbot.waitUntil(lambda: bool(section.name.text()))
    return section, told


def names(home: Ground) -> list[str]:
    return [each.name for each in home.read(lambda s: visit_templates.listed(s, "zh_CN"))]


def test_one_that_came_along_is_changed_removed_and_brought_back(qtbot: QtBot, home: Ground) -> None:
    section, told = opened(qtbot, home)
    assert section.list.count() == len(visit_templates.built_in("zh_CN"))
    first = section.name.text()
    section.list.setCurrentRow(2)
    assert section.name.text() != first
    section.name.setText("走店")
    section.texts["to_bring"].setPlainText("对账单\n\n海报 ")
    section.save.click()
    qtbot.waitUntil(lambda: "走店" in names(home))
    kept = home.read(lambda s: visit_templates.listed(s, "zh_CN"))[2]
    assert (kept.name, kept.to_bring, kept.client_kind) == ("走店", ("对账单", "海报"), "dealer")
    qtbot.waitUntil(lambda: section.list.item(2).text().startswith("走店"))
    section.remove.click()
    qtbot.waitUntil(lambda: "走店" not in names(home))
    batch = told.notices[-1].batch_id
    assert batch is not None
    home.tasks.write(section, lambda s: history.undo(s, batch, today=TODAY))
    qtbot.waitUntil(lambda: "走店" in names(home))


def test_a_new_one_needs_a_name_and_keeps_what_is_typed(qtbot: QtBot, home: Ground) -> None:
    section, _told = opened(qtbot, home)
    section.new.click()
    section.texts["discussed"].setPlainText("看到：")
    section.save.click()
    qtbot.waitUntil(lambda: section.form.fields["name"].error is not None)
    section.reload()
    qtbot.wait(50)
    assert section.texts["discussed"].toPlainText() == "看到："
    section.name.setText("新模板")
    section.save.click()
    qtbot.waitUntil(lambda: names(home)[-1] == "新模板")
    qtbot.waitUntil(lambda: section.list.currentRow() == section.list.count() - 1)
