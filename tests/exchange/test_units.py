"""The unit of a heading comes along with the numbers below it."""

import pytest

from kam_desktop.core.records import ClientRecord
from kam_desktop.exchange import columns, rows
from kam_desktop.exchange.parsed import ParsedFile, Row


@pytest.mark.parametrize(
    ("heading", "said", "volume"),
    [
        ("年用量(吨)", "12", "12吨"), ("年用量（万吨/年）", "1,200.5", "1,200.5万吨/年"), ("年用量（单位：吨）", "10-12", "10-12吨"),
        ("年采购量(t)", "12", "12 t"), ("Annual volume (tons per year)", "12", "12 tons per year"),
        ("年用量(吨)", "约12吨", "约12吨"), ("年用量(吨)", "12吨", "12吨"), ("年用量", "12", "12"), ("年用量(预估)", "12", "12"),
        ("年用量(2025)", "12", "12"), ("年用量(吨)", "1.2万", "1.2万吨"), ("年用量(吨)", "约12", "约12吨"),
        ("年用量(吨)", "100+", "100+吨"), ("年用量(万吨)", "1.2万", "1.2万"), ("年用量(吨)", "看情况", "看情况"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("tier", ["A", "A+"])
def test_an_amount_has_the_unit_of_its_heading(heading: str, said: str, volume: str, tier: str) -> None:
    names, cells = ("客户名称", "等级", heading), ("恒瑞", tier, said)
    parsed = ParsedFile("csv", headings=names, rows=[Row(2, cells)])
    [record] = rows.to_records(parsed, columns.recognise(names, [cells]))
    assert isinstance(record, ClientRecord)
    assert record.annual_volume == volume
