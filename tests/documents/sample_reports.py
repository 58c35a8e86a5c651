"""Invented visits for the tests of paper."""

from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO

from PIL import Image, ImageDraw

from kam_desktop.core.rules.kinds import Channel, CommitmentState, Side, Tier, ValueBand, VisitState
from kam_desktop.core.visit_report import (
    Person,
    ReportCommitment,
    ReportExpense,
    ReportGift,
    ReportPhoto,
    VisitReport,
)


def photo(width: int = 800, height: int = 600, *, kind: str = "JPEG", exif: Image.Exif | None = None) -> bytes:
    """A picture with a red left edge, so that it can be told which side is up."""
    image = Image.new("RGB", (width, height), "#8a9aa5")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 8, height), fill="#b03030")
    for step in range(0, width, 60):
        draw.line((step, 0, width - step, height), fill="#5d6b75", width=6)
    out = BytesIO()
    image.save(out, kind, **({"exif": exif} if exif else {}))
    return out.getvalue()


def full_chinese() -> VisitReport:
    """A visit with every section."""
    ours, theirs, open_ = Side.OURS, Side.CLIENT, CommitmentState.OPEN
    return VisitReport(
        client="宁波恒屹轴承有限公司",
        on=date(2026, 11, 18),
        state=VisitState.ACCEPTED,
        tier=Tier.A,
        value_band=ValueBand.DIAMOND,
        subject="2027 年度框架协议与交货期",
        started_at=time(14, 0),
        ended_at=time(16, 30),
        place="北仑工厂二楼会议室",
        channel=Channel.VISIT,
        manager="许文静",
        company="晨岳传动 · 华东大客户部",
        visits_this_quarter=3,
        participants=(
            Person("陆明远", "总经理，决策人"),
            Person("裴淑兰", "采购部部长"),
            Person("Erik Lindqvist", "技术总监，Haltern AB 派驻"),
        ),
        colleagues=(
            Person("许文静", "客户经理"),
            Person("邵启航", "应用工程师"),
            Person("顾海涛", "华东区总监"),
        ),
        objective="谈定 2027 年框架协议的数量区间与付款条件；就三季度两次延迟交货当面致歉，说明整改情况；了解二期扩产的时间。",
        result="数量区间已谈定，付款条件待对方财务部确认。",
        discussed=(
            "陆总先问交货。邵启航出示 9、10 两月的准时率（92.4% → 97.1%），并说明苏州仓已为恒屹单独备足四周的 6204-2RS 与"
            " NU210 用量。陆总表示“数字看到了，看到年底”。裴部长要求每周五 17:00 前收到一页在途清单，当场答应。\n"
            "框架协议：对方提出全年 180–220 万套，比今年增长约 12%。价格随特钢指数按季调整，±3% 以内不动，双方无异议。"
            "付款由 60 天改为 90 天一项没有谈拢，对方财务部月底前答复。\n"
            "Lindqvist 先生介绍了瑞典母公司的 Clean Line 标准（2027-07 起对全部供应商生效），其中包装可回收率一条我方目前"
            "只达到 71%，需要在三月前拿出方案。"
        ),
        needs="1. 二期扩产：2027 年 5 月投产，新增两条深沟球线，首批试料约 4 万套。\n2. 低噪声等级：家电客户要求 Z3V3，现供"
        " Z2V2；希望 1 月送样。\n3. 库存可视：采购部希望在自己的系统里看到苏州仓的实时库存。",
        competitors="东岭精工：报价低 4%，承诺 30 天账期换首单；样品已送二期项目组。\nNordkugel：在宁波设保税仓，主打 48 小时到货。",
        impression=4,
        previous_impression=3,
        previous_impression_on=date(2026, 9, 24),
        commitments=(
            ReportCommitment(
                "每周五 17:00 前发在途清单（首份 11-20）",
                "许文静",
                ours,
                date(2026, 11, 20),
                CommitmentState.KEPT,
            ),
            ReportCommitment(
                "答复 90 天账期：附三档价格方案，先报顾海涛批准", "许文静", ours, date(2026, 11, 27), open_, 7
            ),
            ReportCommitment("财务部对付款条件的书面意见", "裴淑兰", theirs, date(2026, 11, 30), open_, 10),
            ReportCommitment("寄回 9 月批次 NU210 的退货检验报告", "邵启航", ours, date(2026, 11, 17), open_, -3),
            ReportCommitment("Z3V3 样品 200 套及测试记录", "邵启航", ours, date(2027, 1, 15), open_, 56),
        ),
        next_step="带 Z3V3 样品与可回收包装方案，请质量部同行。",
        next_visit_on=date(2027, 1, 20),
        expenses=(
            ReportExpense("高铁，苏州—宁波往返，3 人", 106800, receipts=3),
            ReportExpense("市内交通", 14650, receipts=2),
            ReportExpense("工作餐，6 人", 73200, receipts=1),
        ),
        gifts=(
            ReportGift("苏州碧螺春，250 克一盒", "陆明远", 28000, origin="陆总上次说起喜欢苏州的茶，产地朋友家自制"),
        ),
        photos=(
            ReportPhoto(photo(), "恒屹成品库，左侧两排为我方供货"),
            ReportPhoto(photo(900, 600), "9 月批次 NU210 退货件，见承诺 4"),
        ),
        review_remark="账期一事不要单独让步，与数量区间捆在一起谈。承诺 4 已逾期，请今天给裴部长打电话说明。",
        reviewer="顾海涛",
        reviewed_at=datetime(2026, 11, 20, 8, 55),
        submitted_at=datetime(2026, 11, 19, 17, 42),
        report_due_on=date(2026, 11, 21),
        version=2,
        printed_by="许文静",
        printed_at=datetime(2026, 11, 20, 9, 12),
    )


def full_english() -> VisitReport:
    """The same visit told in English."""
    ours, theirs, open_ = Side.OURS, Side.CLIENT, CommitmentState.OPEN
    return replace(
        full_chinese(),
        client="Ningbo Hengyi Bearings Co., Ltd.",
        subject="Framework agreement 2027 and delivery times",
        place="Beilun plant, room 2-02",
        manager="Xu Wenjing",
        company="Chenyue Drives · Key Accounts East",
        participants=(
            Person("Lu Mingyuan 陆明远", "General manager"),
            Person("Pei Shulan 裴淑兰", "Head of purchasing"),
            Person("Erik Lindqvist", "Technical director"),
        ),
        colleagues=(
            Person("Xu Wenjing 许文静", "Manager"),
            Person("Shao Qihang 邵启航", "Application engineer"),
            Person("Gu Haitao 顾海涛", "Director, East"),
        ),
        objective="Agree on volumes and payment terms for the 2027 framework; apologise in person for two late deliveries in"
        " the third quarter and show what has changed; learn the date of the second plant.",
        result="volumes agreed; payment terms wait for the client’s finance department.",
        discussed=(
            "Mr Lu asked about deliveries first. Shao Qihang showed the on-time rate for September and October (92.4% → "
            "97.1%) and explained that the Suzhou store now holds four weeks of 6204-2RS and NU210 for Hengyi alone. Mr Lu: "
            "“I see the numbers.” Ms Pei wants a one-page list of goods in transit each Friday by 17:00; we agreed at once.\n"
            "Framework: they offer 1.8–2.2 million sets, about 12% above this year. Prices follow the special steel index by "
            "quarter, with no change within ±3%. Moving payment from 60 to 90 days was not settled; their finance department "
            "answers by the end of the month.\n"
            "Mr Lindqvist presented the parent’s Clean Line standard, which binds all suppliers from July 2027. On recyclable "
            "packaging we reach 71% today and need a plan by March."
        ),
        needs="1. Second plant. Starts in May 2027 with two lines for deep-groove bearings; first trial about 40,000 sets.\n"
        "2. Low noise. Appliance makers ask for Z3V3, we supply Z2V2; samples wanted in January.\n"
        "3. Stock in view. Purchasing would like to see our Suzhou stock in their own system.",
        competitors="Dongling 东岭精工: 4% cheaper; samples are with the project team.\nNordkugel: bonded store, 48-hour delivery.",
        commitments=(
            ReportCommitment(
                "List of goods in transit each Friday by 17:00",
                "Xu Wenjing",
                ours,
                date(2026, 11, 20),
                CommitmentState.KEPT,
            ),
            ReportCommitment(
                "Answer on 90 days: three price options, first to Gu Haitao",
                "Xu Wenjing",
                ours,
                date(2026, 11, 27),
                open_,
                7,
            ),
            ReportCommitment("Written opinion on payment terms", "Pei Shulan", theirs, date(2026, 11, 30), open_, 10),
            ReportCommitment(
                "Inspection report on the returned NU210 lot",
                "Shao Qihang",
                ours,
                date(2026, 11, 17),
                open_,
                -3,
            ),
        ),
        next_step="Bring Z3V3 samples and the packaging plan; ask quality to come along.",
        expenses=(
            ReportExpense("Train, Suzhou–Ningbo and back, 3 people", 106800, receipts=3),
            ReportExpense("Taxis", 14650, receipts=2),
        ),
        gifts=(ReportGift("Biluochun tea, 250 g", "Lu Mingyuan", 28000, origin="He likes tea from Suzhou"),),
        photos=(ReportPhoto(photo(), "Finished goods; ours are the two rows on the left"),),
        review_remark="Do not give way on the term alone; tie it to the volumes.",
        reviewer="Gu Haitao",
        printed_by="Xu Wenjing",
    )


def empty() -> VisitReport:
    """Only a client and a date."""
    return VisitReport(client="宁波恒屹轴承有限公司", on=date(2026, 11, 18), state=VisitState.REPORTED)
