"""The gift register on paper and in sheets (D-7.4)."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from documents.reading import page_texts
from kam_desktop.core.gift_overview import GiftFilter
from kam_desktop.core.gift_register import Correction, Register, RegisterLine
from kam_desktop.core.rules.gift_limits import Finding
from kam_desktop.core.rules.kinds import GiftCategory, GiftOccasion, GiftVia, RegisterPart, Tier, Verdict
from kam_desktop.core.visit_period import PeriodKind
from kam_desktop.documents import gift_register
from kam_desktop.papers import gift_sheets

AT = datetime(2026, 7, 30, 4, 0, tzinfo=UTC)
OVER = Finding("over_single", Verdict.NEEDS_APPROVAL, {"value": 46_000, "limit": 40_000})
CASH = Finding("cash", Verdict.FORBIDDEN, {"item": "大闸蟹礼券"})


def line(number: int = 31, **changed: Any) -> RegisterLine:
    made = RegisterLine(
        "id", number, RegisterPart.GIVEN, date(2026, 7, 2), "龙井新茶 250 g", GiftCategory.TEA, 1, "陆明远", None, "",
        "宁波恒屹轴承", Tier.A, False, GiftOccasion.DRAGON_BOAT, "当面", "龙井村茶农自产；只喝绿茶", "", "", "", "许文静", "", None, "",
        28_600, "CNY", False, False, "", "", None, Verdict.ALLOWED, (), "", None,
    )  # fmt: skip
    return made._replace(**changed)


def register(*lines: RegisterLine, **changed: Any) -> Register:
    made = Register(
        date(2026, 7, 1), date(2026, 9, 30), PeriodKind.QUARTER, GiftFilter(), lines, company="晨岳传动 · 华东大客户部",
        printed_by="顾海涛", printed_at=AT,
    )  # fmt: skip
    return replace(made, **changed)


def full() -> Register:
    return register(
        line(),
        line(33, item="湖笔一套", value_minor=46_000, manager="方立诚", verdict=Verdict.NEEDS_APPROVAL, findings=(OVER,),
             override_reason="六十整寿", approver="顾海涛", approved_at=AT),
        line(35, client="合肥工大轴承所", tier=Tier.B, is_official=True, via=GiftVia.FAMILY, quantity=2,
             correction=Correction(AT, "马骁", "龙井", 30_000, "CNY", date(2026, 7, 2))),
        line(37, part=RegisterPart.DECLINED, item="大闸蟹礼券", verdict=Verdict.FORBIDDEN, findings=(CASH,)),
        line(8, part=RegisterPart.RECEIVED, item="景德镇茶具", value_minor=38_000, is_estimate=True, is_handed_in=True),
    )  # fmt: skip


def print_(seen: Register, lang: str = "zh_CN") -> tuple[bytes, gift_register.Written]:
    out = BytesIO()
    written = gift_register.write(seen, out, lang=lang, invariant=True)
    return out.getvalue(), written


def test_all_that_an_auditor_asks_for_is_there() -> None:
    pdf, written = print_(full())
    assert (written.pages, written.missing) == (2, ())
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_page_size(0)[0] > document.get_page_size(0)[1]
    assert [mark.get_title() for mark in document.get_toc()] == ["送出", "未送出", "收到", "规则之外经批准的礼品"]
    document.close()
    text = " ".join(" ".join(page_texts(pdf)).split())
    for words in (
        "2026 年第三季度", "供审计：全部客户，全部客户经理", "031", "07-02", "龙井新茶 250 g", "陆明远", "宁波恒屹轴承", "端午", "许文静", "免审",
        "286.00", "顾海涛 07-30", "460.00", "合肥工大轴承所 B 级 ◆", "陆明远，经家人", "龙井新茶 250 g × 2", "2026-07-30 由马骁", "更正，原为", "300.00",
        "大闸蟹礼券", "规则拒绝", "等同现金", "R08", "收礼人 许文静", "上交", "约", "送出合计", "3 件", "许文静 572 · 方立诚 460", "1,032.00",
        "1 件，不计入合计", "收到合计", "其中估值 1 件", "单件 ¥460，超过限额 ¥400", "六十整寿", "制表", "复核", "审计",
        "内部资料 · 仅供审计", "期间 2026-07-01 至 2026-09-30", "第 1 页 / 共 2 页",
    ):  # fmt: skip
        assert words in text, words


def test_english_says_the_same() -> None:
    pdf, written = print_(full(), "en")
    assert written.missing == ()
    text = " ".join(" ".join(page_texts(pdf)).split())
    for words in (
        "Gift register", "Q3 2026", "For audit: all clients, all managers", "Given", "Not given", "Received", "No approval needed",
        "Handed in", "approx.", "Stopped by the rules", "¥460 is over the limit of ¥400", "Prepared", "audit only",
    ):  # fmt: skip
        assert words in text, words


def test_currencies_have_a_sum_each_and_years_stand_before_numbers() -> None:
    seen = register(
        line(), line(32, currency="USD", value_minor=5_000), first_on=date(2025, 7, 1), kind=PeriodKind.DAYS
    )
    text = page_texts(print_(seen)[0])[0]
    assert "CNY 286.00" in text
    assert text.count("USD 50.00") == 2
    assert "26-031" in text
    assert "2026-07-02" in text


def test_nothing_is_said_to_be_nothing_and_signed_all_the_same() -> None:
    text = page_texts(print_(register())[0])[0]
    assert "本期没有礼品" in text
    assert "送出合计" not in text
    assert "复核" in text


def test_forty_rows_turn_the_page_with_their_head() -> None:
    pdf, written = print_(register(*[line(at) for at in range(1, 41)], client="很长" * 60))
    texts = page_texts(pdf)
    assert written.pages == len(texts) >= 3
    assert "送出（续）" in texts[1]
    assert all(f"{at:03}" in "".join(texts) for at in range(1, 41))


@pytest.mark.parametrize(("lang", "name"), [("zh_CN", "礼品登记册_2026-Q3.pdf"), ("en", "gift-register_2026-Q3.pdf")])
def test_its_file_is_named_by_its_period(lang: str, name: str) -> None:
    assert gift_register.file_name(register(), lang, ".pdf") == name


def test_sheets_hold_each_line_and_the_sums(tmp_path: Path) -> None:
    file = tmp_path / "册.xlsx"
    assert gift_sheets.write(full(), file, "zh_CN") == 5
    book = CalamineWorkbook.from_path(file)
    assert book.sheet_names == ["礼品登记册", "合计"]
    head, first, *_ = book.get_sheet_by_name("礼品登记册").to_python()
    row = dict(zip(head, first, strict=True))
    assert (row["编号"], row["日期"], row["金额"], row["审批人"]) == ("2026-031", date(2026, 7, 2), 286, "")
    sums = book.get_sheet_by_name("合计").to_python()
    assert ["送出", "合计", 3, 1032, "CNY"] in sums
    assert ["收到", "许文静", 1, 380, "CNY"] in sums


def test_csv_holds_each_line(tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    assert gift_sheets.write(full(), file, "en") == 5
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["Part"] for row in rows] == ["Given", "Given", "Given", "Not given", "Received"]
    assert rows[1]["Reason of the approval"] == "六十整寿"
    assert "limit" in rows[1]["What the rules said"]
    assert rows[2]["Correction"].startswith("Corrected on 2026-07-30 by 马骁")
