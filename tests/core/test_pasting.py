"""A pasted block: read from the clipboard's text, foreseen client by client, taken in as one batch."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_desktop.core import clients, history, intake, pasting
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.errors import FileError
from kam_desktop.core.records import ClientRecord
from kam_desktop.core.store.database import Database
from kam_desktop.exchange import clipboard, importing, rows

CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("\t\n\"'=+"), min_size=1, max_size=12)


def records(text: str) -> list[ClientRecord]:
    parsed = clipboard.parse(text)
    found = list(rows.to_records(parsed, importing.recognised(parsed)))
    assert all(isinstance(each, ClientRecord) for each in found)
    return [each for each in found if isinstance(each, ClientRecord)]


def test_each_row_is_told_before_anything_is_done(store: Database, today: date) -> None:
    def fill(s: object) -> None:
        for name, number, city in (("宁波恒远轮胎有限公司", "K1", "宁波"), ("Beta Ltd", "", ""), ("Gamma", "", "苏州")):
            clients.create(s, ClientDraft(name, external_no=number, city=city), today=today)  # type: ignore[arg-type]

    store.write(fill)
    block = records(
        "编号\t公司名称\t城市\t负责人\t联系人\nK1\t恒远\t杭州\t王芳\t周建明\n\tBeta Ltd\t苏州\t\t\n\tGamma\t苏州\t\t\n\t新客户\t\t刘敏\t\n"
    )
    seen = store.read(lambda s: pasting.foresee(s, block, today=today))
    assert [(each.name, each.known_by, each.is_same) for each in seen] == [
        ("宁波恒远轮胎有限公司", "number", False), ("Beta Ltd", "name", False), ("Gamma", "name", True), ("新客户", "", False),
    ]  # fmt: skip
    assert {each.field: (each.before, each.after) for each in seen[0].changes} == {
        "city": ("宁波", "杭州"), "owner": ("", "王芳"),
    }  # fmt: skip
    assert seen[0].people_new == ("周建明",)
    assert store.read(clients.count) == 3
    done = store.write(lambda s: intake.take_in(s, block, title="粘贴", today=today))
    assert (done.value.created, done.value.updated, done.value.unchanged) == (1, 2, 1)
    again = store.read(lambda s: pasting.foresee(s, block, today=today))
    assert all(each.is_same for each in again)
    store.write(lambda s: history.undo(s, done.batch_id or "", today=today))
    assert store.read(clients.count) == 3


def test_what_the_rows_say_and_nobody_takes_is_told(store: Database, today: date) -> None:
    store.write(lambda s: clients.create(s, ClientDraft("甲公司", external_no="007", tier="A"), today=today))
    block = records(
        "编号\t公司名称\t等级\t城市\n007\t甲新名公司\tB\t\n007\t甲公司\tC\t宁波\n\t乙公司\tB\t\n\t乙公司\tB\t温州\n"
    )
    known, fresh = store.read(lambda s: pasting.foresee(s, block, today=today))
    assert (known.known_by, known.names_left, known.clashes) == ("number", ("甲新名公司",), (("tier", ("C",)),))
    assert {each.field: each.after for each in known.changes} == {"tier": "B", "city": "宁波"}
    assert (fresh.names_left, fresh.clashes) == ((), ())
    store.write(lambda s: intake.take_in(s, block, title="粘贴", today=today))
    assert store.read(lambda s: clients.find(s, "甲公司").tier) == "B"


def test_without_headings_names_are_known_by_their_looks() -> None:
    [one, two] = records("宁波恒远轮胎有限公司\t13800138000\n台州海辰泵业有限公司\t13900139000")
    assert (one.name, two.contacts[0].phones) == ("宁波恒远轮胎有限公司", ("13900139000",))


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_is_copied_is_pasted_the_same(block: list[list[str]]) -> None:
    wanted = [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in block]
    text = clipboard.write(["公司名称", "城市"], wanted)
    if any(cell.strip() for row in wanted for cell in row):
        got = [list(row.cells) for row in clipboard.parse(text).rows]
        plain = [row for row in wanted if any(cell.strip() for cell in row)]
        assert got == [[clipboard._plain(cell) for cell in row] for row in plain]


def test_formulas_go_out_as_text() -> None:
    assert clipboard.write(["a"], [["=1+1"], ["+86 138"]]) == "a\n'=1+1\n'+86 138\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('"多行\n备注"\t甲\n"双星"轮胎\t"乙\n丙"\n', [["多行\n备注", "甲"], ['"双星"轮胎', "乙\n丙"]]),
        ('"他说""好"""\t"\n\t""\n', [['他说"好"', '"'], ["", ""]]),
        ('5" 管\t"半\r\n"全"\t\r\n', [['5" 管', '"半'], ["全", ""]]),
    ],
)
def test_each_cell_is_quoted_for_itself(text: str, rows: list[list[str]]) -> None:
    assert clipboard._rows(text) == rows


def test_a_lone_quote_swallows_nothing() -> None:
    assert len(clipboard.parse('公司名称\t城市\n"恒远\t宁波\n海辰\t台州').rows) == 2


@pytest.mark.parametrize("text", ["", " \t \n", "a\n" * 60_000])
def test_nothing_or_too_much_is_refused(text: str) -> None:
    with pytest.raises(FileError):
        clipboard.parse(text)
