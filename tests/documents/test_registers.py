"""What other documents are built from: lying paper, wide tables, bookmarks, plain charts."""

from collections.abc import Sequence
from io import BytesIO

import pypdfium2
import pytest

from documents.reading import lines_by_height, page_texts
from kam_desktop.documents import charts
from kam_desktop.documents.fonts import Typeface
from kam_desktop.documents.grid import LANDSCAPE, LEFT, MM, PORTRAIT, register_scale, scale
from kam_desktop.documents.mastheads import kind_line
from kam_desktop.documents.output import Frame, publish
from kam_desktop.documents.page import Part, Section, Strip, space
from kam_desktop.documents.pen import Bookmark, Pen
from kam_desktop.documents.sections import sectioned
from kam_desktop.documents.tables import Cell, Column, Table

_FRAME = Frame("册", "", "册 · 甲", "2026", "制于 2026", "内部资料")


def _print(parts: Sequence[Part], type_: Typeface) -> bytes:
    out = BytesIO()
    publish(parts, type_, _FRAME, out, invariant=True)
    return out.getvalue()


def _register(rows: int) -> tuple[Typeface, list[Strip]]:
    type_ = Typeface("zh_CN")
    sizes = register_scale("zh_CN")
    columns = (Column("编号", 20 * MM), Column("礼品"), Column("金额（元）", 40 * MM, is_right=True))
    table = Table(type_, sizes, columns, airy=False, sheet=LANDSCAPE, is_wide=True, again="送出（续）")
    lines = [(Cell(f"{at:03}", is_bold=at == 7), Cell("茶", "食品"), Cell("286.00", note="约")) for at in range(rows)]
    strips = table.strips(lines, [(Cell("合计", is_bold=True), Cell(), Cell("1.00", is_bold=True))])
    strips[0].bookmark = Bookmark("送出", "given")
    return type_, [*kind_line(type_, sizes, "礼品登记册", "晨岳传动", sheet=LANDSCAPE), space(4 * MM), *strips]


def test_a_register_of_forty_rows_lies_on_its_side_and_repeats_its_head() -> None:
    type_, strips = _register(40)
    pdf = _print([Part(strips, LANDSCAPE, has_head=False)], type_)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) >= 2
    assert [round(size / MM) for size in document.get_page_size(0)] == [297, 210]
    [mark] = list(document.get_toc())
    assert mark.get_title() == "送出"
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        rects = [words.get_rect(at) for at in range(words.count_rects())]
        words.close()
        assert min(rect[0] for rect in rects) >= LEFT - 1
        assert max(rect[2] for rect in rects) == pytest.approx(LANDSCAPE.right, abs=1)
        assert min(rect[1] for rect in rects) > 10 * MM
    document.close()
    texts = page_texts(pdf)
    assert "送出（续）" not in texts[0]
    assert all("送出（续）" in text and "礼品" in text for text in texts[1:])
    assert all(f"{at:03}" in "".join(texts) for at in range(40))
    assert "".join(texts).count("约") == 40


def test_twelve_columns_fill_both_papers() -> None:
    for sheet in (PORTRAIT, LANDSCAPE):
        assert sheet.column(13) - 4 * MM == pytest.approx(sheet.right)
    assert LANDSCAPE.right - LEFT == pytest.approx(257 * MM)


def test_parts_of_both_papers_stand_in_one_file_with_one_count() -> None:
    type_, strips = _register(3)
    text = sectioned(type_, scale("zh_CN"), Section("正文", key="text"), [Strip(6 * MM, _nothing)])
    pdf = _print([Part(text, has_head=False), Part(strips, LANDSCAPE)], type_)
    document = pypdfium2.PdfDocument(pdf)
    assert [document.get_page_size(at)[0] > 600 for at in range(2)] == [False, True]
    document.close()
    first, second = page_texts(pdf)
    assert "第 1 页 / 共 2 页" in first
    assert "第 2 页 / 共 2 页" in second
    assert "册 · 甲" in second
    assert "册 · 甲" not in first


def test_a_page_number_that_leads_nowhere_is_a_dash() -> None:
    type_ = Typeface("zh_CN")
    table = Table(type_, scale("zh_CN"), (Column("目"), Column("页", 20 * MM, is_right=True)), airy=False)
    rows = [(Cell("有", link="here"), Cell(page="here")), (Cell("无", link="gone"), Cell(page="gone"))]
    pdf = _print([Part(table.strips(rows), bookmarks=(Bookmark("此处", "here"),))], type_)
    lines = page_texts(pdf)[0]
    assert "有1" in lines.replace("\r\n", "").replace(" ", "")
    assert "无—" in lines.replace("\r\n", "").replace(" ", "")


@pytest.mark.parametrize("draw", [charts.columns, charts.line])
def test_plain_charts_say_their_values(draw: object) -> None:
    type_ = Typeface("zh_CN")
    data = [("1 月", 3, "3.0"), ("2 月", 0, "0"), ("3 月", 5, "5.0")]
    strips = sectioned(type_, scale("zh_CN"), Section("采购"), draw(type_, data))  # type: ignore[operator]
    text = page_texts(_print([Part(strips)], type_))[0]
    assert "5.0" in text
    assert "1 月" in text
    assert "3 月" in text


@pytest.mark.parametrize("draw", [charts.columns, charts.line])
def test_plain_charts_without_data_say_so(draw: object) -> None:
    type_ = Typeface("en")
    strips = sectioned(type_, scale("en"), Section("Sales"), draw(type_, []))  # type: ignore[operator]
    assert "No data" in page_texts(_print([Part(strips)], type_))[0]


def test_bars_without_rows_keep_their_axis() -> None:
    type_ = Typeface("zh_CN")
    strips = charts.shares(type_, scale("zh_CN"), [], ("兑现", "率"), 85)
    pdf = _print([Part(sectioned(type_, scale("zh_CN"), Section("覆盖"), strips))], type_)
    assert "本期没有数据" in page_texts(pdf)[0]
    assert any("目标 85%" in text for _, text in lines_by_height(pdf, 0))


def _nothing(pen: Pen, y: float) -> None:
    """Only its place matters."""
