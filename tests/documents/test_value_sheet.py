"""Delivered value on one page (D-8.3)."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from documents.reading import page_texts
from kam_desktop.core.delivered_value import ScoreRow
from kam_desktop.core.rules.delivered_value import COSTS, VALUES, reckon
from kam_desktop.core.rules.kinds import Tier
from kam_desktop.core.value_sheet import ValueSheet
from kam_desktop.documents import paged, value_sheet, word

TODAY = date(2026, 9, 16)


def score(at: int, *scores: int | None, notes: str = "") -> ScoreRow:
    named = dict(zip((*VALUES, *COSTS), scores, strict=True))
    return ScoreRow(str(at), TODAY - timedelta(days=90 * at), named, reckon(named), notes, "刘敏", 1)


def sheet(*rows: ScoreRow) -> ValueSheet:
    return ValueSheet("宁波恒屹轴承有限公司", "恒屹轴承", Tier.A, "许文静", TODAY, rows)


def text(seen: ValueSheet, lang: str) -> list[str]:
    out = BytesIO()
    paged.write(value_sheet.content(seen, lang), out, invariant=True)
    return [" ".join(page.split()) for page in page_texts(out.getvalue())]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh_CN", ("客户让渡价值", "产品价值", "精神成本", "价值减成本", "价值走势", "成本走势", "账期谈妥", "共 7 次，列最近 4 次", "+1.5")),
        ("en", ("Delivered value", "Product value", "Psychic cost", "Value over time", "the last 4 of 7")),
    ],
)  # fmt: skip
def test_scores_course_and_notes_stand_on_one_page(lang: str, words: tuple[str, ...]) -> None:
    rows = [score(at, 4, 4, 5, 3, 2, 3, 2, 3, notes="账期谈妥，" * 40) for at in range(7, 0, -1)]
    [page] = text(sheet(*rows), lang)
    for each in words:
        assert each in page, each


def test_what_was_not_scored_is_a_dash() -> None:
    [page] = text(sheet(score(1, 4, None, None, None, None, None, None, None)), "zh_CN")
    assert "—" in page
    assert "价值走势" not in page
    assert text(sheet(), "zh_CN")[0].count("还没有评过分") == 1


def test_as_much_value_as_cost_has_no_sign() -> None:
    [page] = text(sheet(score(1, 3, 3, 3, 3, 3, 3, 3, 3)), "zh_CN")
    assert "+0.0" not in page


def test_word_has_the_course_as_a_table(tmp_path: Path) -> None:
    from docx import Document

    rows = [score(at, 4, 4, 5, 3, 2, 3, 2, 3) for at in (2, 1)]
    file = tmp_path / "v.docx"
    word.write([value_sheet.content(sheet(*rows), "en")], file)
    cells = [cell.text for table in Document(str(file)).tables for row in table.rows for cell in row.cells]
    assert cells.count("4.0") >= 4
