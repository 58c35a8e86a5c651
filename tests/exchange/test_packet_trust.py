"""What a trusted partner may send, and what trust hangs on."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import TODAY
from exchange.packet_ground import Pair, forged, make_pair, pair, refused, report, setter
from kam_desktop.core import packets, partners, visits
from kam_desktop.core.partners import PartnerRow
from kam_desktop.core.rules.kinds import PartnerRole
from kam_desktop.exchange import packet_files


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("met") / "pair"
    make_pair(folder)
    return folder


@pytest.fixture
def two(met: Path, tmp_path: Path) -> Iterator[Pair]:
    shutil.copytree(met, tmp_path / "pair", ignore=shutil.ignore_patterns("*.lock"))
    with pair(tmp_path / "pair") as made:
        yield made


def test_a_manager_sends_no_reviews(two: Pair) -> None:
    path = forged(two, setter("kind", to="reviews"))
    assert refused(lambda: two.lead.preview(path)) == "packet.other_role"
    assert refused(lambda: two.lead.take(path)) == "packet.other_role"


def test_a_lead_sends_no_reports(two: Pair) -> None:
    visit_id = report(two.manager)
    two.lead.take(two.manager.send(two.lead))
    two.lead.write(lambda s: visits.review(s, visit_id, accepted=True))
    back = two.lead.send(two.manager)
    received = two.manager.read(lambda s: packet_files.open_packet(s, back))
    reports = replace(received, document={**received.document, "kind": "reports"})
    assert refused(lambda: two.manager.read(lambda s: packets.preview(s, reports))) == "packet.other_role"


def test_another_role_is_compared_again(two: Pair) -> None:
    path = two.manager.card()

    def known() -> PartnerRow:
        return two.lead.read(lambda s: partners.find(s, "刘敏"))  # type: ignore[no-any-return]

    two.lead.write(lambda s: partners.add(s, packet_files.read_card(path)))
    assert known().trusted_on == TODAY
    two.manager.write(lambda s: partners.set_my_role(s, PartnerRole.LEAD))
    changed = two.manager.card()
    two.lead.write(lambda s: partners.add(s, packet_files.read_card(changed)))
    assert (known().role, known().trusted_on) == (PartnerRole.LEAD, None)
    two.lead.write(lambda s: partners.trust(s, known().id, today=TODAY))
    assert known().trusted_on == TODAY
