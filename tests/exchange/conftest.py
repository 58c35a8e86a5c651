"""Two people who know each other, for the tests of packets."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange.packet_ground import Pair, make_pair, pair


@pytest.fixture(scope="session")
def met(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their folders as they are when both have the other's card: to be copied."""
    folder = tmp_path_factory.mktemp("met") / "pair"
    make_pair(folder)
    return folder


@pytest.fixture
def two(met: Path, tmp_path: Path) -> Iterator[Pair]:
    """Copies of their stores, open."""
    shutil.copytree(met, tmp_path / "pair", ignore=shutil.ignore_patterns("*.lock"))
    with pair(tmp_path / "pair") as made:
        yield made
