"""Chinese surnames: where a name is parted, and whether a word can be a person's name at all."""

import re
from functools import cache
from typing import Final

from kam_desktop.core import assets
from kam_desktop.core.rules.simplified import simplify

DOUBLE: Final = frozenset(
    re.findall(
        "..",
        "欧阳司马上官诸葛司徒夏侯皇甫尉迟公孙慕容令狐东方西门南宫长孙宇文轩辕端木独孤百里呼延闻人澹台濮阳淳于单于太叔"
        "申屠公羊钟离鲜于闾丘司空亓官司寇子车颛孙巫马公西漆雕乐正拓跋夹谷宰父谷梁段干东郭南门羊舌微生左丘梁丘第五赫连",
    )
)


def begin(name: str) -> bool:
    """Whether a name begins with a surname and is no word of everyday that does so too: 金属, 包装."""
    single, words = _known()
    name = simplify(name)
    return (name[:1] in single or name[:2] in DOUBLE) and not name.startswith(words)


@cache
def _known() -> tuple[frozenset[str], tuple[str, ...]]:
    kept = assets.read_json("names", "surnames_cn.json")
    return frozenset(kept["single"]), tuple(kept["words"])
