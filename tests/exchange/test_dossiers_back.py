"""All that a list tells of a client and its people comes back from it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exchange.outgoing import TODAY, back, everything, out
from kam_desktop import words
from kam_desktop.core import clients, contacts, interactions, opening
from kam_desktop.core.clients import ClientDraft
from kam_desktop.core.contacts import ContactDraft
from kam_desktop.core.interactions import InteractionDraft
from kam_desktop.core.rules.kinds import (
    Attitude,
    BuyingRole,
    Channel,
    ClientStatus,
    LifecycleStage,
    RelationshipLevel,
    ValueBand,
)
from kam_desktop.core.store.database import Database
from kam_desktop.core.store.vault import Kdf


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_dossier_is_the_same_on_another_computer(store: Database, tmp_path: Path, lang: str) -> None:
    client = ClientDraft(
        "宁波恒远轮胎有限公司", products="子午胎\n工程胎", annual_volume="1200 吨", leader="高原",
        lifecycle_stage=LifecycleStage.STABLE, relationship_level=RelationshipLevel.PARTNERSHIP, value_band=ValueBand.GOLD, status=ClientStatus.PAUSED,
    )  # fmt: skip
    life = {"hometown": "舟山", "family": "女儿高考", "hobbies": "钓鱼", "personality": "直爽", "taboos": "怕狗"}
    people = (
        ContactDraft("周建明", is_primary=False, has_left=True),
        ContactDraft("林海燕", **life),  # type: ignore[arg-type]
        ContactDraft(
            "王伟", is_primary=True, greeting_name="王总", buying_role=BuyingRole.DECIDES, attitude=Attitude.SUPPORTER,
            preferred_channel=Channel.MESSAGE, preferred_hours="下午四点后",
        ),
    )  # fmt: skip
    client_id = store.write(lambda s: clients.create(s, client, today=TODAY)).value
    for each in people:
        store.write(lambda s, each=each: contacts.create(s, client_id, each, today=TODAY))
    store.write(lambda s: setattr(clients.get(s, client_id), "since_on", date(2019, 5, 1)))
    talk = InteractionDraft(client_id, Channel.CALL, TODAY, outcome="谈了")
    store.write(lambda s: interactions.log(s, talk, today=TODAY))
    other = opening.create(tmp_path / "other", "correct horse", author="王强", kdf=Kdf(8, 1, 1)).store
    for what in ("clients", "contacts"):
        out(store, what, tmp_path / f"{what}.csv", lang=lang, with_private=True)
        back(other, tmp_path / f"{what}.csv")
        assert back(store, tmp_path / f"{what}.csv").updated == 0
    known, made = everything(store)["宁波恒远轮胎有限公司"], everything(other)["宁波恒远轮胎有限公司"]
    assert other.read(lambda s: clients.find(s, client.name).last_contact_on) == TODAY
    assert other.read(lambda s: clients.find(s, client.name).since_on) == date(2019, 5, 1)
    other.close()
    theirs, ours = ([replace(each, revision=0) for each in entry["people"].values()] for entry in (made, known))
    assert sorted(theirs, key=str) == sorted(ours, key=str)
    for field in (
        "products", "annual_volume", "leader", "lifecycle_stage", "relationship_level", "value_band", "status",
    ):  # fmt: skip
        assert getattr(made["client"], field) == getattr(known["client"], field), field
