"""What a free note says that must not be overlooked at a table or with a gift: taboos, allergies, faith, drink (D-5.10)."""

import re
from typing import Final

_PARTS: Final = re.compile(r"[。；;！!\n]+|\.\s+")
_SIGNS: Final = re.compile(  # 张无忌, 通过敏捷开发, 能不能喝, 吃软不吃硬 and 分别送到 are none; 不吃香菜 and 这个别送 are
    r"(?<![无無不顾顧猜妒嫉])忌(?![惮憚妒恨])|(?<!不)[过過]敏(?![捷锐銳])"
    r"|(?<![喝饮飲])(?:(?<!能)不能|(?<!可)不可以?|不(?:太|怎么)?)(?:[喝饮飲]|沾(?![边邊亲親光手]))|滴酒|戒酒"
    r"|(?<!吃)(?<!吃[软軟硬])不(?:能|可以|可)?吃"
    r"(?![亏虧力惊驚紧緊透准準劲勁素]|香(?![菜菇肠腸蕉葱蔥椿油料芋])|苦(?![瓜菜])|[这這那]一?套|回扣|回头草|窝边草|老本)"
    r"|(?:不要|(?<![特分])(?<!(?<![这這那])[个個])[别別]|勿)送(?![货貨样樣检檢审審修])"
    r"|清真(?![相实實正伪偽假])|回族(?!自治|[乡鄉镇鎮区區])|穆斯林"
    r"|(?<!不)(?<!不是)[吃茹]素|(?<![元激色毒朴樸生养養味尿])素食"
    r"|\ballerg|\bhalal\b|\bkosher\b|\bmuslim\b|\bvegetarian|\bvegan\b|\bteetotal|\bintoleran|\btaboo"
    r"|\b(?:does\s?n[o'’]t|does not|do not|don['’]t|never|can\s?not|can['’]t|must not)\s+(?:drink|eat|smoke)|\bno (?:alcohol|pork|beef)\b",
    re.IGNORECASE,
)


def lines(text: str) -> tuple[str, ...]:
    """The sentences of a note that speak of such things, each once."""
    parts = (part.strip() for part in _PARTS.split(text))
    return tuple(dict.fromkeys(part for part in parts if _SIGNS.search(part)))
