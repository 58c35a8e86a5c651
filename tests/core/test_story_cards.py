"""The card that goes into a pocket: what to say, and what stays with us unless it is asked for."""

from datetime import date
from typing import Any

from kam_desktop.core import clients, contacts, gifts, story_cards
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.gifts import GiftDraft
from kam_desktop.core.rules.kinds import GiftCategory
from kam_desktop.core.store.database import Database


def test_taboos_are_on_the_card_only_where_they_are_asked_for(store: Database, today: date) -> None:
    def make(s: Any) -> str:
        client_id = clients.create(s, ClientDraft("宁波恒远"), today=today)
        person = contacts.create(s, client_id, ContactDraft("周建明", taboos="不喝酒\n\n怕狗"), today=today)
        draft = GiftDraft(client_id, person, "径山茶", today, GiftCategory.TEA, 8_800, origin="产地带回")
        return gifts.record(s, draft, today=today)[0]

    gift_id = store.write(make).value
    card = store.read(lambda s: story_cards.read(s, gift_id))
    assert (card.person, card.item, card.taboos) == ("周建明", "径山茶", ())
    asked = store.read(lambda s: story_cards.read(s, gift_id, with_private=True))
    assert asked.taboos == ("不喝酒", "怕狗")
