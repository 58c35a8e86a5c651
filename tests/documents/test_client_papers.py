"""Dossier, brief, handover book, promise list, weekly report: what they say, in both languages, and how they break."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from documents import sample_books as books
from documents.reading import all_text, page_texts, poppler
from kam_desktop import words
from kam_desktop.core.client_book import Coming, Talk
from kam_desktop.core.rules.kinds import Attitude, Tier
from kam_desktop.documents import (
    client_brief,
    client_words,
    dossier,
    handover_book,
    paged,
    promise_list,
    weekly_report,
)
from kam_desktop.documents.content import Document

Make = Callable[[str], Document]
PAPERS: dict[str, Make] = {
    "dossier": lambda lang: dossier.content(books.full(), lang),
    "brief": lambda lang: client_brief.content(books.full(), lang),
    "handover": lambda lang: handover_book.content(books.handover(), lang),
    "promises": lambda lang: promise_list.content(books.promise_list(), lang),
    "weekly": lambda lang: weekly_report.content(books.week(), lang),
}
SAID = {
    "dossier": (("客户档案", "9 年，稳定期", "第 1 页 / 共"), ("Client dossier", "9 years, stable", "Page 1 of")),
    "brief": (("访前一页", "可谈", "上次礼品"), ("Brief for the visit", "Talking points", "Last gift")),
    "handover": (
        ("客户交接手册", "先读这五条", "未了承诺", "忌讳与喜好", "今后 90 天", "移交人", "仅限交接双方", "佣金分配"),
        (
            "Handover book",
            "Read these five first",
            "Open commitments",
            "Taboos and likes",
            "Next 90 days",
            "Taken over by",
        ),
    ),
    "promises": (
        ("承诺清单", "我方承诺", "对方承诺", "逾期 10 天"),
        ("Promise list", "Promised by us", "10 days overdue"),
    ),
    "weekly": (("周报", "2026 年第 52 周", "本周小结", "下周计划"), ("Weekly report", "Week 52, 2026", "Next week")),
}


def pdf_of(content: Document) -> bytes:
    out = BytesIO()
    written = paged.write(content, out)
    assert written.missing == ()
    return out.getvalue()


def test_agreements_services_and_scorings_are_told_among_what_was() -> None:
    text = all_text(pdf_of(dossier.content(books.full(), "zh_CN"))).replace("\n", "")
    for part in ("2026 框架协议，至 2027-03-18", "装配培训，三十人到场，¥1,200", "价值 4.3，成本 2.5，信任多了"):
        assert part in text, part


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("kind", PAPERS)
def test_each_says_what_it_should_in_both_languages(kind: str, lang: str, tmp_path: Path) -> None:
    pdf = pdf_of(PAPERS[kind](lang))
    text = all_text(pdf)
    for part in SAID[kind][lang == "en"]:
        assert part in text, part
    assert "{" not in text
    told = poppler("pdftotext", pdf, tmp_path, "-layout")
    if told is not None:
        assert SAID[kind][lang == "en"][0] in told
    fonts = poppler("pdffonts", pdf, tmp_path)
    assert fonts is None or "Helvetica" not in fonts


def test_no_word_of_one_language_stands_in_the_other() -> None:
    """The frame of an English document has no Chinese in it, whatever the facts are."""
    for make in PAPERS.values():
        content = make("en")
        frame = [
            content.kind,
            content.confidential,
            *(label for label, _ in content.facts),
            *(each.name for each in content.pieces),
        ]
        assert not re.search(r"[\u4e00-\u9fff]", " ".join(frame))


@pytest.mark.parametrize(
    "book", [books.full(), books.empty(), books.long_name(), books.crowded()], ids=["full", "empty", "long", "forty"]
)
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_brief_is_one_page_whatever_there_is(book: Any, lang: str) -> None:
    pages = page_texts(pdf_of(client_brief.content(book, lang)))
    assert len(pages) == 1
    if book is not None and len(book.promises) == 40:
        shown = len(re.findall("项承诺", pages[0]))
        assert words.say(lang, "paper.book.more", n=40 - shown) in pages[0]


@pytest.mark.parametrize(
    "make",
    [dossier.content, lambda book, lang: handover_book.content(books.handover(book), lang)],
    ids=["dossier", "handover"],
)
@pytest.mark.parametrize("book", [books.empty(), books.long_name(), books.crowded()], ids=["empty", "long", "forty"])
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_nothing_breaks_badly(make: Any, book: Any, lang: str) -> None:
    pages = page_texts(pdf_of(make(book, lang)))
    for at, text in enumerate(pages, start=1):
        assert words.say(lang, "paper.page_of", page=at, pages=len(pages)) in re.sub(r"\s+", " ", text)
        assert len(text.split()) > 8, "a page with nothing on it"
    whole = "".join(pages)
    for each in book.promises:
        assert each.text[:8] in whole
    if len(book.promises) == 40:
        assert words.say(lang, "paper.continued") in whole


def test_the_first_page_of_a_handover_leads_to_the_right_pages() -> None:
    pages = page_texts(pdf_of(handover_book.content(books.handover(), "zh_CN")))
    found = dict(re.findall(r"(联系人与关系|采购|拜访|佣金分配)\s+(\d+)", pages[0].replace("\r\n", "\n")))
    assert set(found) == {"联系人与关系", "采购", "拜访", "佣金分配"}
    for name, number in found.items():
        assert name in pages[int(number) - 1]
    assert "联系人与关系" in pages[1]
    assert "移交人" in pages[0]


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_what_must_be_read_first_fits_the_first_page_and_the_total_is_of_all(lang: str) -> None:
    pages = page_texts(pdf_of(handover_book.content(books.handover(books.crowded()), lang)))
    first = re.sub(r"\s+", "", pages[0])
    for key in ("handed_by", "taken_by", "book_contents", "gifts_given"):
        assert re.sub(r"\s+", "", words.say(lang, f"paper.book.{key}")) in first
    assert "11,440.00" in first  # 40 gifts of 286.00, though some of them are shown
    assert re.sub(r"\s+", "", words.say(lang, "paper.book.people")) in re.sub(r"\s+", "", pages[1])


def test_what_a_person_wrote_goes_before_what_follows_from_the_facts() -> None:
    own = all_text(pdf_of(handover_book.content(books.handover(), "zh_CN")))
    assert "陆总说话算数，也记仇。三季度" in own
    drafted = replace(books.handover(), points=())
    assert "还有 1 项承诺未了。" in all_text(pdf_of(handover_book.content(drafted, "zh_CN")))
    assert handover_book.halves("账期不单独让步。底线 75 天。") == ("账期不单独让步。", "底线 75 天。")
    assert handover_book.halves("一整句没有停顿的话一直说下去说了很久很久很久也没有停") == (
        "",
        "一整句没有停顿的话一直说下去说了很久很久很久也没有停",
    )


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_clue_has_its_words(lang: str) -> None:
    clues = [
        Talk("decider", {"name": "陆", "title": "总经理", "attitude": None}),
        Talk("decider_attitude", {"name": "陆", "title": "", "attitude": Attitude.NEUTRAL}),
        Talk("thread", {"code": "one_contact", "name": "陆", "colleague": ""}), Talk("late", {"n": 2, "text": "报告", "days": 9}),
        Talk("open", {"n": 2, "text": "报告"}), Talk("taboo", {"name": "陆", "text": "钟"}),
        Talk("purchases_up", {"percent": 9, "amount": 100, "currency": "CNY"}),
        Talk("purchases_down", {"percent": 9, "amount": 100, "currency": "CNY"}),
        Talk("competitor", {"name": "东岭", "percent": 25.5}), Talk("agreement", {"title": "框架", "on": "2027-03-18"}),
        Talk("opponent", {"name": "裴", "title": "部长"}), Talk("impression", {"score": 2}), Talk("silent", {"days": 70}),
        Talk("hours", {"name": "陆", "text": "上午"}),
    ]  # fmt: skip
    said = handover_book.points(tuple(clues), lang)
    assert len(set(said)) == len(clues)
    assert all("{" not in each and handover_book.halves(each)[0] for each in said)


def test_what_is_left_out_is_said_and_not_there() -> None:
    bare = replace(books.full(), people=tuple(replace(each, taboos="", hobbies="") for each in books.full().people),
                   left_out=("hometown", "family", "hobbies", "personality", "taboos"))  # fmt: skip
    text = all_text(pdf_of(dossier.content(bare, "zh_CN")))
    assert "未打印的私人信息：籍贯、家人、爱好、性格、忌讳" in text
    assert "忌送钟" not in text
    whole = all_text(pdf_of(dossier.content(replace(books.full(), left_out=()), "zh_CN")))
    assert "未打印" not in whole
    assert "忌送钟" in whole


def test_gifts_older_than_two_years_are_not_on_the_first_page() -> None:
    pages = page_texts(pdf_of(handover_book.content(books.handover(), "zh_CN")))
    assert "龙井新茶" in pages[0]
    assert "旧年礼" not in pages[0]


@pytest.mark.parametrize(
    ("birthday", "text"), [("--02-02", "陆明远 55 岁生日"), ("lunar:--12-26", "陆明远 55 岁生日（农历")]
)
def test_a_birthday_beside_its_day_says_the_day_once(birthday: str, text: str) -> None:
    params = {"birthday": birthday, "age": 55}
    told = client_words.coming_text("zh_CN", Coming(date(2027, 2, 2), "birthday", params, "陆明远"), date(2027, 1, 1))
    assert told == text if "lunar" not in birthday else told.startswith(text)


def test_a_week_is_drafted_until_somebody_writes() -> None:
    drafted = all_text(pdf_of(weekly_report.content(books.week(), "zh_CN")))
    assert "拜访 1 次，见到客户 1 家（宁波恒屹）。" in drafted
    assert "检验报告" in drafted
    assert "10 天" in drafted
    assert "宁波恒屹：检验报告，已逾期 10 天" in weekly_report.drafted(books.week(), "zh_CN").problems
    written = all_text(pdf_of(weekly_report.content(books.written_week(), "zh_CN")))
    assert "这一周谈定了年度框架。" in written
    assert "见到客户 1 家（" not in written


def test_a_busy_week_of_a_whole_team_stays_on_two_pages_with_what_comes_next_on_the_first() -> None:
    week = books.week()
    visit = changed(
        week.visits[0], discussed="谈定了全年的数量区间和每季的交货日，付款条件还要等财务部的书面意见。" * 3
    )
    touch = changed(week.next_touches[0], tier=Tier.A)
    busy = replace(
        week, visits=(visit,) * 12, contacts=week.contacts * 12, kept=week.kept * 5, late=week.late * 8,
        next_touches=tuple(changed(touch, client=f"客户{at}") for at in range(40)),
    )  # fmt: skip
    pages = page_texts(pdf_of(weekly_report.content(busy, "zh_CN")))
    assert len(pages) == 2
    assert "下周计划" in pages[0]
    assert "客户11" in pages[0]
    assert "客户12" not in pages[0]
    assert "还有 28 项" in pages[0]


def changed(row: Any, **values: Any) -> Any:
    return row._replace(**values)


def test_promises_of_several_managers_stand_apart() -> None:
    content = promise_list.content(books.promise_list(), "zh_CN")
    assert [(piece.name, tuple(piece.notes)) for piece in content.pieces] == [
        ("我方承诺", ("佟雅楠", "1 项")),
        ("我方承诺", ("许文静", "1 项，其中 1 项逾期")),
        ("对方承诺", ("许文静", "1 项")),
    ]


def test_the_logo_stands_beside_the_company() -> None:
    from documents.sample_reports import photo

    with_logo = replace(books.full(), logo=photo(300, 100, kind="PNG"))
    assert len(pdf_of(dossier.content(with_logo, "zh_CN"))) > len(pdf_of(dossier.content(books.full(), "zh_CN"))) + 500
