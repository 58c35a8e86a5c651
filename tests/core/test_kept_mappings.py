"""A mapping made by hand holds for the next file of its kind, even if that has a column more."""

import pytest

from kam_desktop.core import kept_mappings
from kam_desktop.core.store.database import Database

NAMES = ("名号", "电话", "电话", "等第", "")
BY_HAND = {
    "has_headings": True,
    "columns": {
        "名号": "client.name",
        "电话": "contact.phone",
        "电话#2": "",
        "等第": "client.tier",
        "#5": "client.notes",
    },
}


@pytest.mark.parametrize(
    ("now", "known"),
    [
        (NAMES, set(BY_HAND["columns"])),  # type: ignore[call-overload]
        (("名号", "地区", "电话", "电话", "等第", ""), {"名号", "电话", "电话#2", "等第"}),
        (("等 第", "电话", "名号"), {"名号", "电话", "等第"}),
        (("名号", "甲", "乙", "丙", "丁"), None),
        (("等第",), None),
    ],
)
def test_columns_may_come_go_and_move(store: Database, now: tuple[str, ...], known: set[str] | None) -> None:
    other = {"has_headings": True, "columns": {"名号": "contact.name", "地址": "", "城市": ""}}
    store.write(lambda s: kept_mappings.keep(s, ("名号", "地址", "城市"), other))
    store.write(lambda s: kept_mappings.keep(s, NAMES, BY_HAND))
    found = store.read(lambda s: kept_mappings.of(s, now))
    columns = BY_HAND["columns"]
    assert isinstance(columns, dict)
    wanted = known and {"has_headings": True, "columns": {name: columns[name] for name in columns if name in known}}
    assert found == wanted
    assert store.write(lambda s: kept_mappings.forget(s, now)).value is (known is not None)
    assert store.read(lambda s: kept_mappings.of(s, now)) is None
    if now != NAMES:  # what another file lent stays that file's
        assert store.read(lambda s: kept_mappings.of(s, NAMES)) == BY_HAND
