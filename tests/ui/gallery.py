"""Every widget and two pages like the drawn ones, saved as pictures to look at. Not a test.

    PYTHONPATH=src QT_QPA_PLATFORM=offscreen python tests/ui/gallery.py FOLDER [light|dark] [WIDTHxHEIGHT]

``QT_SCALE_FACTOR=2`` draws at twice the ratio. All clients are invented.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QPoint, QSettings, Qt, QTranslator
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from kam_desktop import runtime
from kam_desktop.core import assets
from kam_desktop.core.agenda import DueTouch, When
from kam_desktop.core.call_list import Callee, Card, Number
from kam_desktop.core.debts import Debt, DebtKind
from kam_desktop.core.favours import FavourRow
from kam_desktop.core.interest_events import Fan
from kam_desktop.core.occasions import OccasionRow
from kam_desktop.core.policies import PolicyEntry
from kam_desktop.core.policy_effect import Effect, Side
from kam_desktop.core.rules import owing
from kam_desktop.core.rules.cadence import DEFAULTS
from kam_desktop.core.rules.kinds import (
    Activity,
    Channel,
    FavourDirection,
    FavourState,
    OccasionKind,
    Tier,
    TouchKind,
    TouchResult,
)
from kam_desktop.core.talking_points import Point, Points
from kam_desktop.ui import appearance, icons, labels
from kam_desktop.ui.calls.card import CallCard
from kam_desktop.ui.calls.outcome import OutcomeForm
from kam_desktop.ui.causes import owed_rows
from kam_desktop.ui.causes.fans_panel import FansPanel
from kam_desktop.ui.clients.client_causes import CauseList
from kam_desktop.ui.entries.favour_entry import FavourEntry
from kam_desktop.ui.events.regions_field import RegionsField
from kam_desktop.ui.hit_list import Hit
from kam_desktop.ui.main_window import MainWindow, PageSpec
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.page import Page
from kam_desktop.ui.policies.effect_side import EffectSide
from kam_desktop.ui.policies.lines_grid import LinesGrid
from kam_desktop.ui.tasks import Run, Tasks
from kam_desktop.ui.widgets.badge import TierBadge
from kam_desktop.ui.widgets.buttons import IconButton, PlainButton, PrimaryButton, QuietButton
from kam_desktop.ui.widgets.card import Card as Box
from kam_desktop.ui.widgets.chip import ChipRow, Tag
from kam_desktop.ui.widgets.date_field import DateField, MonthPopup
from kam_desktop.ui.widgets.empty import EmptyState
from kam_desktop.ui.widgets.field import Field
from kam_desktop.ui.widgets.forms import FormColumn
from kam_desktop.ui.widgets.icon_label import IconLabel
from kam_desktop.ui.widgets.impression import Impression
from kam_desktop.ui.widgets.keycap import KeyCap
from kam_desktop.ui.widgets.list_view import GroupHead, RowList, TimelineRow, TwoLineRow
from kam_desktop.ui.widgets.page_head import PageHead
from kam_desktop.ui.widgets.paged_table import Cell, Column, PagedTableModel, RowTable
from kam_desktop.ui.widgets.panel import SidePanel
from kam_desktop.ui.widgets.people_field import PeopleField, Person
from kam_desktop.ui.widgets.progress import Progress, ThinBar
from kam_desktop.ui.widgets.steps import StepHead
from kam_desktop.ui.widgets.strip import Strip, StripCell
from kam_desktop.ui.widgets.taboo import TabooBox
from kam_desktop.ui.widgets.text_box import TextBox
from kam_desktop.ui.widgets.texts import Hint, PlainLabel, Rule, SectionLabel

TODAY = date(2026, 9, 16)
ICONS = sorted(path.stem for path in (Path(assets.ROOT) / "icons").glob("*.svg") if path.stem not in {"app", "mark"})


class Words(QTranslator):
    """The frame's few words in Chinese, until the catalogue is there."""

    def __init__(self) -> None:
        super().__init__()
        self._words = json.loads((Path(__file__).parent / "gallery_words.json").read_text(encoding="utf-8"))

    def translate(self, _context: str, text: str, _hint: str | None = None, n: int = -1) -> str:
        return self._words.get(text, text).replace("%n", str(n))

    def isEmpty(self) -> bool:
        return False


def talk(icon: str, text: str, hint: str = "") -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconLabel(icon), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(PlainLabel(text, wrap=True))
    if hint:
        words.addWidget(Hint(hint))
    row.addLayout(words, 1)
    return row


class Today(Page):
    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.head())
        strip = Strip()
        strip.set_cells(
            [
                StripCell("1", "9 月 18 日   八月初八", "周建明 农历生日", "2 天后，礼品未备", "warning"),
                StripCell("2", "9 月 23 日   秋分", "江澜港务 开泊", "备贺卡"),
                StripCell("3", "9 月 25 日   八月十五", "中秋节", "问候 14 家，已备 9"),
                StripCell("4", "9 月 27 日   八月十七", "林晓岚 女儿十岁", "电话祝贺"),
                StripCell("5", "9 月 29 日   八月十九", "恒远轮胎 15 周年", "登门道贺"),
            ]
        )
        left.addWidget(strip)
        self.list = RowList()
        self.list.set_rows(TODAY_ROWS)
        self.list.select_first()
        left.addWidget(self.list, 1)
        row.addLayout(left, 1)
        row.addWidget(self.panel())
        self.setFocusProxy(self.list)

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("D", "完成"),
            ("R", "改期"),
            ("S", "跳过"),
            ("T", "转交"),
            ("C", "逐个打电话"),
            ("G", "问候"),
            ("V", "安排拜访"),
        ]

    def head(self) -> QWidget:
        made = PageHead("今日")
        made.set_subtitle("9 月 16 日 周三・八月初六")
        progress = Progress()
        progress.show_parts("已做 5 / 12", 5, 12)
        made.add_tool(progress)
        made.add_tool(PlainButton("逐个打电话", icon="phone", size="small"))
        return made

    def panel(self) -> QWidget:
        made = SidePanel()
        made.setFixedWidth(328)
        self.fill_head(made.head)
        made.body.addWidget(TabooBox(["不饮酒；勿送钟表与伞", "勿提与鼎泰的旧官司"]))
        made.body.addSpacing(12)
        made.body.addWidget(SectionLabel("谈话要点"))
        for part in (
            talk("cake", "周五农历生日，五十整", "每年与家人过，宜上午致意"),
            talk("document-check", "答应的冬季胎陈列架尚未到", "8 月 6 日承诺，9 月 20 日到期"),
            talk("message", "上次谈到：儿子周航赴杭州读研", "8 月 6 日拜访"),
            talk("heart", "爱好海钓，象山秋汛已开"),
        ):
            made.body.addSpacing(8)
            made.body.addLayout(part)
        made.body.addSpacing(16)
        made.body.addWidget(SectionLabel("上次礼品"))
        made.body.addSpacing(8)
        made.body.addLayout(talk("gift", "径山茶一盒，¥ 268", "6 月 19 日端午，「很合口味」"))
        made.body.addStretch(1)
        self.fill_foot(made.foot)
        return made

    def fill_head(self, column: QVBoxLayout) -> None:
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(TierBadge("A"))
        head.addWidget(PlainLabel("宁波恒远轮胎", face="head", bold=True, elide=True), 1)
        head.addWidget(QuietButton("打开档案", keys="Enter", size="small"))
        column.addLayout(head)
        column.addSpacing(4)
        column.addWidget(PlainLabel("周建明 总经理  称呼「周总」"))
        column.addLayout(talk("phone", "0574-5550 0138  宜 15:00 至 17:00"))

    def fill_foot(self, column: QVBoxLayout) -> None:
        edit = QLineEdit()
        edit.setPlaceholderText("结果一句话，可不写")
        column.addWidget(edit)
        when = QHBoxLayout()
        when.setSpacing(8)
        when.addWidget(PlainLabel("下次拜访", role="muted"))
        day = DateField(TODAY)
        day.set_value(date(2026, 10, 15))
        when.addWidget(day, 1)
        column.addLayout(when)
        column.addWidget(PrimaryButton("完成", icon="check", keys="D"))
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for text, keys in (("改期", "R"), ("跳过", "S"), ("转交", "T")):
            acts.addWidget(PlainButton(text, keys=keys), 1)
        column.addLayout(acts)


TODAY_ROWS = [
    GroupHead("逾期", 3, "danger"),
    TwoLineRow(
        "1",
        "A",
        "宁波恒远轮胎",
        "周建明 总经理",
        "visit",
        "A 级，上次拜访 41 天前，标准 30 天",
        "迟 11 天",
        "danger",
    ),
    TwoLineRow(
        "2",
        "A",
        "台州海辰泵业",
        "沈立群 采购总监",
        "phone",
        "A 级，上次关怀电话 19 天前，标准 14 天",
        "迟 5 天",
        "danger",
    ),
    TwoLineRow(
        "3",
        "B",
        "无锡锦程物流",
        "何秀英 车队长",
        "document-check",
        "承诺：9 月 14 日前寄出油样检测报告",
        "迟 2 天",
        "danger",
    ),
    GroupHead("今天", 4),
    TwoLineRow(
        "4",
        "A",
        "苏州瑞川机械",
        "顾思远 设备部长",
        "visit",
        "新任设备部长到岗第 5 天，一周内须见面",
        "10:00",
        "warning",
    ),
    TwoLineRow(
        "5",
        "B",
        "绍兴嘉禾纺机",
        "林晓岚 财务经理",
        "message",
        "对方习惯下午联系，上次电话 28 天前，标准 30 天",
        "今天",
    ),
    TwoLineRow("6", "B", "金华云岭工程机械", "方国栋 老板", "visit", "同城顺访：下午在金华已有一家", "今天"),
    TwoLineRow("7", "C", "湖州青禾农机", "陈阿福 店主", "mail", "C 级，每月一信，上次 30 天前", "今天"),
    GroupHead("本周", 2),
    TwoLineRow(
        "8",
        "A",
        "杭州江澜港务",
        "许文博 机务经理",
        "card",
        "9 月 23 日新泊位启用，贺卡须提前 3 天寄出",
        "周五",
    ),
    TwoLineRow("9", "B", "温州永固紧固件", "吴佳丽 采购", "gift", "中秋登门，礼品待主管批准", "周五"),
]


class Client(Page):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 8)
        head.setSpacing(12)
        head.addWidget(TierBadge("A"))
        head.addWidget(PlainLabel("宁波恒远轮胎有限公司", face="title", bold=True))
        for word in ("经销商", "稳定期", "伙伴型"):
            head.addWidget(Tag(word))
        head.addStretch(1)
        head.addWidget(PlainButton("安排拜访", icon="visit", keys="V"))
        head.addWidget(IconButton("print", "打印", keys="Ctrl+P", is_framed=True))
        column.addLayout(head)
        column.addWidget(Rule())
        column.addSpacing(12)
        chips = ChipRow()
        chips.set_chips(
            [
                (name, name)
                for name in (
                    "全部 186",
                    "接触 74",
                    "拜访 23",
                    "采购 58",
                    "礼品 11",
                    "承诺 9",
                    "投诉 2",
                    "变动 9",
                )
            ]
        )
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 0)
        line.addWidget(chips)
        column.addLayout(line)
        column.addSpacing(6)
        self.list = RowList()
        self.list.set_rows(
            [
                GroupHead("2026 年 9 月", is_month=True),
                TimelineRow(
                    "1",
                    "9 月 14 日",
                    "cart",
                    "采购 全钢子午线胎 120 条",
                    "¥ 198,400，比上季同期多 8%",
                    "ERP 导入",
                ),
                TimelineRow("2", "9 月 9 日", "message", "微信 教师节问候周师母", "回复：「谢谢惦记」", "刘敏"),
                GroupHead("8 月", is_month=True),
                TimelineRow(
                    "3",
                    "8 月 21 日",
                    "phone",
                    "关怀电话 周建明",
                    "台风过后仓库无损；问起冬季胎到货日期",
                    "刘敏・12 分钟",
                ),
                TimelineRow(
                    "4",
                    "8 月 6 日",
                    "visit",
                    "拜访 冬季备货",
                    "答应陈列架 2 组；对方担心鼎泰降价 3%",
                    "报告已受理",
                ),
                TimelineRow(
                    "5",
                    "8 月 2 日",
                    "warning",
                    "投诉 两条胎侧鼓包",
                    "3 小时答复，换新；客户评价「处理得快」",
                    "已结",
                ),
            ]
        )
        column.addWidget(self.list, 1)


class Clients(Page):
    def __init__(self) -> None:
        super().__init__()
        rows = [row for row in TODAY_ROWS if isinstance(row, TwoLineRow)]
        ids = [str(number) for number in range(10_000)]

        def request(wanted: list[str], deliver: Callable[[list[tuple[object, ...]]], None]) -> None:
            if wanted[0] != "0":
                return
            deliver(
                [
                    (
                        rows[int(i) % 9].tier,
                        rows[int(i) % 9].title,
                        rows[int(i) % 9].subtitle,
                        Cell(f"{int(i) * 7 % 90} 天", "danger" if int(i) % 5 == 0 else ""),
                        f"{int(i) * 1317 % 99999:,}",
                    )
                    for i in wanted
                ]
            )

        columns = [
            Column("tier", "级", 52, "badge"),
            Column("name", "客户", 0, "bold"),
            Column("who", "联系人", 200, "muted"),
            Column("silence", "未联系", 96),
            Column("sum", "年采购额", 120, "number"),
        ]
        self.table = RowTable(PagedTableModel(ids, request, columns))
        self.table.show_sorted("silence", descending=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.table.selectRow(2)


class Calls(Page):
    """One person of the call list, and how the call ended."""

    def __init__(self) -> None:
        super().__init__()
        touch = DueTouch(
            "t", When.TODAY, "c", "宁波恒远轮胎", "A", "p", "周建明", "总经理", TouchKind.ENVIRONMENT, Channel.CALL,
            "environment", TODAY, TODAY, TODAY, 0, False, False, "", None, "environment",
            {"event": "typhoon", "title": "台风「梅花」", "on": "2026-09-16"},
        )  # fmt: skip
        points = Points(
            ("不饮酒；勿送钟表与伞", "勿提与鼎泰的旧官司"),
            (
                Point("commitment", {"text": "冬季胎陈列架", "side": "ours"}, date(2026, 9, 14)),
                Point("birthday", {"name": "周建明", "birthday": "lunar:1976-08-08", "age": 50}, date(2026, 9, 18)),
                Point("last", {"channel": Channel.VISIT, "text": "儿子周航赴杭州读研"}, date(2026, 8, 6)),
                Point("hobby", {"name": "周建明", "text": "海钓"}),
            ),
            preferred_hours="15:00 至 17:00",
        )  # fmt: skip
        zhou = Callee("p", "周建明", "总经理", "周总", (Number("0574-5550 0138", "tel:+8657455500138"),))
        lin = Callee("q", "林晓岚", "财务经理", "", (Number("139 0013 9000", "tel:+8613900139000"),))
        card = Card(
            touch, "宁波恒远轮胎有限公司", "宁波", zhou, (lin,), points, "先问人：都平安吗？\n再问事：仓库进水没有？",
            "e", TouchResult.MISSED, 2, datetime(2026, 9, 16, 2, tzinfo=UTC), time(22, 10),
        )  # fmt: skip
        shown = CallCard(self)
        shown.show_card(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(shown, 1)
        regions = RegionsField(self)
        regions.set_codes(("33", "3205"))
        column.addWidget(regions)
        column.addWidget(OutcomeForm(self))
        self.setFocusProxy(shown.head.number)


class Parts(Page):
    """One of each."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(24)
        for make in (self.form, self.small, self.rest):
            column = QVBoxLayout()
            column.setSpacing(10)
            make(column)
            row.addLayout(column, 1)

    def form(self, column: QVBoxLayout) -> None:
        form = FormColumn()
        people = PeopleField()
        people.set_candidates([Person("顾思远", "1"), Person("马俊", "2")])
        people.set_people([Person("顾思远", "1"), Person("马俊", "2")])
        form.add_row(("time", "时间", QLineEdit("09-16 10:05 至 11:20"), 1), ("people", "参加的人", people, 2))
        talked = TextBox("顾部长原在汽配厂管设备，重数据。看了油样报告，认可把 3 号机先换 CLP 220 试三个月。")
        self.talked = talked
        form.add("talked", "谈了什么", talked, stretch=1)
        impression = Impression()
        impression.set_value(4)
        form.add_row(
            ("rival", "竞品动态", QLineEdit("鼎泰送样一桶，尚未试用"), 1),
            ("impression", "满意印象", impression, 1),
        )
        day = DateField(TODAY)
        day.set_value(date(2026, 10, 4))
        form.add_row(("next", "下一步", QLineEdit("检修前电话确认到场人员"), 2), ("on", "日期", day, 1))
        form.fields["on"].set_error("国庆放假，建议 9 月 30 日")
        box = QComboBox()
        box.addItems(["经销商", "终端客户"])
        disabled = QLineEdit("只读")
        disabled.setEnabled(False)
        form.add_row(("kind", "类别", box, 1), ("dis", "停用", disabled, 1))
        column.addWidget(form, 1)

    def small(self, column: QVBoxLayout) -> None:
        column.addWidget(StepHead(["计划", "报告", "提交", "主管审核"], current=1), 0, Qt.AlignmentFlag.AlignLeft)
        badges = QHBoxLayout()
        for tier in "ABC":
            badges.addWidget(TierBadge(tier))
        for keys in ("Ctrl+K", "Up", "D"):
            badges.addWidget(KeyCap(keys))
        badges.addWidget(Tag("经销商"))
        badges.addStretch(1)
        column.addLayout(badges)
        chips = ChipRow()
        chips.set_chips(
            [(name, name) for name in ("全部 186", "接触 74", "拜访 23", "采购 58", "礼品 11", "承诺 9", "投诉 2")]
        )
        column.addWidget(chips)
        for made in (
            PrimaryButton("提交", keys="Ctrl+Enter"),
            PlainButton("预览 PDF", keys="Ctrl+P"),
            QuietButton("添一条", icon="plus", keys="Alt+P"),
        ):
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        off = PlainButton("停用", icon="lock")
        off.setEnabled(False)
        column.addWidget(off, 0, Qt.AlignmentFlag.AlignLeft)
        for words, on in (("油样检测报告", True), ("换油周期对照表", False)):
            check = QCheckBox(words)
            check.setChecked(on)
            column.addWidget(check)
        bar = ThinBar()
        bar.set_parts(82, 100)
        column.addWidget(bar)
        column.addWidget(TabooBox(["不饮酒；勿送钟表与伞；勿提与鼎泰的旧官司，也别在他面前说起去年的台风"]))
        card = Box()
        card.add_title("派技术员国庆检修到场")
        card.add_line("我方 刘敏", "9 月 30 日")
        column.addWidget(card)
        gift = Box(tone="warning")
        gift.add_title("龙井茶礼盒", "¥ 380", bold=True)
        gift.add_line("给 顾思远")
        gift.add_line("首次见面限 ¥ 200，须主管批准", role="warning", icon="warning")
        column.addWidget(gift)
        column.addStretch(1)

    def rest(self, column: QVBoxLayout) -> None:
        month = MonthPopup(TODAY, day_note=lambda day: "秋分" if day == date(2026, 9, 23) else "初六")
        month.setSelectedDate(QDate(2026, 9, 16))
        column.addWidget(month)
        column.addWidget(IconSheet())
        column.addWidget(EmptyState("今天没有到期的事。本周还有 2 件。", "看本周"))
        column.addWidget(Field("口令", QLineEdit(), hint="至少 12 个字符"))


class Causes(Page):
    """What is owed, who likes an event, occasions and favours in a panel, and the entry that writes them down."""

    def __init__(self) -> None:
        super().__init__()
        tasks = Tasks(None, self)
        middle, right = QVBoxLayout(), QVBoxLayout()
        entry = FavourEntry(tasks, self)
        entry.show()
        self.list = RowList()
        self.list.set_rows(owed_rows.rows_of(DEBTS, TODAY))
        fans, causes = FansPanel(), CauseList()
        fans.show_event("象山海钓赛")
        fans.show_fans([Fan("1", "周建明", "总经理", "1", "宁波恒远轮胎", "A", "海钓，篮球", "海钓")], ("海钓",))
        causes.show_causes(OCCASIONS, FAVOURS)
        middle.addWidget(entry)
        middle.addWidget(self.list, 1)
        right.addWidget(fans, 1)
        right.addWidget(causes)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(middle, 1)
        row.addLayout(right)


DEBTS = [
    Debt("1", kind, "1", client, tier, text, "周建明", "刘敏", since, due, owing.pressing(due, TODAY))
    for kind, client, tier, text, since, due in (
        (DebtKind.PROMISE, "无锡锦程物流", "B", "九月内寄出油样检测报告", None, date(2026, 9, 14)),
        (DebtKind.HELP, "宁波恒远轮胎", "A", "替他母亲联系骨科专家", date(2026, 9, 7), date(2026, 9, 18)),
        (DebtKind.RETURN, "台州海辰泵业", "A", "介绍了新客户", date(2026, 8, 20), date(2026, 10, 19)),
        (DebtKind.PROMISE, "苏州瑞川机械", "A", "冬季胎陈列架 2 组", None, None),
    )
]
OCCASIONS = [
    OccasionRow("1", OccasionKind.OPENING, "鄞州二分店开业", date(2026, 9, 18), False, "鄞州区", "", "", "", 1),
    OccasionRow("2", OccasionKind.EXAM, "儿子赴杭州读研", date(2026, 9, 28), False, "", "", "1", "周建明", 1),
]
FAVOURS = [
    FavourRow(
        "1", "1", "宁波恒远轮胎", "A", direction, what, date(2026, 9, 7), due, "刘敏", state, done, "", "1", "周建明", 1
    )
    for direction, what, due, state, done in (
        (FavourDirection.WE_HELP, "替他母亲联系骨科专家", date(2026, 9, 18), FavourState.OPEN, None),
        (FavourDirection.THEY_HELP, "介绍了新客户", None, FavourState.DONE, date(2026, 7, 8)),
    )
]  # fmt: skip


class IconSheet(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(140)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        for place, name in enumerate(ICONS):
            icons.paint_at(painter, self.rect().topLeft() + QPoint(place % 14 * 27, place // 14 * 27), name, "text")


class Policies(Page):
    """The lines of tier A and what a change of theirs does."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.grid, self.effect = LinesGrid(self), EffectSide(self)
        row.addWidget(self.grid, 1)
        row.addWidget(self.effect)
        self.effect.setFixedWidth(344)
        self.effect.show_foot(False)
        self.grid.show_entries([PolicyEntry(line) for line in DEFAULTS[Tier.A]])
        wrong = next(each for each in self.grid.editors if each.activity is Activity.VISIT)
        wrong.days["latest_days"].setText("20")
        self.effect.show_effect(_effect(), "A 级客户")


def _effect() -> Effect:
    before = {
        Channel.VISIT: (9, 8, 4, 6, 9, 10, 8, 9, 9, 8, 10, 9),
        Channel.CALL: (14, 16, 6, 9, 15, 14, 15, 16, 14, 13, 15, 15),
    }
    after = {Channel.VISIT: (15, 13, 7, 9, 14, 16, 13, 14, 15, 14, 16, 15), Channel.CALL: before[Channel.CALL]}
    minutes = [tuple(each * 75 + 300 for each in side[Channel.VISIT]) for side in (before, after)]
    mondays = tuple(date(2026, 9, 14) + timedelta(weeks=each) for each in range(12))
    return Effect(
        mondays, (1440, 2400, 1440, *(2400,) * 9), (9, 12, 7, *(12,) * 9), before, after,
        Side(before, minutes[0], 0), Side(after, minutes[1], 24), 1200, is_about=True,
    )  # fmt: skip


def hits() -> list[Hit]:
    return [
        Hit("联系人", "1", "王俊岭", "台州海辰泵业・设备副总・19 天未联系", "A", [(0, 3)]),
        Hit("联系人", "2", "吴佳丽", "温州永固紧固件・采购・9 天未联系", "B", [(0, 3)]),
        Hit("联系人", "3", "万金龙", "常熟虞山粮油・司机班长・58 天未联系", "C", [(0, 3)]),
        Hit("客户", "4", "万嘉隆物流", "南通・终端客户・12 天未联系", "B", [(0, 3)]),
        Hit("客户", "5", "芜湖皖江轮胎", "芜湖・经销商・33 天未联系", "C", [(2, 3)]),
        Hit("对 王俊岭", "6", "记一次电话", keycap="Alt+1", icon="phone"),
        Hit("对 王俊岭", "7", "安排拜访", keycap="Alt+2", icon="visit"),
        Hit("对 王俊岭", "8", "记一件礼品", keycap="Alt+3", icon="gift"),
    ]


def window() -> MainWindow:
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    pages = [
        PageSpec("today", "今日", Today, "today"),
        PageSpec("clients", "客户", Clients, "clients"),
        PageSpec("agenda", "日程", Parts, "calendar"),
        PageSpec("visits", "拜访", Page, "visit"),
        PageSpec("gifts", "礼品", Page, "gift"),
        PageSpec("calls", "打电话", Calls, "phone"),
        PageSpec("insight", "分析", Page, "insight"),
        PageSpec("team", "团队", Page, "team"),
        PageSpec("settings", "设置", Page, "settings", is_pinned=True),
        PageSpec("client", "客户", Client, under="clients"),
        PageSpec("causes", "欠着的", Causes, under="today"),
        PageSpec("policies", "服务策略", Policies, under="settings"),
    ]
    made = MainWindow(pages, settings=QSettings("/nonexistent/kam.ini", QSettings.Format.IniFormat))
    for name, count in (("today", 9), ("clients", 312), ("visits", 2)):
        made.sidebar.set_count(name, count)
    return made


def main() -> None:
    folder, scheme = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "light"
    width, height = map(int, (sys.argv[3] if len(sys.argv) > 3 else "1280x800").split("x"))
    folder.mkdir(parents=True, exist_ok=True)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    runtime.fix_today(TODAY)
    labels.set_language("zh_CN")
    app = QApplication(sys.argv[:1])
    words = Words()
    app.installTranslator(words)
    labels.set_language("zh_CN")
    runtime.fix_today(TODAY)
    appearance.apply(app, "dark" if scheme == "dark" else "light")
    made = window()
    made.resize(width, height)
    made.show()
    made.activateWindow()
    app.processEvents()
    mark = f"{scheme}_{width}x{height}@{made.devicePixelRatioF():g}"

    def shot(name: str) -> None:
        for _ in range(5):
            app.processEvents()
        made.grab().save(str(folder / f"{name}_{mark}.png"))

    for page in ("today", "clients", "agenda", "calls", "client", "causes", "policies"):
        made.go(Route(page))
        if page == "today":
            made.messages.done(
                "已完成：与 嘉兴同泰润滑油 陆婷 通话。下次关怀 9 月 29 日。",
                action="撤销",
                keys="Ctrl+Z",
                act=lambda: None,
            )
        if page == "agenda" and isinstance(made.page, Parts):
            made.page.talked.setFocus()
        shot(page)
    made.go(Route("today"))
    made.command_bar.set_provider(lambda _text, deliver: deliver(hits()))
    made.command_bar.open()
    app.processEvents()
    made.top_bar.field.setText("wjl")
    shot("palette")
    made.command_bar.dismiss()
    made.messages.close_notice()
    made.messages.error("没有写入：磁盘已满。腾出空间后再试。", action="复制详情", act=lambda: None)
    shot("error")
    made.messages.close_notice()
    run = Run("导入客户")
    run.count, run.total = 1200, 9000
    made.messages.show_run(run)
    made.show_keys()
    shot("keys")


if __name__ == "__main__":
    main()
