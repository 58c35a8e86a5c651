"""Invented clients, promises and weeks for the tests of paper."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from kam_desktop.core.client_book import (
    BookAgreement,
    BookCompany,
    BookGift,
    BookLine,
    BookPerson,
    BookPurchases,
    BookVisit,
    ClientBook,
    Coming,
    HandoverBook,
    Talk,
)
from kam_desktop.core.promise_lists import PromiseLine, PromiseList
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.core.rules.kinds import (
    Activity,
    AgreementKind,
    AgreementState,
    Attitude,
    BuyingRole,
    Calendar,
    Channel,
    ClientKind,
    CommitmentState,
    GiftDirection,
    GiftOccasion,
    LifecycleStage,
    Side,
    Tier,
    VisitState,
)
from kam_desktop.core.visit_report import ReportCommitment
from kam_desktop.core.weekly import WeekContact, WeeklyReport, WeekTexts, WeekTouch, WeekVisit

ON = date(2026, 12, 28)
AT = datetime(2026, 12, 28, 16, 40)


def promise(text: str, days: int | None, side: Side = Side.OURS) -> ReportCommitment:
    """An open promise that is due in so many days."""
    due = ON + timedelta(days=days) if days is not None else None
    return ReportCommitment(text, "邵启航" if side is Side.OURS else "裴淑兰", side, due, CommitmentState.OPEN, days)


def full() -> ClientBook:
    """A client with everything, the private facts that a handover shows among it."""
    months = tuple((f"2026-{month:02d}", month * 1_234_500) for month in range(1, 13))
    return ClientBook(
        client="宁波恒屹轴承有限公司",
        short_name="宁波恒屹",
        tier=Tier.A,
        on=ON,
        owner="许文静",
        facts=(
            ("kind", ClientKind.END_CUSTOMER), ("industry", "轴承"), ("region", "浙江宁波北仑区"), ("address", "恒山路 8 号"),
            ("lifecycle_stage", LifecycleStage.STABLE), ("annual_revenue", (4_318_000_000, "CNY")), ("owner", "许文静"),
            ("team", ("邵启航", "佟雅楠")), ("since_on", date(2017, 5, 1)),
        ),
        custom=(("账期", "75 天"),),
        notes="周五下午不见客。",
        address="浙江宁波北仑区 恒山路 8 号",
        since_on=date(2017, 5, 1),
        last_contact_on=date(2026, 12, 22),
        last_visit_on=date(2026, 12, 22),
        impression=4,
        completeness=92,
        missing=("annual_volume",),
        shares=(("", 61.0, True), ("东岭精工", 25.5, False)),
        group=(BookCompany("恒屹集团", Tier.A, 0, False), BookCompany("宁波恒屹", Tier.A, 1, True)),
        people=(
            BookPerson(
                "陆明远", "总经理", BuyingRole.DECIDES, Attitude.NEUTRAL, is_primary=True, phones=("0574-5550 0138",),
                ties=(("许文静", 3), ("顾海涛", 1)), taboos="忌送钟、伞\n不饮酒", hobbies="绿茶、围棋",
                birthday=PartialDate(Calendar.LUNAR, 1971, 12, 26), preferred="上午",
            ),
            BookPerson("裴淑兰", "采购部部长", BuyingRole.INFLUENCES, Attitude.RESERVED, emails=("pei@example.com",)),
            BookPerson("Erik Lindqvist", "技术总监", reports_to="陆明远", taboos="花生过敏", has_left=False),
            BookPerson("老周", "前任部长", has_left=True),
        ),
        policy=((Activity.VISIT, 30, 40), (Activity.CALL, 14, 21)),
        promises=(
            promise("NU210 退货检验报告", -10), promise("Z3V3 样品 200 套及测试记录", 18),
            promise("二期试料时间表", 44, Side.CLIENT), promise("可回收包装方案（Clean Line）", None),
        ),
        coming=(
            Coming(date(2027, 1, 12), "visit", {"objective": "双方交接拜访"}, "陆明远"),
            Coming(date(2027, 2, 2), "birthday", {"birthday": "lunar:1971-12-26", "age": 55}, "陆明远"),
            Coming(date(2027, 2, 6), "touch", {"channel": Channel.CALL, "activity": "festival", "reason": "festival",
                   "params": {"festival": "spring-festival", "on": "2027-02-06", "tier": "A", "channel": "call"}}, "陆明远"),
            Coming(date(2027, 3, 1), "occasion", {"occasion": "anniversary", "title": "建厂 30 周年"}),
            Coming(date(2027, 3, 18), "agreement", {"kind": AgreementKind.FRAMEWORK, "title": "2026 框架协议"}),
        ),
        purchases=BookPurchases("CNY", 96_291_000, 80_000_000, 96_291_000, 21.4, date(2026, 12, 20), 18.0, months,
                                (("深沟球 6204", 60_000_000, 50_000_000), (None, 36_291_000, 30_000_000))),
        gifts=(
            BookGift(date(2026, 7, 2), "龙井新茶 250 g", "陆明远", 28_600, "CNY", GiftOccasion.DRAGON_BOAT, GiftDirection.GIVEN,
                     "产区自采", "很合口味"),
            BookGift(date(2026, 3, 2), "瑞典薄饼", "Erik Lindqvist", 9_900, "CNY", GiftOccasion.OTHER, GiftDirection.RECEIVED),
            BookGift(date(2022, 1, 2), "旧年礼", "陆明远", 10_000, "CNY", GiftOccasion.NEW_YEAR, GiftDirection.GIVEN),
        ),
        visits=(BookVisit(date(2026, 12, 22), VisitState.ACCEPTED, "许文静", ("陆明远",), "年度框架", "谈定数量区间", 4),),
        agreements=(BookAgreement("2026 框架协议", AgreementKind.FRAMEWORK, AgreementState.ACTIVE, date(2026, 1, 1), date(2027, 3, 18)),),
        timeline=(
            BookLine(date(2026, 12, 22), "visit", "年度框架", "谈定数量区间", "许文静", Channel.VISIT, ("陆明远",), {"state": "accepted"}),
            BookLine(date(2026, 12, 10), "contact", "", "问起交货", "许文静", Channel.CALL, (), {"activity": "call"}),
            BookLine(date(2026, 12, 1), "purchase", "深沟球 6204", "", "", None, (), {"amount": 1_200_000, "currency": "CNY", "lines": 1, "order_no": "A1"}),
            BookLine(date(2026, 11, 1), "change", "", "", "顾海涛", None, (), {"field": "tier", "before": "B", "after": "A"}),
            BookLine(date(2026, 10, 1), "staff", "Erik Lindqvist", "", "", None, (), {"kind": "arrived", "other": ""}),
            BookLine(date(2026, 9, 1), "gift", "龙井新茶", "", "许文静", Channel.GIFT, (), {"direction": "given", "value": 28600, "currency": "CNY", "occasion": "other", "reception": ""}),
            BookLine(date(2026, 8, 9), "business", "2026 框架协议", "", "许文静", None, (),
                     {"source": "agreement", "kind": "framework", "state": "active", "first": "2027-03-18", "second": ""}),
            BookLine(date(2026, 8, 8), "business", "装配培训", "三十人到场", "许文静", None, (),
                     {"source": "service", "kind": "training", "state": "done", "first": 120_000, "second": "CNY"}),
            BookLine(date(2026, 8, 7), "business", "", "信任多了", "许文静", None, (),
                     {"source": "value", "kind": "", "state": "", "first": "[4, 5, 4, null]", "second": "[2, 3, null, null]"}),
        ),
        timeline_count=60,
        talk=(Talk("last", {"channel": Channel.CALL, "text": "问起交货"}, date(2026, 12, 10)), Talk("hobby", {"name": "陆明远", "text": "围棋"})),
        left_out=("hometown", "family", "personality"),
        company="晨岳传动 · 华东大客户部",
        printed_by="许文静",
        printed_at=AT,
    )  # fmt: skip


def empty() -> ClientBook:
    """A client of whom nothing is known but the name."""
    return ClientBook("甲", "甲", None, ON, "", left_out=("taboos",), printed_at=AT)


def long_name() -> ClientBook:
    """A name that needs many lines."""
    return replace(full(), client="宁波" + "恒屹精密轴承与传动技术" * 12 + "（中国）有限公司")


def crowded() -> ClientBook:
    """Forty of everything."""
    seen = full()
    return replace(
        seen,
        people=tuple(replace(seen.people[0], name=f"陆明远{at}", is_primary=not at) for at in range(40)),
        promises=tuple(promise(f"第 {at} 项承诺，附带一段较长的说明文字，用来占满一行", at - 20) for at in range(40)),
        gifts=tuple(replace(seen.gifts[0], item=f"礼品 {at}", on=ON - timedelta(days=at)) for at in range(40)),
        visits=tuple(replace(seen.visits[0], on=ON - timedelta(days=at)) for at in range(40)),
        timeline=tuple(replace(seen.timeline[3], on=ON - timedelta(days=at)) for at in range(40)),
        coming=tuple(replace(seen.coming[0], on=ON + timedelta(days=at)) for at in range(40)),
        talk=seen.talk * 20,
    )


def handover(book: ClientBook | None = None) -> HandoverBook:
    """From 许文静 to 佟雅楠 with a split."""
    return HandoverBook(
        book or full(), "许文静", "佟雅楠", date(2027, 1, 4),
        ("陆总说话算数，也记仇。三季度两次延迟交货，他看的是年底的准时率。", "账期不单独让步。底线 75 天。"),
        (Talk("open", {"n": 1, "text": "x"}),), ((date(2027, 1, 4), 30), (date(2027, 7, 1), 100)), "备用钥匙在前台。", "顾海涛",
    )  # fmt: skip


def promise_list() -> PromiseList:
    """Ours and theirs of two managers."""

    def line(text: str, side: Side, manager: str, days: int | None) -> PromiseLine:
        due = ON + timedelta(days=days) if days is not None else None
        return PromiseLine("宁波恒屹", Tier.A, manager, text, "邵启航", side, date(2026, 11, 18), due, days)

    return PromiseList(
        ON,
        (
            line("检验报告", Side.OURS, "许文静", -10), line("样品", Side.OURS, "佟雅楠", 4),
            line("时间表", Side.CLIENT, "许文静", None),
        ),
        company="晨岳传动", printed_by="许文静", printed_at=AT,
    )  # fmt: skip


def week() -> WeeklyReport:
    """A week with visits, calls, a kept promise and plans."""
    found = promise_list()
    return WeeklyReport(
        "许文静", date(2026, 12, 21), date(2026, 12, 27),
        visits=(WeekVisit(date(2026, 12, 22), "c1", "宁波恒屹", Tier.A, "许文静", VisitState.SUBMITTED, "年度框架", "谈定数量"),),
        contacts=(WeekContact(date(2026, 12, 23), "苏州联骏", None, "许文静", Channel.CALL, "问候"),),
        kept=(found.lines[1],), late=(found.lines[0],),
        next_visits=(WeekVisit(date(2026, 12, 29), "c2", "合肥巢原", Tier.B, "许文静", VisitState.PLANNED, "试样评审", ""),),
        next_touches=(WeekTouch(date(2026, 12, 30), "南京紫峰", Tier.C, Channel.MESSAGE, "festival"),),
        company="晨岳传动", printed_by="许文静", printed_at=AT,
    )  # fmt: skip


def written_week() -> WeeklyReport:
    """The same with texts of a person's own."""
    return replace(week(), texts=WeekTexts("这一周谈定了年度框架。", "下周去合肥。", "需要质量部支持。"))
