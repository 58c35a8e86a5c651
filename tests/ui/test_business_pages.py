"""Business care in the window: a client's agreements, services and value; all agreements, campaigns, the tiers."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kam_desktop.core import agreements, campaigns, delivered_value, services, tier_resources
from kam_desktop.core.agreements import AgreementDraft
from kam_desktop.core.campaigns import CampaignDraft
from kam_desktop.core.delivered_value import ScoreDraft
from kam_desktop.core.rules.kinds import AgreementKind, AgreementState, CampaignKind, ServiceKind, ServiceState
from kam_desktop.core.services import ServiceDraft
from kam_desktop.ui.business.agreements_pane import AgreementsPane
from kam_desktop.ui.business.campaign_page import CampaignPage
from kam_desktop.ui.business.client_page import ClientBusinessPage
from kam_desktop.ui.business.page import CarePage
from kam_desktop.ui.labels import money
from kam_desktop.ui.navigation import Route
from ui.client_ground import TODAY, Ground, ground

__all__ = ["ground"]
SOON = AgreementDraft(AgreementKind.FRAMEWORK, "Framework 2026", "K-17", date(2026, 1, 1), TODAY + timedelta(days=20))


@pytest.fixture
def client(ground: Ground) -> str:
    return ground.client("宁波恒远轮胎有限公司", tier="A")


@pytest.fixture
def page(ground: Ground, client: str) -> ClientBusinessPage:
    made = ClientBusinessPage(ground.tasks)
    ground.show(made, Route("business", client))
    return made


def focused() -> Any:
    return QApplication.focusWidget()


def press(qtbot: QtBot, ground: Ground, key: Qt.Key) -> None:
    qtbot.keyClick(focused(), key)
    ground.settle()


@pytest.mark.parametrize("pane", ["agreements", "services"])
def test_the_first_look_at_business_care_has_a_way_on(ground: Ground, pane: str) -> None:
    page = CarePage(ground.tasks)
    ground.show(page, Route("care", "", {"pane": pane}))
    page.panes.pane.empty.button.click()
    assert ground.routes[-1] == Route("clients")


def test_an_agreement_is_written_down_and_worked_by_keys(
    qtbot: QtBot, ground: Ground, page: ClientBusinessPage, client: str
) -> None:
    pane = page.agreements
    assert pane.empty.isVisible()
    qtbot.keyClick(pane.empty.button, Qt.Key.Key_N)
    assert focused() is pane.entry.what
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    ground.settle()
    assert pane.entry.fields["title"].error
    qtbot.keyClicks(pane.entry.what, "Framework 2026")
    qtbot.keyClicks(pane.entry.ends, "2026-12-31")
    qtbot.keyClicks(pane.entry.volume, "180x")
    press(qtbot, ground, Qt.Key.Key_Return)
    assert pane.entry.fields["volume"].error
    pane.entry.volume.clear()
    qtbot.keyClicks(pane.entry.volume, "180,000")
    press(qtbot, ground, Qt.Key.Key_Return)
    assert not pane.entry.isVisible()
    (row,) = ground.read(lambda s: agreements.of_client(s, client))
    assert (row.title, row.ends_on, row.volume_milli) == ("Framework 2026", date(2026, 12, 31), 180_000_000)
    assert focused() is pane.table

    press(qtbot, ground, Qt.Key.Key_T)
    qtbot.keyClicks(pane.line.what, "Send the report")
    qtbot.keyClicks(pane.line.on, "2026-10-08")
    press(qtbot, ground, Qt.Key.Key_Return)
    assert len(pane.lines._lines) == 1
    pane.lines.list.setFocus()
    pane.lines.list.select_first()
    press(qtbot, ground, Qt.Key.Key_D)
    assert ground.read(lambda s: agreements.entries(s, row.id))[0].done_on == TODAY

    pane.table.setFocus()
    press(qtbot, ground, Qt.Key.Key_R)
    assert ground.read(lambda s: agreements.of_client(s, client))[0].ends_on == date(2027, 12, 31)
    press(qtbot, ground, Qt.Key.Key_X)
    assert ground.read(lambda s: agreements.of_client(s, client))[0].state is AgreementState.ENDED
    press(qtbot, ground, Qt.Key.Key_Delete)
    assert pane.empty.isVisible()


def test_a_service_is_done_and_its_effect_asked_for(
    qtbot: QtBot, ground: Ground, page: ClientBusinessPage, client: str
) -> None:
    page.panes.show_pane("services")
    ground.settle()
    page.services.add()
    pane = page.services
    qtbot.keyClicks(pane.entry.what, "Training")
    qtbot.keyClicks(pane.entry.on, "2026-09-20")
    qtbot.keyClicks(pane.entry.cost, "3200")
    press(qtbot, ground, Qt.Key.Key_Return)
    assert focused() is pane.table
    press(qtbot, ground, Qt.Key.Key_D)
    press(qtbot, ground, Qt.Key.Key_W)
    assert not pane.effect.remove_button.isVisible()
    qtbot.keyClicks(pane.effect.effect, "fewer returns")
    pane.effect.score.setFocus()
    qtbot.keyClick(pane.effect.score, Qt.Key.Key_4)
    pane.effect.save()
    ground.settle()
    (row,) = ground.read(lambda s: services.of_client(s, client))
    assert (row.state, row.cost_minor, row.effect, row.effect_score) == (ServiceState.DONE, 320_000, "fewer returns", 4)
    assert "3,200" in pane.foot.text()


def test_value_is_scored_and_drawn(qtbot: QtBot, ground: Ground, page: ClientBusinessPage, client: str) -> None:
    early = ScoreDraft(TODAY - timedelta(days=100), {"product": 3, "money": 4})
    ground.write(lambda s: delivered_value.add(s, client, early, today=TODAY))
    page.panes.show_pane("values")
    ground.settle()
    pane = page.values
    assert not pane.chart.isVisible()
    pane.add()
    for name, key in (("product", Qt.Key.Key_5), ("money", Qt.Key.Key_2)):
        pane.entry.scores[name].setFocus()
        qtbot.keyClick(pane.entry.scores[name], key)
    pane.entry.save()
    ground.settle()
    rows = ground.read(lambda s: delivered_value.of_client(s, client))
    assert [row.delivered.balance for row in rows] == [-1.0, 3.0]
    assert pane.chart.isVisible()
    assert [each.value for each in pane.chart.said()] == ["value 3.0, cost 4.0", "value 5.0, cost 2.0"]
    assert page.on_escape() is False


def test_a_draft_stays_when_the_entry_is_closed(qtbot: QtBot, ground: Ground, page: ClientBusinessPage) -> None:
    page.agreements.add()
    qtbot.keyClicks(page.agreements.entry.what, "Half a thought")
    assert page.on_escape() is True
    ground.settle()
    page.agreements.add()
    ground.settle()
    assert page.agreements.entry.what.text() == "Half a thought"


def test_all_agreements_lead_to_their_clients(qtbot: QtBot, ground: Ground, client: str) -> None:
    ground.write(lambda s: agreements.add(s, client, SOON, today=TODAY))
    page = CarePage(ground.tasks)
    ground.show(page, Route("care"))
    pane = page.panes.pane
    assert isinstance(pane, AgreementsPane)
    assert pane.cells(next(iter(pane.rows.values())))[4].role == "warning"
    pane.table.setFocus()
    press(qtbot, ground, Qt.Key.Key_Return)
    assert ground.routes[-1] == Route("client", client, {"view": "business", "pane": "agreements"})


def test_services_are_seen_by_quarter(qtbot: QtBot, ground: Ground, client: str) -> None:
    fair = ServiceDraft(ServiceKind.TRAVEL, "Fair", date(2026, 11, 2), cost_minor=100_000)
    ground.write(lambda s: services.add(s, client, fair, today=TODAY))
    page = CarePage(ground.tasks)
    ground.show(page, Route("care", "", {"pane": "services"}))
    pane = page.panes.pane
    assert (len(pane.rows), pane.quarter.text()) == (0, "Quarter 3 of 2026")  # type: ignore[attr-defined]
    pane.turn(3)  # type: ignore[attr-defined]
    ground.settle()
    assert (len(pane.rows), pane.quarter.text()) == (1, "Quarter 4 of 2026")  # type: ignore[attr-defined]
    assert "1,000" in pane.foot.text()
    pane.turn(3)  # type: ignore[attr-defined]
    ground.settle()
    assert pane.quarter.text() == "Quarter 1 of 2027"  # type: ignore[attr-defined]


def test_guests_are_invited_by_tier_and_answered_by_keys(qtbot: QtBot, ground: Ground, client: str) -> None:
    ground.client("温州顺达物流有限公司", tier="B")
    party = CampaignDraft("Autumn meeting", CampaignKind.CONFERENCE, date(2026, 10, 20), date(2026, 10, 21))
    made = ground.write(lambda s: campaigns.add(s, party))
    page = CampaignPage(ground.tasks)
    ground.show(page, Route("campaign", made))
    assert page.pane.empty.isVisible()
    page.bar.button.click()
    ground.settle()
    assert [row.client_id for row in ground.read(lambda s: campaigns.guests(s, made))] == [client]
    page.pane.table.setFocus()
    page.pane.table.selectRow(0)
    press(qtbot, ground, Qt.Key.Key_Y)
    assert ground.read(lambda s: campaigns.read(s, made)).coming == 1
    press(qtbot, ground, Qt.Key.Key_M)
    assert ground.read(lambda s: campaigns.read(s, made)).came == 1
    press(qtbot, ground, Qt.Key.Key_Delete)
    assert page.pane.empty.isVisible()


def test_a_campaign_tells_what_is_spent_and_what_is_planned(ground: Ground, client: str) -> None:
    party = CampaignDraft("Meeting", CampaignKind.CONFERENCE, TODAY, TODAY, budget_minor=500_000)
    made = ground.write(lambda s: campaigns.add(s, party))
    for cost, currency, is_done in ((600_000, "CNY", True), (10_000, "USD", True), (30_000, "CNY", False)):
        cost_of = ServiceDraft(ServiceKind.TRAINING, "Hall", TODAY, None, cost, currency, campaign_id=made)
        ground.write(lambda s, d=cost_of, done=is_done: services.add(s, client, d, today=TODAY, is_done=done))
    page = CarePage(ground.tasks)
    ground.show(page, Route("care", "", {"pane": "campaigns"}))
    pane = page.panes.pane
    *_rest, spent, planned = pane.cells(pane.rows[made])
    assert (spent.role, spent.text, planned.text) == (
        "danger", f"{money(600_000)} / {money(500_000)} + {money(10_000, 'USD')}", money(30_000),
    )  # fmt: skip


def test_a_campaign_that_is_gone_leads_back(ground: Ground) -> None:
    page = CampaignPage(ground.tasks)
    ground.show(page, Route("campaign", "none"))
    assert ground.routes[-1] == Route("care", "", {"pane": "campaigns"})


def test_what_a_tier_may_cost_is_written_down(qtbot: QtBot, ground: Ground, client: str) -> None:
    cost = ServiceDraft(ServiceKind.TRAINING, "Training", TODAY, cost_minor=900_000)
    ground.write(lambda s: services.add(s, client, cost, today=TODAY, is_done=True))
    page = CarePage(ground.tasks)
    ground.show(page, Route("care", "", {"pane": "tiers"}))
    pane = page.panes.pane
    pane.table.setFocus()
    press(qtbot, ground, Qt.Key.Key_Return)
    entry = pane.entries[0]
    qtbot.keyClicks(entry.care, "5000")  # type: ignore[attr-defined]
    entry.save()
    ground.settle()
    assert ground.read(tier_resources.listed)[0].care_budget_minor == 500_000
    assert pane.cells(pane.rows["A"])[6].role == "danger"
    assert "恒远" in pane.foot.text()
