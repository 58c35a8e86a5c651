"""A list of three clients, and what it shows, for the tests of the list."""

import pytest

from kam_desktop.ui.clients.list_page import ClientsPage
from ui.client_ground import Ground, ground

__all__ = ["conditions", "ground", "names", "page"]


@pytest.fixture
def page(ground: Ground) -> ClientsPage:
    for name, tier, city, owner in (
        ("Alpha 轮胎", "A", "宁波", "刘敏"), ("Beta 轮胎", "B", "杭州", "刘敏"), ("Gamma 轮胎", "", "杭州", "王芳"),
    ):  # fmt: skip
        ground.client(name, tier=tier, city=city, owner=owner)
    made = ClientsPage(ground.tasks)
    ground.show(made)
    return made


def names(ground: Ground, page: ClientsPage) -> list[str]:
    """Of the rows from top to bottom, the first word of each name."""
    at = [column.key for column in page.model.columns].index("name")
    for place in range(len(page.model.ids)):
        page.model.row(place)
    ground.settle()
    return [str(row[at])[:5].strip() for n in range(len(page.model.ids)) if (row := page.model.row(n)) is not None]


def conditions(page: ClientsPage) -> list[str]:
    """The chips of what the list is narrowed to."""
    return [page.conditions.chips.chip(name).text() for name in page.conditions.chips.names()]
