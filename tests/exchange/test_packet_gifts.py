"""Gifts of packets are judged by the rules of whoever takes them."""

from typing import Any

import pytest
from sqlalchemy import select

from exchange.packet_ground import Pair, report
from kam_desktop.core.packets import Preview
from kam_desktop.core.rules.kinds import Verdict
from kam_desktop.core.store.tables import Contact, Gift, Visit
from kam_desktop.exchange import packet_files
from kam_desktop.words import packets as worded


def give(two: Pair, **said: Any) -> tuple[Preview, Gift]:
    """A report with a gift as a store without rules keeps it, taken by the lead."""
    visit_id = report(two.manager)

    def work(session: Any) -> None:
        row, person = session.get(Visit, visit_id), session.scalar(select(Contact.id))
        values = {
            "item": "茶叶",
            "category": "tea",
            "value_minor": 5_000,
            "origin": "老家的茶",
            "giver": "刘敏",
            **said,
        }
        session.add(
            Gift(
                scope_id=row.client_id,
                client_id=row.client_id,
                visit_id=visit_id,
                contact_id=person,
                on=row.on,
                **values,
            )
        )

    two.manager.write(work)
    seen = two.lead.take(two.manager.send(two.lead))
    return seen, taken(two)


def taken(two: Pair) -> Gift:
    found: Gift = two.lead.read(lambda s: s.scalar(select(Gift)))
    return found


def codes(gift: Gift) -> list[str]:
    return [each["code"] for each in gift.rules]


def test_a_forbidden_gift_is_marked_and_told(two: Pair) -> None:
    seen, gift = give(two, item="购物卡 500 元", category="voucher")
    assert (gift.verdict, codes(gift)[0]) == (Verdict.FORBIDDEN, "cash")
    [line] = [each for each in worded.lines("zh_CN", seen) if "礼品" in each]
    assert line == "宁波恒屹机械 2026-06-10：礼品「购物卡 500 元」违反本机礼品规则，照录并标记"


def test_a_gift_within_the_rules_is_not_told(two: Pair) -> None:
    seen, gift = give(two)
    assert (seen.gifts, gift.verdict) == ([], Verdict.ALLOWED)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"approver": "王总", "override_reason": "十年老客户"}, []),
        ({"approver": "刘敏", "override_reason": "十年老客户"}, ["gift_unapproved"]),
        ({"approver": "王总"}, ["gift_unapproved"]),
        ({}, ["gift_unapproved"]),
    ],
    ids=["approved", "by the giver", "no reason", "nobody"],
)
def test_what_needs_an_approval_says_who_gave_it(two: Pair, more: dict[str, str], told: list[str]) -> None:
    seen, gift = give(two, value_minor=30_000, **more)
    assert (gift.verdict, [each.code for each in seen.gifts]) == (Verdict.NEEDS_APPROVAL, told)
    assert "over_single" in codes(gift)
    assert (gift.approver, gift.override_reason) == (more.get("approver", ""), more.get("override_reason", ""))


def test_what_the_sender_found_goes_along_without_what_is_private(two: Pair) -> None:
    found = [{"code": "taboo_own", "verdict": "forbidden", "params": {"taboo": "不喝酒"}}]
    seen, gift = give(two, verdict="forbidden", rules=found)
    assert (gift.verdict, gift.rules) == (Verdict.FORBIDDEN, [{**found[0], "params": {}}])
    assert [each.code for each in seen.gifts] == ["gift_forbidden"]
    [path] = two.manager.folder.glob("*.kamp")
    assert "不喝酒" not in str(two.lead.read(lambda s: packet_files.open_packet(s, path)).document)


def test_a_gift_that_became_another_is_judged_again(two: Pair) -> None:
    give(two)

    def change(session: Any) -> str:
        gift = session.scalar(select(Gift))
        gift.item = "现金红包"
        return str(gift.visit_id)

    visit_id = two.manager.write(change)
    seen = two.lead.take(two.manager.send(two.lead, visit_id))
    assert [each.code for each in seen.gifts] == ["gift_forbidden"]
    assert (taken(two).verdict, codes(taken(two))[0]) == (Verdict.FORBIDDEN, "cash")
