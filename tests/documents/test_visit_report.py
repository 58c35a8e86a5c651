"""The printed visit report, read back."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from documents.reading import all_text, lines_by_height, page_texts, poppler, print_report
from documents.sample_reports import empty, full_chinese, full_english
from kam_desktop.core import assets
from kam_desktop.core.rules.kinds import CommitmentState, Side, Tier, VisitState
from kam_desktop.core.visit_report import Person, ReportCommitment, ReportExpense, ReportRemark, VisitReport
from kam_desktop.documents import visit_report
from kam_desktop.documents.grid import BOTTOM

_MARKUP = ["<b>", "A<B>C 公司", '<img src="/etc/hostname">', "=cmd|'/c calc'!A1", "&amp;", "{0}", "%s"]
_ZH_SECTIONS = [
    "拜访目的", "洽谈内容", "发现的需求", "竞争对手", "满意度印象", "承诺事项", "下一步", "费用", "礼品", "照片", "主管审阅",
]  # fmt: skip
_EN_SECTIONS = [
    "Objective", "Discussion", "Needs found", "Competitors", "Satisfaction", "Commitments", "Next step", "Expenses", "Gifts",
    "Photos", "Lead’s review",
]  # fmt: skip


def _promises(count: int) -> tuple[ReportCommitment, ...]:
    return tuple(
        ReportCommitment(f"第 {at} 件事", "许文静", Side.OURS, date(2026, 12, 1), CommitmentState.OPEN, 11)
        for at in range(1, count + 1)
    )


@pytest.mark.parametrize(
    ("lang", "kind", "brings"), [("zh_CN", "拜访计划", "要带的东西"), ("en", "Visit plan", "To bring")]
)
def test_a_visit_to_come_is_printed_as_a_plan(lang: str, kind: str, brings: str) -> None:
    plan = replace(
        full_chinese(), state=VisitState.PLANNED, agenda="1. 看车间\n2. 谈备货", to_bring=("样品两盒", "价格表"),
        open_promises=_promises(2),
    )  # fmt: skip
    text = all_text(print_report(plan, lang)[0])
    for part in (kind, brings, "1. 看车间", "价格表", "第 2 件事", "陆明远"):
        assert part in text, part
    for part in ("草稿", "Draft", "待审阅", "Waiting", "洽谈内容", "Discussion", "版本 2", "version 2"):
        assert part not in text, part


def test_a_report_repeats_the_agenda_after_its_objective() -> None:
    text = all_text(print_report(replace(full_chinese(), agenda="看车间"), "zh_CN")[0])
    assert text.index("拜访目的") < text.index("议程：看车间") < text.index("结果：")


def _outline(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    titles = [bookmark.get_title() for bookmark in document.get_toc()]
    document.close()
    return titles


@pytest.mark.parametrize(
    ("report", "lang", "words"),
    [
        (
            full_chinese(),
            "zh_CN",
            [
                "拜访报告", "晨岳传动 · 华东大客户部", "宁波恒屹轴承有限公司", "2026-11-18（周三）", "14:00–16:30", "北仑工厂二楼会议室",
                "A 级客户", "本季第 3 次拜访", "陆明远", "总经理，决策人", "来自计划", "结果：数量区间已谈定", "1. 二期扩产：2027 年",
                "4 / 5", "上次 3 / 5（2026-09-24）", "已完成", "剩 7 天", "逾期 3 天", "下次拜访：2027-01-20", "1,068.00", "1,946.50", "6 张",
                "来历：陆总上次说起", "280.00", "恒屹成品库", "已接受", "2026-11-20 08:55", "按时（期限 2026-11-21）",
                "内部资料 · 请勿外传", "许文静制于 2026-11-20 09:12 · 版本 2", *_ZH_SECTIONS,
            ],
        ),
        (
            full_english(),
            "en",
            [
                "Visit report", "Wed 18 Nov 2026", "Tier A", "Tier · value band", "3rd visit this quarter", "For the client",
                "Result: volumes agreed", "client’s finance", "From the plan", "last time 3 / 5", "3 days overdue", "7 days left",
                "Done", "Next visit: 2027-01-20", "1,214.50", "Origin: He likes tea", "Accepted", "on time (due 2026-11-21)", "Internal · do not forward",
                "Printed by Xu Wenjing, 2026-11-20 09:12 · version 2", *_EN_SECTIONS,
            ],
        ),
    ],
    ids=["zh", "en"],
)  # fmt: skip
def test_a_full_report_says_everything(report: VisitReport, lang: str, words: list[str], tmp_path: Path) -> None:
    pdf, written = print_report(report, lang)
    assert written.missing == ()
    texts = {"pdfium": all_text(pdf)}
    poppler_text = poppler("pdftotext", pdf, tmp_path, "-raw")
    if poppler_text is not None:
        texts["poppler"] = re.sub(r"\s*[\n\f]+", "", poppler_text)
    for reader, text in texts.items():
        bare = text.replace(" ", "")
        assert [word for word in words if word.replace(" ", "") not in bare] == [], reader


@pytest.mark.parametrize(("report", "lang"), [(full_chinese(), "zh_CN"), (full_english(), "en")], ids=["zh", "en"])
def test_the_outline_and_the_files_own_words(report: VisitReport, lang: str) -> None:
    pdf, _ = print_report(report, lang)
    assert _outline(pdf) == (_ZH_SECTIONS if lang == "zh_CN" else _EN_SECTIONS)
    document = pypdfium2.PdfDocument(pdf)
    metadata = document.get_metadata_dict()
    document.close()
    assert report.client in metadata["Title"]
    assert "2026-11-18" in metadata["Title"]
    assert metadata["Author"] == report.printed_by
    assert f"/Lang ({lang.replace('_', '-')})".encode() in pdf


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_an_empty_report_keeps_what_must_be_seen(lang: str) -> None:
    pdf, written = print_report(empty(), lang)
    text = all_text(pdf)
    assert written == visit_report.Written(1, ())
    expected = ["草稿", "承诺事项", "下一步", "无", "待审阅"]
    if lang == "en":
        expected = ["Draft", "Commitments", "Next step", "None", "Waiting for review"]
    assert [word for word in expected if word not in text] == []
    kept = (_ZH_SECTIONS if lang == "zh_CN" else _EN_SECTIONS)[5:7]
    assert _outline(pdf)[:2] == kept
    assert len(_outline(pdf)) == 3


@pytest.mark.parametrize("client", ["", "\n", "\u200b", "\u3000"])
def test_a_report_of_blanks_prints(client: str) -> None:
    blank = replace(
        empty(),
        client=client, subject=client, place=client, manager=client, company=client, objective=client, result=client,
        discussed=client, next_step=client, review_remark=client, reviewer=client, state=VisitState.RETURNED,
        participants=(Person(client, client),), commitments=(ReportCommitment(client, client, Side.OURS, None, CommitmentState.OPEN),),
        expenses=(ReportExpense(client, 0),),
    )  # fmt: skip
    pdf, _ = print_report(blank)
    assert "下一步" in all_text(pdf)
    assert "已退回" in all_text(pdf)


def test_only_the_result_is_known() -> None:
    pdf, _ = print_report(replace(empty(), result="谈定"))
    assert _outline(pdf)[0] == "结果"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (VisitState.REPORTED, ["草稿", "待审阅"]),
        (VisitState.SUBMITTED, ["待审阅"]),
        (VisitState.RETURNED, ["已退回", "顾海涛"]),
        (VisitState.CANCELLED, ["已取消"]),
    ],
)
def test_the_state_is_said(state: VisitState, words: list[str]) -> None:
    text = all_text(print_report(replace(full_chinese(), state=state))[0])
    assert [word for word in words if word not in text] == []
    assert ("草稿" in text) == (state is VisitState.REPORTED)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_remarks_in_the_margin_name_the_section_they_mean(lang: str) -> None:
    remarks = (
        ReportRemark("discussed", "看到年底", "写明日期", "已补"),
        ReportRemark("needs", "", "\u200b"),
        ReportRemark("", "", "请今天回电"),
    )
    text = all_text(print_report(replace(full_chinese(), remarks=remarks), lang)[0])
    said = {
        "zh_CN": ["洽谈内容：「看到年底」 写明日期（答：已补）", "批注：请今天回电"],
        "en": ["Discussion: “看到年底” 写明日期 (answer: 已补)", "Remark: 请今天回电"],
    }[lang]
    assert [each for each in said if each not in text] == []


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_a_correction_says_what_it_changed(lang: str) -> None:
    report = replace(full_chinese(), version=3, changed=("discussed", "expenses", "started_at", "ended_at", "agenda"))
    text = all_text(print_report(report, lang)[0])
    said = {
        "zh_CN": "按时（期限 2026-11-21）。与版本 2 相比改动 3 处：洽谈内容、费用、时间。",
        "en": "on time (due 2026-11-21). 3 parts changed since version 2: Discussion, Expenses, Time.",
    }[lang]
    assert said.replace(" ", "") in text.replace(" ", "")
    assert "相比" not in all_text(print_report(full_chinese())[0])


def test_a_late_report_is_said_to_be_late() -> None:
    pdf, _ = print_report(replace(full_chinese(), report_due_on=date(2026, 11, 18)))
    assert "逾期 1 天（期限 2026-11-18）" in all_text(pdf)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_markup_prints_as_it_was_typed(lang: str) -> None:
    spoken = "\n".join(_MARKUP)
    report = replace(
        full_chinese(),
        client=_MARKUP[1],
        subject=_MARKUP[0],
        discussed=spoken,
        review_remark=_MARKUP[4],
        commitments=(ReportCommitment(_MARKUP[2], _MARKUP[3], Side.OURS, None, CommitmentState.OPEN),),
        expenses=(ReportExpense(_MARKUP[3], 100),),
    )
    pdf, _ = print_report(report, lang)
    texts = [line.strip() for text in page_texts(pdf) for line in text.splitlines()]
    assert [mark for mark in _MARKUP if mark not in texts] == []


def test_rare_characters_can_be_copied(tmp_path: Path) -> None:
    name = "王𬭁㛃䶮李𬭎陈𫖯"
    pdf, written = print_report(replace(full_chinese(), client=name, discussed=name))
    assert written.missing == ()
    assert page_texts(pdf)[0].count(name) == 2
    text = poppler("pdftotext", pdf, tmp_path)
    assert text is None or text.count(name) >= 2


def test_what_cannot_be_drawn_is_marked_and_reported() -> None:
    pdf, written = print_report(replace(full_chinese(), discussed="好😀 שלום"))
    assert written.missing == ("😀", "ש", "ל", "ו", "ם")
    assert "好〓 〓〓〓〓" in all_text(pdf)


def test_apostrophes_do_not_get_lost_on_the_way() -> None:
    pdf, written = print_report(replace(full_chinese(), client="O’Neil 轴承", printed_by="D’Arcy"))
    assert written.missing == ()
    assert "O’Neil 轴承" in all_text(pdf)
    document = pypdfium2.PdfDocument(pdf)
    metadata = document.get_metadata_dict()
    document.close()
    assert "O’Neil" in metadata["Title"]
    assert metadata["Author"] == "D’Arcy"


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("tier", list(Tier))
def test_fonts_are_embedded_and_none_slips_in(lang: str, tier: Tier, tmp_path: Path) -> None:
    pdf, _ = print_report(replace(full_chinese() if lang == "zh_CN" else full_english(), tier=tier), lang)
    assert b"Helvetica" not in pdf
    table = poppler("pdffonts", pdf, tmp_path)
    if table is None:
        pytest.skip("poppler-utils is not installed")
    rows = table.splitlines()[2:]
    assert rows
    for row in rows:
        assert re.match(r"[A-Z]{6}\+NotoSans", row), row
        assert " yes yes yes " in row, row


def test_a_very_long_client_name_stays_on_the_paper() -> None:
    name = "宁波恒屹精密轴承制造" * 20
    pdf, _ = print_report(replace(full_chinese(), client=name))
    assert name in all_text(pdf)
    assert "…" in page_texts(pdf)[1]  # shortened in the running head only


def test_sixty_thousand_characters_of_discussion() -> None:
    sentence = "对方提出全年 180–220 万套，比今年增长约 12%；“数字看到了，看到年底”。"
    spoken = "\n".join([sentence * 8] * (60_000 // (len(sentence) * 8) + 1))
    print_report(empty())  # the fonts
    started = time.perf_counter()
    pdf, written = print_report(replace(full_chinese(), discussed=spoken))
    assert time.perf_counter() - started < 3
    text = all_text(pdf).replace(" ", "")
    assert text.count("对方提出全年") > 1000
    assert written.pages > 30
    assert page_texts(pdf)[5].count("洽谈内容（续）") == 1


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_two_hundred_commitments_with_repeated_heads(lang: str) -> None:
    pdf, written = print_report(replace(full_chinese(), commitments=_promises(200)), lang)
    texts = page_texts(pdf)
    assert all(f"第 {at} 件事" in "".join(texts) for at in range(1, 201))
    head, again = ("负责人", "承诺事项（续）") if lang == "zh_CN" else ("Owner", "(continued)")
    pages = [text for text in texts if "件事" in text]
    assert len(pages) > 8
    assert all(head in text for text in pages)
    assert all(again in text for text in pages[1:])
    for number, text in enumerate(texts, start=1):
        foot = f"第 {number} 页 / 共 {written.pages} 页" if lang == "zh_CN" else f"Page {number} of {written.pages}"
        assert foot in text


@pytest.mark.parametrize("count", range(20, 44, 2))
def test_a_total_never_stands_alone(count: int) -> None:
    expenses = tuple(ReportExpense(f"第 {at} 项", 1000, "CNY" if at % 2 else "USD") for at in range(count))
    pdf, _ = print_report(replace(full_chinese(), expenses=expenses, photos=()))
    pages = [text for text in page_texts(pdf) if "合计" in text]
    assert len(pages) == 1
    assert " 项" in pages[0]
    assert pages[0].count("合计") == 2


@pytest.mark.parametrize("count", range(1, 26, 3))
def test_a_section_name_is_never_the_last_line_of_a_page(count: int) -> None:
    report = replace(full_chinese(), needs="\n".join(f"{at}. 需求" for at in range(count)))
    pdf, written = print_report(report)
    for page in range(written.pages):
        body = [text.strip() for y, text in lines_by_height(pdf, page) if y < BOTTOM + 8]
        assert body[-1] not in _ZH_SECTIONS
        for name in _ZH_SECTIONS:
            assert name not in body[-1:]


def test_a_commitment_taller_than_a_page_is_split() -> None:
    promise = ReportCommitment("一件说来话长的事。" * 400, "许文静", Side.OURS, None, CommitmentState.OPEN)
    pdf, written = print_report(replace(full_chinese(), commitments=(promise,)))
    assert all_text(pdf).replace(" ", "").count("说来话长") > 380
    for page in range(written.pages):
        assert all(y < 842 - 30 for y, _ in lines_by_height(pdf, page))


def test_the_same_report_gives_the_same_bytes() -> None:
    first, second = BytesIO(), BytesIO()
    for out in (first, second):
        visit_report.write(full_chinese(), out, lang="zh_CN", invariant=True)
    assert first.getvalue() == second.getvalue()


def test_a_mostly_chinese_paragraph_of_an_english_report_has_room() -> None:
    pdf, _ = print_report(replace(full_english(), discussed="对方提出全年数量，比今年增长。" * 12), "en")
    heights = [y for y, text in lines_by_height(pdf, 0) if "对方" in text]
    assert heights[2] - heights[1] == pytest.approx(17, abs=0.5)


def test_many_people_of_one_side_go_on_over_pages() -> None:
    people = tuple(Person(f"来宾{at}", "代表") for at in range(60))
    pdf, written = print_report(replace(full_chinese(), participants=people))
    assert all(person.name in all_text(pdf) for person in people)
    assert written.pages > 2


def test_two_reports_at_once_do_not_mix_their_fonts() -> None:
    def write(lang: str) -> bytes:
        out = BytesIO()
        visit_report.write(full_chinese(), out, lang=lang, invariant=True)
        return out.getvalue()

    langs = ["zh_CN", "en"] * 3
    alone = {lang: write(lang) for lang in langs[:2]}
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(write, langs))
    assert together == [alone[lang] for lang in langs]


def test_receipts_have_a_column_only_where_there_are_any() -> None:
    report = replace(full_chinese(), expenses=(ReportExpense("停车", 1500),))
    assert "凭证" not in all_text(print_report(report)[0])
    assert "15.00" in all_text(print_report(report)[0])


def test_both_languages_say_the_same_things() -> None:
    chinese, english = (assets.read_json("i18n", "words", f"paper.{lang}.json") for lang in ("zh_CN", "en"))
    assert list(chinese) == list(english)
    for key in chinese:
        texts = [english[key]] if isinstance(english[key], str) else english[key]
        for text in texts:
            if key != "paper.date.head" and "of_quarter" not in key:
                assert _places(text) == _places(chinese[key]), key


def _places(template: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", template))
