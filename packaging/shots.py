"""A picture of every page and panel, in both languages and themes: ``./dev shots DIR``."""

import io
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import stage
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kam_desktop.core import (
    attachments,
    call_list,
    campaigns,
    clients,
    contacts,
    custom_fields,
    environment_events,
    gifts,
    interactions,
    partners,
    relationships,
    segments,
    touches,
    visit_lists,
    visit_versions,
    visits,
)
from kam_desktop.core.environment_events import EventDraft
from kam_desktop.core.errors import Locked
from kam_desktop.core.partners import Card, PublicKeys
from kam_desktop.core.rules.criteria import Criterion
from kam_desktop.core.rules.kinds import CustomKind, EnvironmentKind, GiftCategory, PartnerRole, TouchResult, VisitState
from kam_desktop.core.store.database import Database
from kam_desktop.ui.navigation import Route
from kam_desktop.ui.unlock.telling import KeyPanel, StartPanel
from kam_desktop.words import say

SIZES = ((1280, 800), (1280, 720), (960, 540))
KEY = "9QHP-6VPD-M9FH-DTTE-EKWZ-84KZ-T61S-0XMC"
LIST = """公司名称,客户等级,城市,联系人,手机,生日
宁波恒远轮胎有限公司,A,宁波,周建明,13800138000,农历八月十五
台州海辰泵业有限公司,B,台州,沈立群,13900139000,1984-10-21
A<B>C 公司,C,温州,=1+1,13700137000,2023-02-30
"""


def main() -> None:
    """Take all pictures into the folder named."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for lang in ("zh_CN", "en"):
            for scheme in ("light", "dark"):
                prefix = f"{lang}-{scheme}"
                take_gate(Path(place) / "none", lang, scheme, out, prefix)
                folder = Path(place) / f"华东一区-{prefix}"
                take_desk(folder, lang, scheme, out, prefix)
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")


def take_gate(folder: Path, lang: str, scheme: str, out: Path, prefix: str) -> None:
    """Unlock and the first-run assistant."""
    with stage.session(folder, lang, scheme) as session:
        session.show_gate()
        gate = session.gate
        assert gate is not None
        for name, show in (
            ("first-1-make", gate.show_make),
            ("first-2-key", lambda: gate._show(KeyPanel(KEY, "华东一区"))),
            ("first-3-start", lambda: gate._show(StartPanel())),
            ("unlock", gate.show_unlock),
            ("recover", gate.show_recover),
            ("restore", gate.show_restore),
        ):
            show()
            stage.grab(gate, out / f"{prefix}-{name}.png")
        gate.show_unlock()
        gate.panel.fail(Locked("vault.wrong_passphrase"))
        stage.grab(gate, out / f"{prefix}-unlock-wrong.png")
        gate.close()


def take_desk(folder: Path, lang: str, scheme: str, out: Path, prefix: str) -> None:
    """Every page of the open store."""
    store = stage.make_store(folder)
    client, person, planned, reported, given = _records(store)
    asked = _ask(store, client, person)
    event = _strike(store, lang)
    corrected = store.write(_correct).value
    with stage.session(folder, lang, scheme) as session:
        session.open_desk(store)
        desk = session.desk
        window = desk.window
        stage.settle(1.2)
        pages = (
            ("today", Route("today")), ("clients", Route("clients")), ("client", Route("client", client, {"view": "timeline"})),
            ("client-map", Route("client", client, {"view": "map"})), ("map", Route("map", client)),
            ("purchases", Route("purchases", client)), ("files", Route("files", client)),
            ("contact", Route("contact", person)), ("duplicates", Route("duplicates")),
            ("export", Route("export", "", {"what": "clients"})), ("handover", Route("handover", client)), ("weekly", Route("weekly")),
            ("papers", Route("papers", "", {"ids": (reported,)})), ("preview-dossier", Route("preview", client, {"paper": "dossier"})), ("owed", Route("owed")), ("interests", Route("interests")),
            ("client-form", Route("client_form", client)), ("contact-form", Route("contact_form", person)),
            ("agenda", Route("agenda", "2026-09-23", {"mode": "month"})),
            ("agenda-week", Route("agenda", "2026-09-23", {"mode": "week"})),
            ("visits", Route("visits")), ("visit-report", Route("visit", reported)), ("visit-plan", Route("visit", planned)),
            ("visit-new", Route("visit", "", {"client_id": client})), ("visit-correction", Route("visit", corrected)),
            *[(f"reviews-{tab}", Route("reviews", "", {"tab": tab})) for tab in ("queue", "coverage", "threads", "promises")],
            ("versions", Route("versions", corrected)), ("preview", Route("preview", reported)),
            ("packets", Route("packets")), ("packets-send", Route("packets", "", {"to": _partner(store)})),
            ("gifts", Route("gifts")), ("gift", Route("gift", given)), ("gift-asked", Route("gift", asked)),
            ("story-card", Route("preview", asked, {"paper": "story_card"})), ("gift-form", Route("gift_form", "", {"client_id": client})),
            ("gift-register", Route("gift_register")), ("gift-stock", Route("gift_stock")),
            ("preview-gifts", Route("preview", "", {"paper": "gifts"})), ("preview-value", Route("preview", client, {"paper": "value"})),
            ("import", Route("import")),
            ("client-business", Route("client", client, {"view": "business", "pane": "agreements"})),
            ("business-services", Route("business", client, {"pane": "services"})),
            ("business-values", Route("business", client, {"pane": "values"})), ("campaign", Route("campaign", _campaign(store))),
            *[(f"care-{pane}", Route("care", "", {"pane": pane})) for pane in ("agreements", "services", "campaigns", "tiers")],
            ("calls", Route("calls")), ("calls-event", Route("calls", event)), ("events", Route("events", event)),
            ("event-form", Route("event_form")), ("caller", Route("caller", "0574-6666 0000")),
            ("policies", Route("policies")), ("policies-client", Route("policies", "", {"client_id": client})),
            *[(f"settings-{name}", Route("settings", name)) for name in ("general", "work", "reminders", "policies", "gifts", "workload", "absences", "holidays", "subscription", "visit_templates", "documents", "safety", "backup", "custom_fields", "about")],
        )  # fmt: skip
        sizes = SIZES if (lang, scheme) in {("zh_CN", "light"), ("en", "light")} else SIZES[:1]
        for width, height in sizes:
            window.resize(width, height)
            suffix = "" if (width, height) == SIZES[0] else f"-{width}x{height}"
            for name, route in pages:
                window.go(route)
                stage.settle(1.2 if name.startswith("preview") or name == "story-card" else 0.3)
                stage.grab(window, out / f"{prefix}-{name}{suffix}.png")
        window.resize(*SIZES[0])
        _take_writing(window, client, out, prefix)
        _take_moments(window, out, prefix, folder)
        desk.close()


def _take_writing(window: Any, client: str, out: Path, prefix: str) -> None:
    """A report while it is written: stamped, with a promise, and a gift over the limit that is judged."""
    window.go(Route("visit", "", {"client_id": client, "report": True}))
    stage.settle(0.6)
    page = window.page
    page.stamp(is_arrival=True)
    page.form.discussed.setPlainText("看了油样报告，认可把 3 号机先换 CLP 220 试三个月。")
    page.aside.promises.add_new().text.setText("派技术员到场")
    page.add_gift()
    line = page.aside.gift_lines.lines[0]
    for editor, text in ((line.item, "龙井茶礼盒"), (line.value, "380"), (line.origin, "明前茶，产地直采")):
        editor.setText(text)
    stage.settle(0.6)
    stage.grab(window, out / f"{prefix}-visit-writing.png")


def _take_moments(window: Any, out: Path, prefix: str, folder: Path) -> None:
    window.go(Route("today"))
    stage.settle()
    window.command_bar.open()
    stage.grab(window, out / f"{prefix}-command-bar-empty.png")
    QTest.keyClicks(window.top_bar.field, "zhou")
    stage.grab(window, out / f"{prefix}-command-bar.png")
    window.command_bar.dismiss()
    window.note_asked.emit()
    stage.grab(window, out / f"{prefix}-quick-log.png")
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    window.go(Route("agenda", "2026-09-30", {"mode": "month"}))
    stage.settle()
    window.page.ask_grouping()
    stage.grab(window, out / f"{prefix}-agenda-group.png")
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    window.show_keys()
    stage.grab(window, out / f"{prefix}-keys.png")
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    file = folder / "list.csv"
    file.write_bytes(LIST.encode("gb18030"))
    window.go(Route("import", str(file)))
    stage.settle(1.5)
    stage.grab(window, out / f"{prefix}-import-preview.png")
    window.page.look.button.click()
    stage.settle(1.5)
    stage.grab(window, out / f"{prefix}-import-done.png")


def _campaign(store: Database) -> str:
    return store.read(lambda session: campaigns.listed(session)[0].id)


def _partner(store: Database) -> str:
    """A lead whose card was compared."""
    keys = PublicKeys(bytes(range(32)), bytes(range(32, 64)))

    def work(session: Any) -> str:
        partner_id = partners.add(session, Card("王海涛", PartnerRole.LEAD, keys))
        partners.trust(session, partner_id, today=stage.DAY)
        return partner_id

    return str(store.write(work).value)


def _ask(store: Database, client: str, person: str) -> str:
    """A gift that waits for a decision."""
    draft = gifts.GiftDraft(
        client, person, "歙砚一方", stage.DAY + timedelta(days=9), GiftCategory.STATIONERY, 48_000, origin="徽州老街的老作坊，店主自己刻的",
        override_reason="新厂落成，三十年老客户", chosen_by="刘敏", handed_by="刘敏", story="墨磨开有松烟味，方子传了五代。", approver="高原",
    )  # fmt: skip
    return str(store.write(lambda s: gifts.propose(s, draft, today=stage.DAY)).value[0])


def _records(store: Database) -> tuple[str, str, str, str, str]:
    def work(session: Any) -> tuple[str, str, str, str]:
        client = clients.ids(session, clients.Filter(tier="A"), "silent")[0]
        reported = visit_lists.ids(session, states=[VisitState.REPORTED, VisitState.ACCEPTED], client_id=client)
        given = gifts.ids(session)[0]
        return client, contacts.of_client(session, client)[0].id, (reported or visit_lists.ids(session))[0], given

    client, person, reported, given = store.read(work)
    draft = visits.VisitDraft(
        client, stage.DAY, objective="冬季备货与陈列", place="二楼会议室", to_bring=("油样检测报告", "样册")
    )
    planned = store.write(lambda s: visits.plan(s, draft, today=stage.DAY)).value
    store.write(lambda s: _enrich(s, client))
    return client, person, planned, reported, given


def _correct(session: Any) -> str:
    """A correction of an accepted report, not handed in yet."""
    accepted = visit_lists.ids(session, states=[VisitState.ACCEPTED])[0]
    made = visit_versions.correct(session, accepted)
    draft = visits.draft_of(session, visits.get(session, made))
    visits.record(session, replace(draft, needs="压机液压油选型，三台试用"), today=stage.DAY, visit_id=made)
    return made


def _strike(store: Database, lang: str) -> str:
    """A typhoon, with one call of each result."""
    script = say(lang, "script.typhoon")
    draft = EventDraft(EnvironmentKind.TYPHOON, "台风「梅花」", ("33", "3205"), stage.DAY, script)
    event = store.write(lambda s: environment_events.add(s, draft, today=stage.DAY)).value.event_id
    first, second, third, *_ = store.read(lambda s: call_list.queue(s, today=stage.DAY, event_id=event))

    def call(session: Any) -> None:
        interactions.close_touch(session, first, outcome="人都平安，仓库进水约 20 厘米", today=stage.DAY)
        touches.note_try(session, second, result=TouchResult.MISSED)
        touches.note_try(session, third, result=TouchResult.LATER)

    store.write(call)
    return str(event)


def _enrich(session: Any, client: str) -> None:
    """What the sample portfolio has not: who reports to whom, ties, files, a field of one's own, a segment."""
    people = [each.id for each in contacts.of_client(session, client)]
    for place, contact_id in enumerate(people):
        relationships.tie(session, contact_id, colleague="刘敏", strength=max(1, 3 - place))
        if place:
            relationships.report_to(session, contact_id, people[0])
    picture = io.BytesIO()
    Image.effect_mandelbrot((640, 480), (-2.2, -1.2, 1.0, 1.2), 60).save(picture, "PNG")
    for name, data in (("车间.png", picture.getvalue()), ("合同.txt", "第一条".encode())):
        attachments.add(session, attachments.prepare(data, name=name), client_id=client)
    field = custom_fields.define(session, "client", "车队规模", CustomKind.NUMBER)
    custom_fields.set_values(session, clients.get(session, client), {field: 120})
    segments.save(session, "重点客户", [Criterion("tier", "any", ("A",))])


if __name__ == "__main__":
    main()
