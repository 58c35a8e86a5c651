"""Gift ideas from the store: what suits a person, and nothing that the rules would forbid (D-7.3)."""

from datetime import date, timedelta
from typing import Any

import pytest

from kam_desktop import words
from kam_desktop.core import blackouts, clients, contacts, gift_ideas, gifts
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.errors import NotFound
from kam_desktop.core.gift_ideas import IdeaRow
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules.kinds import GiftCategory, GiftOccasion, Verdict
from kam_desktop.core.store.database import Database
from kam_desktop.words import idea_words


@pytest.fixture
def who(store: Database, today: date) -> tuple[str, str]:
    def make(s: Any) -> tuple[str, str]:
        client_id = clients.create(s, ClientDraft("宁波恒远轮胎有限公司", tier="A"), today=today)
        draft = ContactDraft(name="周建明", hobbies="海钓，喝岩茶", hometown="浙江象山", taboos="花粉过敏，勿送花")
        return client_id, contacts.create(s, client_id, draft, today=today)

    made: tuple[str, str] = store.write(make).value
    return made


def suggest(store: Database, who: tuple[str, str], on: date, lang: str = "zh_CN", **more: Any) -> list[IdeaRow]:
    return store.read(lambda s: gift_ideas.suggest(s, *who, on=on, lang=lang, **more))


def test_ideas_say_why_they_suit(store: Database, who: tuple[str, str], today: date) -> None:
    first, *_ = found = suggest(store, who, today)
    said = idea_words.reasons("zh_CN", first.reasons)
    assert "喜欢" in said or "浙江人" in said
    assert idea_words.origin("zh_CN", first.source, first.reasons).startswith(first.source)
    assert GiftCategory.FLOWERS not in {each.category for each in found}
    assert all(each.least_minor <= each.value_minor <= each.most_minor for each in found)
    english = suggest(store, who, today, "en")
    assert len(english) == len(found)
    assert "likes" in " ".join(idea_words.reasons("en", each.reasons) for each in english)
    assert all(words.has("en", f"enum.GiftCategory.{each.category}") for each in english)


def test_what_was_given_lately_is_not_thought_of(store: Database, who: tuple[str, str], today: date) -> None:
    assert GiftCategory.TEA in {each.category for each in suggest(store, who, today)}
    draft = GiftDraft(*who, "龙井", today - timedelta(days=20), GiftCategory.TEA, 9_800, origin="产地")
    store.write(lambda s: gifts.record(s, draft, today=today))
    assert GiftCategory.TEA not in {each.category for each in suggest(store, who, today)}


def test_prices_keep_within_the_limits_where_they_can(store: Database, who: tuple[str, str], today: date) -> None:
    found = suggest(store, who, today)
    verdicts = [each.verdict for each in found]
    assert verdicts == sorted(verdicts, key=lambda each: each is not Verdict.ALLOWED)
    assert all(each.value_minor <= 20_000 for each in found if each.verdict is Verdict.ALLOWED)
    cheap = suggest(store, who, today, most_minor=8_000)
    assert cheap
    assert all(each.value_minor <= 8_000 for each in cheap)


def test_in_a_closed_time_nothing_is_thought_of(store: Database, who: tuple[str, str], today: date) -> None:
    store.write(lambda s: blackouts.add(s, who[0], title="招标", first_on=today, last_on=today))
    assert suggest(store, who, today) == []
    assert suggest(store, who, today + timedelta(days=1))


def test_a_festival_brings_its_own_(store: Database, who: tuple[str, str], today: date) -> None:
    found = suggest(store, who, today, occasion=GiftOccasion.DRAGON_BOAT, limit=5)
    assert len(found) == 5
    assert any(reason.code == "occasion" for each in found for reason in each.reasons)
    with pytest.raises(NotFound):
        suggest(store, (who[0], "nobody"), today)
