"""A list of clients as a user's own spreadsheet has it, for benchmarks: seeded, the same on every machine."""

import csv
import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from kam_desktop.core import assets

COUNTS = {"S": 1_000, "M": 10_000, "L": 100_000}
HEADINGS = (
    "编号", "公司名称", "客户等级", "城市", "区县", "行业", "年营业额(万元)", "联系人", "职务", "手机", "邮箱", "生日", "联系人2", "手机2",
    "邮箱2", "下次拜访", "最近记录",
)  # fmt: skip
DAY = date(2026, 6, 15)


def write(folder: Path, sizes: Sequence[str]) -> None:
    """``folder/<size>/flat_zh.csv`` and a manifest with the number of clients."""
    pool = assets.read_json("samples", "portfolio.json")
    for size in sizes:
        place = folder / size
        place.mkdir(parents=True, exist_ok=True)
        with (place / "flat_zh.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(HEADINGS)
            for number in range(1, COUNTS[size] + 1):
                writer.writerow(_row(pool, number))
        (place / "manifest.json").write_text(json.dumps({"clients": COUNTS[size]}))


def _row(pool: dict[str, list[str]], number: int) -> list[object]:
    chance = Random(f"bench/{number}")
    city = chance.choice(pool["cities"])
    trade = chance.choice(pool["trades"])
    people = [chance.choice(pool["surnames"]) + chance.choice(pool["given"]) for _ in range(2)]
    phones = [f"13{chance.randint(0, 999_999_999):09d}" for _ in range(2)]
    birthday = date(1965, 1, 1) + timedelta(chance.randint(0, 11_000))
    visit = DAY + timedelta(chance.randint(-20, 120))
    note = "".join(chance.choice(pool["discussed"]) for _ in range(2))[:200]
    return [
        number, f"{city[1]}{chance.choice(pool['brands'])}{number}{trade[0]}有限公司", chance.choice("ABBCCC"), city[1],
        chance.choice(city[3]), trade[1], round(chance.lognormvariate(7, 1), 1), people[0], chance.choice(pool["titles"]), phones[0],
        f"kh{number}@example.com", ("农历" if chance.random() < 0.3 else "") + birthday.replace(day=min(birthday.day, 28)).isoformat(),
        people[1], phones[1], f"kh{number}b@example.com", visit.isoformat() if chance.random() < 0.9 else "", note,
    ]  # fmt: skip
