"""Invented periods of visits for the tests of paper."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from documents.sample_reports import empty, full_chinese, full_english
from kam_desktop.core.period_points import points
from kam_desktop.core.rules import visit_charts
from kam_desktop.core.rules.kinds import Side, Tier, VisitState
from kam_desktop.core.rules.visit_charts import Share
from kam_desktop.core.visit_period import (
    CompetitorNews,
    PeriodExpense,
    PeriodKind,
    PeriodPromise,
    PeriodScope,
    TierCoverage,
    VersionLine,
    VisitPeriod,
    WeeklyText,
)
from kam_desktop.core.visit_report import VisitReport

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
_CLIENTS = (
    ("许文静", 3, "A", "宁波恒屹轴承", "季度回顾"), ("许文静", 6, "A", "苏州联骏汽车零部件", "二季度索赔结案"),
    ("许文静", 10, "B", "绍兴越泰纺机", "新品介绍"), ("许文静", 18, "A", "宁波恒屹轴承", "2027 年度框架协议与交货期"),
    ("许文静", 20, "C", "嘉兴秀水机电", "首次拜访"), ("许文静", 27, "A", "Haltern AB（上海）", "Clean Line 标准"),
    ("佟雅楠", 4, "A", "合肥巢原压缩机", "Z3V3 试样评审"), ("佟雅楠", 12, "B", "芜湖江北工装", "账期与信用额度"),
    ("佟雅楠", 19, "A", "南京紫峰电机", "高层会面"), ("佟雅楠", 25, "C", "滁州五岭电器", "库存清理"),
    ("方立诚", 2, "A", "温州瓯海阀门", "年度谈判（一）"), ("方立诚", 9, "B", "台州椒江缝纫机", "投诉回访"),
    ("方立诚", 16, "A", "温州瓯海阀门", "年度谈判（二）"), ("方立诚", 24, "B", "金华婺城电动工具", "交货期"),
    ("马骁", 5, "B", "无锡惠麓减速机", "技术交流"), ("马骁", 11, "A", "常州武进新能源", "样件失效分析"),
    ("马骁", 26, "", "江阴澄东物资", "续签"), ("叶知秋", 4, "A", "上海浦江重工", "停机抢修后回访"),
    ("叶知秋", 25, "B", "南通崇川船舶", "节前问候与计划"),
)  # fmt: skip
_ENGLISH = {
    "许文静": "Xu Wenjing",
    "佟雅楠": "Tong Yanan",
    "方立诚": "Fang Licheng",
    "马骁": "Ma Xiao",
    "叶知秋": "Ye Zhiqiu",
}
_OWNED = (("许文静", 5, 5), ("佟雅楠", 4, 4), ("方立诚", 3, 3), ("马骁", 3, 4), ("叶知秋", 2, 4))


def month(lang: str = "zh_CN", times: int = 1) -> VisitPeriod:
    """November 2026 of a team of five; with ``times`` each visit that often."""
    return of(FIRST, LAST, [_visit(lang, at % len(_CLIENTS)) for at in range(len(_CLIENTS) * times)], lang)


def of(first_on: date, last_on: date, visits: list[VisitReport], lang: str = "zh_CN") -> VisitPeriod:
    """A team's period with these visits and five managers."""
    order = Counter(visit.manager for visit in visits)
    visits = sorted(visits, key=lambda visit: (-order[visit.manager], visit.manager, visit.on))
    visited = [(visit.on, visit.tier) for visit in visits]
    ours, theirs = Side.OURS, Side.CLIENT
    made = VisitPeriod(
        kind=PeriodKind.MONTH,
        scope=PeriodScope.TEAM,
        name="华东大客户部" if lang == "zh_CN" else "Key Accounts East",
        first_on=first_on,
        last_on=last_on,
        counted_on=last_on,
        visits=tuple(visits),
        managers=tuple(_name(lang, each[0]) for each in _OWNED),
        lead="顾海涛" if lang == "zh_CN" else "Gu Haitao",
        company="晨岳传动" if lang == "zh_CN" else "Chenyue Drives",
        only_accepted=True,
        left_out=((VisitState.RETURNED, 1),),
        planned=len(visits) + 2,
        cancelled=1,
        on_time=len(visits) - 1,
        handed_in=len(visits),
        days=visit_charts.by_day(first_on, last_on, visited),
        spans=visit_charts.spans(first_on, last_on, visited),
        clients_met=17,
        coverage=tuple(Share(_name(lang, name), part, whole) for name, part, whole in _OWNED),
        tiers=(TierCoverage(Tier.A, 8, 8, 10), TierCoverage(Tier.B, 6, 9, 6), TierCoverage(Tier.C, 3, 3, 3)),
        promises=(
            PeriodPromise("宁波恒屹", "寄回 NU210 退货检验报告", "邵启航", ours, date(2026, 11, 17), -13),
            PeriodPromise("巢原压缩机", "Z3V3 试样测试记录", "邵启航", ours, date(2026, 11, 24), -6),
            PeriodPromise("崇川船舶", "节前供货计划", "叶知秋", ours, date(2026, 11, 28), -2),
            PeriodPromise("宁波恒屹", "财务部对付款条件的书面意见", "裴淑兰", theirs, date(2026, 12, 4), 4),
            PeriodPromise("宁波恒屹", "可回收包装方案", "佟雅楠", ours, None, None),
        ),
        promises_kept=(Share(_name(lang, "许文静"), 9, 10), Share(_name(lang, "马骁"), 1, 3)),
        competitors=tuple(
            CompetitorNews(each.on, each.short_name, each.manager, each.competitors) for each in visits if each.competitors
        ),
        expenses=tuple(
            PeriodExpense(each.on, each.short_name, each.manager, spent.text, spent.minor, spent.currency)
            for each in visits
            for spent in each.expenses
        ),
        versions=tuple(
            VersionLine(
                each.on, each.short_name, each.manager, each.version, each.state, each.submitted_at, int(at == 3),
                each.reviewer, each.reviewed_at,
            )
            for at, each in enumerate(visits)
        ),
        printed_by="顾海涛",
        printed_at=datetime(2026, 12, 1, 8, 30),
    )  # fmt: skip
    return replace(made, points=points(made, [], [visits[3].manager] if len(visits) > 3 else []))


def week(lang: str = "zh_CN") -> VisitPeriod:
    """One manager's week with what they wrote."""
    first = date(2026, 11, 16)
    inside = [at for at, each in enumerate(_CLIENTS) if 16 <= each[1] <= 22 and each[0] == "许文静"]
    made = of(first, first + timedelta(days=6), [_visit(lang, at) for at in inside], lang)
    text = WeeklyText(
        _name(lang, "许文静"),
        "恒屹框架协议谈定数量，账期还差一条。\n秀水机电首次拜访，印象不错。",
        "11-23 送 Z3V3 样品；11-25 与质量部碰头。",
        "质量部检验报告迟迟不出，影响两家客户。",
    )
    return replace(
        made, kind=PeriodKind.WEEK, scope=PeriodScope.MANAGER, name=_name(lang, "许文静"), texts=(text,),
        managers=(_name(lang, "许文静"),), coverage=made.coverage[:1],
    )  # fmt: skip


def nothing(lang: str = "zh_CN") -> VisitPeriod:
    """A month without a single visit, of a team without clients."""
    made = of(FIRST, LAST, [], lang)
    made = replace(
        made, coverage=(), tiers=(), promises=(), promises_kept=(), planned=0, cancelled=0, left_out=(), on_time=0,
        clients_met=0, managers=(), lead="", company="",
    )  # fmt: skip
    return replace(made, points=points(made, [], []))


def _visit(lang: str, at: int) -> VisitReport:
    manager, day, tier, client, subject = _CLIENTS[at]
    on = date(2026, 11, day)
    full = full_chinese() if lang == "zh_CN" else full_english()
    known = {
        "client": client + ("有限公司" if "AB" not in client else ""), "short_name": client, "on": on, "subject": subject,
        "tier": Tier(tier) if tier else None, "manager": _name(lang, manager), "state": VisitState.ACCEPTED,
        "submitted_at": datetime.combine(on + timedelta(days=1), full.submitted_at.time() if full.submitted_at else datetime.min.time()),
        "reviewed_at": datetime.combine(on + timedelta(days=2), datetime.min.time()), "report_due_on": on + timedelta(days=3),
        "photos": full.photos if at == 3 else (),
    }  # fmt: skip
    if at % 2:
        return replace(full, **known)  # type: ignore[arg-type]
    shorter = replace(
        empty(), place=full.place, discussed=full.discussed, commitments=full.commitments[:2], next_step=full.next_step,
        competitors=full.competitors if at % 3 == 0 else "", impression=2 + at % 4, expenses=full.expenses[:2] if at % 4 else (),
        reviewer=full.reviewer, company=full.company,
    )  # fmt: skip
    return replace(shorter, **known)  # type: ignore[arg-type]


def _name(lang: str, name: str) -> str:
    return name if lang == "zh_CN" else _ENGLISH[name]
