"""Columns that no heading names, known by what stands in them and by what the store knows."""

import pytest

from kam_desktop.core import assets
from kam_desktop.core.rules import surnames
from kam_desktop.exchange import clipboard, guesses, importing
from kam_desktop.exchange.guesses import Known

LIST = Known(order=("client.tier", "client.name", "client.city", "client.industry", "", "", "", "client.owner"))
FIRM, OTHER = "宁波恒远轮胎有限公司", "杭州大海机械有限公司"


def targets(text: str, known: Known = guesses.NOTHING) -> str:
    found = importing.recognised(clipboard.parse(text), kind="clients", known=known)
    assert not found.has_headings
    return " ".join(each.partition(".")[2] or "-" for each in found.targets)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{FIRM}\tA\t宁波\t轮胎", "name tier city -"),
        (f"{FIRM}\t轮胎\t宁波\n{OTHER}\t机械\t杭州", "name - city"),
        (f"{FIRM}\t宁波\t周建明\t13800138000", "name city name phone"),
        (f"{FIRM}\t浙江\t宁波\t鄞州区\t张三", "name province city district name"),
        (f"{FIRM}\t浙江省\t慈溪\t鄞州\n{OTHER}\t上海\t上海\t浦东新区", "name province city district"),
        (f"{FIRM}\t金属加工\n{OTHER}\t包装", "name -"),
        (f"{FIRM}\t歐陽明\n{OTHER}\t陳總", "name name"),
        (f"{FIRM}\tJohn Smith", "name name"),
        ("恒远轮胎\tA\t宁波", "name tier city"),
        ("宁波\n宁波\n杭州", "city"),
        ("王伟\n李敏", "name"),
    ],
)
def test_a_place_or_a_trade_is_nobody(text: str, expected: str) -> None:
    assert targets(text) == expected


def test_what_the_store_knows_tells_a_column() -> None:
    known = Known(frozenset({"轮胎", "medical devices"}), frozenset({"bristol", "new york"}), frozenset({"刘敏"}))
    assert targets(f"{FIRM}\t轮胎\tBristol\t刘敏", known) == "name industry city owner"
    assert targets("Alpha Ltd\tMedical Devices\tNew York", known) == "name industry city"


def test_a_block_of_the_list_has_its_columns() -> None:
    row = f"A\t{FIRM}\t宁波\t轮胎\t2026-05-01\t45\t2026-06-20\t王芳"
    assert targets(row, LIST) == "tier name city industry - - - owner"
    assert targets(row.replace("宁波\t轮胎", "\t"), LIST) == "tier name city industry - - - owner"
    assert targets(f"{FIRM}\tA\t宁波\t轮胎", LIST) == "name tier city industry"
    # as many columns, but others
    assert targets(f"{FIRM}\tA\t宁波\t轮胎\t张三\t13800138000\ta@b.cn\t李四", LIST) == (
        "name tier city industry name phone email name"
    )


def test_blank_cells_at_the_end_make_a_row_no_narrower() -> None:
    assert targets(f"{FIRM}\tA\t张三\n{OTHER}\tB\t\n台州海辰泵业\tC\t") == "name tier name"


def test_the_people_of_the_samples_have_surnames() -> None:
    pool = assets.read_json("samples", "portfolio.json")
    assert [each for each in pool["surnames"] if not surnames.begin(each + "明")] == []
