"""The period report, read back: cover, summary, index and sections say the same."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from documents.reading import all_text, lines_by_height, page_texts, poppler
from documents.sample_periods import month, nothing, of, week
from documents.sample_reports import full_chinese, photo
from kam_desktop.core.rules.kinds import Side, Tier
from kam_desktop.core.rules.visit_charts import Share
from kam_desktop.core.visit_period import PeriodExpense, PeriodKind, PeriodPromise, PeriodScope, VisitPeriod, WeeklyText
from kam_desktop.core.visit_report import ReportPhoto
from kam_desktop.documents import visit_period
from kam_desktop.documents.file_names import visit_period_name
from kam_desktop.documents.grid import BOTTOM, FOOT, MM, PAGE_HEIGHT
from kam_desktop.documents.output import Written

_BOTH = pytest.mark.parametrize("lang", ["zh_CN", "en"])


def _print(seen: VisitPeriod, lang: str = "zh_CN") -> tuple[bytes, Written]:
    out = BytesIO()
    written = visit_period.write(seen, out, lang=lang)
    return out.getvalue(), written


def _outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """(level, title, page from 1)."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for mark in document.get_toc():
        place = mark.get_dest()
        assert place is not None
        found.append((mark.level, mark.get_title(), (place.get_index() or 0) + 1))
    document.close()
    return found


def _links(pdf: bytes, page: int) -> list[int]:
    """The pages, from 1, that the links of a page lead to, from above."""
    document = pypdfium2.PdfDocument(pdf)
    opened = document[page]
    found = []
    for at in range(raw.FPDFPage_GetAnnotCount(opened)):
        annotation = raw.FPDFPage_GetAnnot(opened, at)
        link = raw.FPDFAnnot_GetLink(annotation)
        rect = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, rect)
        place = raw.FPDFLink_GetDest(document, link)
        found.append((-rect.top, raw.FPDFDest_GetDestPageIndex(document, place) + 1))
        raw.FPDFPage_CloseAnnot(annotation)
    opened.close()
    document.close()
    return [number for _, number in sorted(found)]


@_BOTH
def test_the_cover_says_who_when_how_many_and_what_is_left_out(lang: str, tmp_path: Path) -> None:
    pdf, written = _print(month(lang), lang)
    assert written.missing == ()
    cover = page_texts(pdf)[0]
    said = {
        "zh_CN": ["拜访月报", "2026 年 11 月", "华东大客户部", "晨岳传动", "每日拜访，一格一次", "计划 21 次", "名下 20 家，见到 17 家",
                  "18 / 19 份", "截至 2026-11-30 逾期 3 项", "2026-11-01 至 2026-11-30", "许文静、佟雅楠", "顾海涛",
                  "已接受的报告 19 份；不在其中：已退回 1 份", "第 1 页 / 共 35 页", "内部资料 · 请勿外传"],
        "en": ["Monthly visit report", "November 2026", "Key Accounts East", "Visits by day", "21 planned", "17 of 20 owned",
               "18 of 19 reports", "3 overdue on 2026-11-30", "2026-11-01 to 2026-11-30", "Xu Wenjing, Tong Yanan", "Gu Haitao",
               "19 accepted reports; not included: 1 returned", "Page 1 of 35", "Internal · do not forward"],
    }[lang]  # fmt: skip
    assert [each for each in said if each not in cover] == []
    text = poppler("pdftotext", pdf, tmp_path, "-l", "1", "-raw")
    assert text is None or [each for each in said if each not in re.sub(r"\s+", " ", text)] == []


@_BOTH
def test_the_summary_holds_points_two_charts_and_what_is_overdue(lang: str) -> None:
    text = page_texts(_print(month(lang), lang)[0])[1]
    said = {
        "zh_CN": ["A 级客户全部见到。8 家共拜访 10 次。", "2 人的客户覆盖低于目标 85%。", "每周拜访", "11-02–08", "A 级 10", "B 级 6",
                  "未定级 1", "客户覆盖", "目标 85%", "3 / 4", "75%", "合计 17 / 20，85%。A 级客户 8 / 8", "逾期承诺", "13 天"],
        "en": ["Every tier A client was met.", "Coverage of 2 managers is below", "Visits by week", "Tier A 10", "Target 85%",
               "In all 17 of 20, 85%. Tier A 8 of 8", "Overdue", "13 days"],
    }[lang]  # fmt: skip
    assert [each for each in said if each not in text] == []


def test_each_visit_begins_on_a_page_that_index_outline_and_links_agree_on() -> None:
    seen = month()
    pdf, _ = _print(seen)
    texts = page_texts(pdf)
    outline = _outline(pdf)
    entries = {title: page for level, title, page in outline if level == 1 and title[:2] == "11"}
    assert len(entries) == len(seen.visits)
    for report in seen.visits:
        page = entries[f"{report.on:%m-%d} {report.short_name}"]
        assert any(line.startswith(report.client) for line in texts[page - 1].splitlines()[:4])
        assert re.search(rf"{report.on:%m-%d}.*{re.escape(report.short_name)}.*\b{page}\b", texts[2])
    appendix = [page for level, title, page in outline if level == 1 and title[:2] != "11"]
    assert _links(pdf, 2) == [*entries.values(), *appendix]


@_BOTH
def test_the_outline_has_managers_over_their_visits(lang: str) -> None:
    outline = _outline(_print(month(lang), lang)[0])
    top = [title for level, title, _ in outline if level == 0]
    names = ["许文静", "佟雅楠", "方立诚", "马骁", "叶知秋"]
    assert top[:2] == (["摘要", "目录"] if lang == "zh_CN" else ["Summary", "Index"])
    assert top[-1] == ("附" if lang == "zh_CN" else "Appendix")
    if lang == "zh_CN":
        assert sorted(top[2:-1]) == sorted(names)
    assert [page for _, _, page in outline] == sorted(page for _, _, page in outline)


def test_the_appendix_sums_up_by_manager() -> None:
    seen = month()
    pdf, _ = _print(seen)
    text = all_text(pdf)
    total = sum(each.minor for each in seen.expenses)
    assert f"{total / 100:,.2f}" in text
    for manager in seen.managers:
        own = sum(each.minor for each in seen.expenses if each.manager == manager)
        assert f"{own / 100:,.2f}" in text
    for title in ("信守承诺", "未了承诺", "竞争对手动向汇总", "费用汇总", "版本与审阅记录"):
        assert title in text
    assert "迟 1 天" in text


def test_expenses_of_two_currencies_have_two_sums() -> None:
    seen = replace(
        month(),
        expenses=(
            PeriodExpense(date(2026, 11, 3), "恒屹", "许文静", "高铁", 10000, "CNY"),
            PeriodExpense(date(2026, 11, 4), "恒屹", "许文静", "机票", 20000, "USD"),
        ),
    )
    text = all_text(_print(seen)[0])
    assert "合计 CNY" in text
    assert "USD 200.00" in text


@_BOTH
def test_a_week_is_a_weekly_report_with_what_was_written(lang: str) -> None:
    seen = week(lang)
    pdf, _ = _print(seen, lang)
    texts = page_texts(pdf)
    kind, name = ("周报", "2026 年第 47 周") if lang == "zh_CN" else ("Weekly visit report", "Week 47, 2026")
    assert kind in texts[0]
    assert name in texts[0]
    for each in ("恒屹框架协议谈定数量，账期还差一条。", "11-23 送 Z3V3 样品", "质量部检验报告迟迟不出"):
        assert each in texts[1]
    for each in ("小结", "下周安排", "问题") if lang == "zh_CN" else ("In short", "Next week", "Problems"):
        assert each in texts[1]
    assert visit_period_name(seen, lang).endswith("_2026-W47.pdf")


@_BOTH
def test_an_empty_period_has_its_axis_and_a_sentence(lang: str) -> None:
    pdf, written = _print(nothing(lang), lang)
    assert written == Written(2, ())
    text = page_texts(pdf)[1]
    said = (
        ("本期没有拜访", "本期没有数据") if lang == "zh_CN" else ("No visits in this period", "No data for this period")
    )
    assert [each for each in said if each not in text] == []


def test_of_one_client_the_second_figure_is_how_it_looked() -> None:
    seen = month()
    mine = [each for each in seen.visits if each.short_name == "宁波恒屹轴承"]
    one = replace(
        of(seen.first_on, seen.last_on, mine),
        scope=PeriodScope.CLIENT,
        name="宁波恒屹轴承有限公司",
        coverage=(),
        tiers=(),
    )
    texts = page_texts(_print(one)[0])
    mean = sum(each.impression or 0 for each in mine) / len(mine)
    assert "满意度印象" in texts[0]
    assert f"{mean:.1f}" in texts[0]
    assert "见到 / 名下" not in texts[1]


def test_many_managers_do_not_push_the_scope_off_the_cover() -> None:
    seen = replace(month(), managers=tuple(f"经理{at:02}" for at in range(200)))
    pdf, _ = _print(seen)
    heights = [y for y, _ in lines_by_height(pdf, 0) if y < FOOT - 2 * MM]
    assert max(heights) < BOTTOM + 4 * MM
    assert "…" in page_texts(pdf)[0]
    assert "不在其中" in page_texts(pdf)[0]


def test_a_very_long_client_name_stays_on_every_page() -> None:
    name = "宁波恒屹精密轴承制造" * 20
    visits = [replace(full_chinese(), client=name, short_name=name, photos=())] * 2
    seen = replace(of(date(2026, 11, 1), date(2026, 11, 30), visits), scope=PeriodScope.CLIENT, name=name)
    pdf, written = _print(seen)
    document = pypdfium2.PdfDocument(pdf)
    for number in range(written.pages):
        page = document[number]
        words = page.get_textpage()
        rights = [words.get_rect(at)[2] for at in range(words.count_rects())]
        words.close()
        assert max(rights) <= 192 * 72 / 25.4 + 1
    document.close()
    assert len(visit_period_name(seen, "zh_CN").encode()) <= 120


def test_forty_overdue_promises_and_forty_managers_break_well() -> None:
    late = PeriodPromise("恒屹", "一件事", "许文静", Side.OURS, date(2026, 11, 1), -3)
    seen = replace(
        month(), promises=(late,) * 40, coverage=tuple(Share(f"经理{at:02}", at, 40) for at in range(40)), visits=(),
        points=(),
    )  # fmt: skip
    pdf, written = _print(seen)
    texts = page_texts(pdf)
    assert "另有 34 项，见附录" in "".join(texts[:4])
    assert "客户覆盖（续）" in texts[2]
    assert texts[2].count("目标 85%") == 1, "the head of the bars is repeated"
    assert "".join(texts).count("一件事") == 40 + 6
    for page in range(written.pages):
        assert all(y < 842 - 30 for y, _ in lines_by_height(pdf, page))


@pytest.mark.parametrize("days", [1, 7, 20, 31, 92, 365, 1200])
@_BOTH
def test_every_length_of_period_prints(days: int, lang: str) -> None:
    first = date(2026, 1, 1)
    visits = [
        replace(full_chinese(), on=first + timedelta(days=at * days // 60), tier=[*Tier, None][at % 4], photos=())
        for at in range(60)
    ]
    seen = of(first, first + timedelta(days=days - 1), visits, lang)
    texts = page_texts(_print(replace(seen, kind=PeriodKind.DAYS), lang)[0])
    assert "2026-01-01" in texts[0]
    for tier, count in (("A", 15), ("B", 15), ("C", 15)):
        assert (f"{tier} 级 {count}" if lang == "zh_CN" else f"Tier {tier} {count}") in texts[1]


def test_forty_photos_of_one_visit_all_print() -> None:
    photos = tuple(ReportPhoto(photo(400, 300), f"第 {at} 张") for at in range(1, 41))
    seen = of(date(2026, 11, 1), date(2026, 11, 30), [replace(full_chinese(), photos=photos)])
    text = all_text(_print(seen)[0])
    assert all(f"第 {at} 张" in text for at in range(1, 41))


def test_a_logo_stands_on_the_cover_only_and_a_broken_one_nowhere() -> None:
    def images(pdf: bytes) -> list[int]:
        document = pypdfium2.PdfDocument(pdf)
        counts = [
            sum(1 for each in document[page].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
            for page in range(len(document))
        ]
        document.close()
        return counts

    seen = replace(week(), visits=tuple(replace(each, photos=()) for each in week().visits))
    assert images(_print(replace(seen, logo=photo(300, 100, kind="PNG")))[0]) == [1, *[0] * 6]
    assert images(_print(replace(seen, logo=b"no picture"))[0]) == [0] * 7


@_BOTH
@pytest.mark.parametrize("make", [month, week, nothing])
def test_only_subsets_of_the_shipped_fonts_are_in_it(
    lang: str, make: Callable[[str], VisitPeriod], tmp_path: Path
) -> None:
    pdf, _ = _print(make(lang), lang)
    assert b"Helvetica" not in pdf
    assert f"/Lang ({lang.replace('_', '-')})".encode() in pdf
    table = poppler("pdffonts", pdf, tmp_path)
    if table is None:
        pytest.skip("poppler-utils is not installed")
    rows = table.splitlines()[2:]
    assert rows
    for row in rows:
        assert re.match(r"[A-Z]{6}\+NotoSans", row), row
        assert " yes yes yes " in row, row


def test_the_same_period_gives_the_same_bytes() -> None:
    first, second = BytesIO(), BytesIO()
    for out in (first, second):
        visit_period.write(week(), out, lang="zh_CN", invariant=True)
    assert first.getvalue() == second.getvalue()


def test_what_no_font_has_is_reported_from_anywhere() -> None:
    seen = replace(month(), name="华东😀部", visits=month().visits[:1])
    pdf, written = _print(seen)
    assert written.missing == ("😀",)
    assert "华东〓部" in page_texts(pdf)[0]


@pytest.mark.parametrize("manager", ["", "\u3000", "\u200b\n", "字" * 900, "a\nb"])
def test_a_manager_of_any_name_has_a_place_in_index_and_outline(manager: str) -> None:
    seen = month()
    visits = tuple(replace(each, manager=manager, photos=()) for each in seen.visits[:2])
    pdf, written = _print(replace(seen, visits=visits, managers=(manager,), texts=(WeeklyText(manager, "谈定数量"),)))
    for page in range(written.pages):
        assert all(0 < y < PAGE_HEIGHT - 30 for y, _ in lines_by_height(pdf, page))
    assert len(_outline(pdf)) == 2 + 1 + 2 + 1 + 5


def test_markup_in_names_prints_as_it_was_typed() -> None:
    seen = replace(month(), name="<b>A&amp;B</b>", managers=('<img src="/etc/hostname">',))
    text = page_texts(_print(seen)[0])[0]
    assert "<b>A&amp;B</b>" in text
    assert '<img src="/etc/hostname">' in text


@pytest.mark.parametrize(
    ("kind", "tail"),
    [
        (PeriodKind.MONTH, "拜访月报_华东大客户部_2026-11.pdf"), (PeriodKind.QUARTER, "拜访汇总_华东大客户部_2026-Q4.pdf"),
        (PeriodKind.YEAR, "拜访汇总_华东大客户部_2026.pdf"), (PeriodKind.DAYS, "拜访汇总_华东大客户部_2026-11-01_2026-11-30.pdf"),
    ],
)  # fmt: skip
def test_the_name_of_the_file(kind: PeriodKind, tail: str) -> None:
    assert visit_period_name(replace(month(), kind=kind), "zh_CN") == tail
    assert " " not in visit_period_name(replace(month("en"), kind=kind), "en")
