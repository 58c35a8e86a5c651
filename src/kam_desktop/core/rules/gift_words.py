"""What the words of a gift say: money in another coat (D-7.2), and what is not given to anybody, or not to this person.

The words are compared folded: width, case, blanks, signs and traditional characters make no difference. Latin words and
pinyin are compared as whole words, so that a cashmere scarf is no cash, and hong bao is hongbao.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from kam_desktop.core.rules.folding import fold

#: Written without blanks and signs, in simplified characters.
CASH_WORDS: Final = (
    "现金", "现钞", "红包", "利是", "压岁钱", "份子钱", "随礼", "礼金", "奖金", "回扣", "返现", "佣金", "好处费", "辛苦费", "零钱",
    "转账", "转帐", "打款", "汇款", "支票", "本票", "存折", "银行卡", "信用卡", "数字人民币", "人民币", "外币", "美金",
    "购物卡", "礼品卡", "礼物卡", "储值卡", "预付卡", "充值卡", "消费卡", "超市卡", "加油卡", "油卡", "提货卡", "京东卡",
    "苹果卡", "沃尔玛卡", "盒马卡", "山姆卡", "斯玛特卡", "商通卡", "话费", "充值", "点卡", "游戏币", "q币", "蟹卡",
    "消费券", "购物券", "代金券", "现金券", "抵用券", "优惠券", "提货券", "兑换券", "礼券", "礼品券", "月饼券", "蟹券", "加油券",
    "有价证券", "证券", "股票", "股权", "原始股", "干股", "债券", "国债", "基金份额", "理财产品", "期权", "金条", "投资金",
    "加密货币", "虚拟货币", "虚拟币", "数字货币", "比特币", "以太坊", "以太币", "泰达币", "狗狗币",
)  # fmt: skip
#: Whole words; written in one or in several.
CASH_LATIN: Final = (
    "cash", "moneyorder", "giftcard", "giftcertificate", "ecard", "jdecard", "prepaid", "prepaidcard", "storedvaluecard", "voucher",
    "vouchercard", "coupon", "redpacket", "redenvelope", "banktransfer", "wiretransfer", "cheque", "bankcard", "creditcard",
    "topup", "securities", "sharecertificate", "stockoptions", "crypto", "cryptocurrency", "bitcoin", "btc", "ethereum",
    "usdt", "tether", "kickback", "goldbar", "luckymoney", "xianjin", "hongbao", "zhuanzhang", "gouwuka", "lipinka",
    "lijin", "xiaofeiquan", "chuzhika", "gouwuquan", "daijinquan", "tihuoquan", "jiayouka", "youka", "jingdongka", "jingdongeka",
    "chongzhika", "huafei", "gupiao", "bitebi", "angpao", "laisee",
)  # fmt: skip
_TYPOS: Final = str.maketrans({"劵": "券", "卷": "券", "帐": "账", "苞": "包"})
_NOT_CASH: Final = ("零钱包", "金条纹", "证券之星")
_SIGN: Final = r"(?:rmb|cny|usd|eur|[¥$€])"
_FIGURE: Final = r"\d+(?:[.,]\d+)*"
_AMOUNT: Final = re.compile(
    rf"{_SIGN}{_FIGURE}(?:元整?)?|{_SIGN}?{_FIGURE}(?:[万千百]?(?:元整?|块钱?)|[万千]|{_SIGN}|美元|欧元)"
)
_E_CARD: Final = re.compile(r"(?<![a-z])e卡(?![车片通])")
_LATIN: Final = re.compile(r"[a-z0-9]+")
_SIGNS: Final = re.compile(r"[\W_]+")
_SIGNS_BUT_MONEY: Final = re.compile(r"[^\w¥$€.,]+")
_MARKS: Final = re.compile(r"[\u0300-\u036f]")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")

TABOO_WORDS: Final = (
    "钟", "伞", "梨", "鞋", "菊花", "白花", "绿帽", "蜡烛", "手帕", "剪刀", "刀具", "扇子", "遗像", "寿衣",
    "clock", "umbrella", "pear", "shoe", "chrysanthemum", "candle", "handkerchief", "knife", "scissors",
)  # fmt: skip
_NOT_TABOO: Final = (
    "钟表店", "闹钟收音机", "分钟", "钟情", "钟爱", "钟南山", "钟楼", "凤梨", "花梨", "梨花", "雪梨膏", "梨膏", "鞋拔", "菊花茶", "杭白菊",
    "蓝牙伞", "降落伞",
)  # fmt: skip
_OWN: Final = re.compile(
    r"(?:勿送|不送|不要送|别送|忌口|忌讳|忌|不吃|不喝|不能吃|不能喝|不抽|戒|讨厌|no |not |never |avoid |dislikes )[：: ]*([^，。；,;.\n（(]+)"
)
_ALLERGY: Final = re.compile(
    r"(?:对)?([^，。；、,;.\n（()） ]+?)(?:严重|有点|轻度)?过敏|allergic to ([^，。；,;.\n]+)|([a-z]+) allergy"
)
_BETWEEN: Final = re.compile(r"[、与和或及/ ]+|\band\b|\bor\b")
#: What a person does not take, and what is made of it.
_KIND_OF: Final = {
    "酒": ("酒", "茅台", "五粮液", "汾酒", "威士忌", "啤酒", "wine", "whisky", "liquor"),
    "烟": ("烟", "雪茄", "cigar"),
    "海鲜": ("海鲜", "蟹", "虾", "鱼", "贝", "海参", "鲍", "crab", "seafood"),
    "坚果": ("坚果", "核桃", "杏仁", "腰果", "开心果", "榛", "松子", "花生", "nut"),
    "糖": ("糖", "月饼", "巧克力", "蜂蜜", "甜点", "蛋糕", "chocolate", "honey", "candy"),
    "花粉": ("花束", "鲜花", "百合", "花篮", "蜂花粉", "flowers"),
    "牛奶": ("牛奶", "奶酪", "奶粉", "酸奶", "milk", "cheese"),
    "猪肉": ("猪", "火腿", "腊肉", "香肠", "ham", "pork"),
}


def is_money(text: str, more: Iterable[str] = ()) -> bool:
    """Whether these words name money or what is as good as money. ``more`` are words of a rule set."""
    folded, own = fold(text), [squeeze(fold(word)) for word in more]
    plain = squeeze(folded).translate(_TYPOS)
    for fine in _NOT_CASH:
        plain = plain.replace(fine, " ")
    if any(word in plain for word in (*_cash_words(), *own) if word and not word.isascii()):
        return True
    if _E_CARD.search(plain) or _AMOUNT.fullmatch(_SIGNS_BUT_MONEY.sub("", folded)):
        return True
    return any(run in _latin_cash() or run in own or run.removesuffix("s") in _latin_cash() for run in _runs(folded))


def squeeze(text: str) -> str:
    """Without blanks and signs: 京东 E 卡 is 京东e卡 when folded."""
    return _SIGNS.sub("", text)


def taboo_word(item: str, more: Iterable[str] = ()) -> str:
    """The word in an item that is not given to anybody, or empty."""
    words = squeeze(fold(item))
    for fine in _NOT_TABOO:
        words = words.replace(fine, " ")
    latin = set(_runs(fold(item)))
    for word in (*TABOO_WORDS, *more):
        if _is_in(squeeze(fold(word)), words, latin):
            return word
    return ""


def own_taboo(item: str, taboos: str) -> str:
    """What the dossier says that this person does not take and the item is or is made of, or empty."""
    folded = fold(item)
    words, latin = squeeze(folded), set(_runs(folded))
    for said in _said(fold(taboos)):
        for each in _KIND_OF.get(said, (said,)):
            if _is_in(squeeze(each), words, latin) or (len(words) > 1 and words in said):
                return said
    return ""


def has_four(number: int) -> bool:
    """Whether a number is written with a 4."""
    return "4" in str(number)


def same_item(one: str, other: str) -> bool:
    """Whether two items are called the same."""
    return one == other or _called(one) == _called(other)


def _said(taboos: str) -> Iterator[str]:
    """The things that a text of taboos names: 花粉过敏，勿送花 -> 花, 花粉."""
    phrases = [found.group(1) for found in _OWN.finditer(taboos)]
    phrases += [next(filter(None, found.groups())) for found in _ALLERGY.finditer(taboos)]
    for phrase in phrases:
        for word in _BETWEEN.split(phrase):
            if plain := word.strip().removesuffix("类"):
                yield plain


def _is_in(word: str, words: str, latin: set[str]) -> bool:
    if not word:
        return False
    return word in latin or f"{word}s" in latin if word.isascii() else word in words


def _runs(folded: str) -> Iterator[str]:
    """Each latin word, and what up to eight of them beside each other make in one: hong bao -> hongbao."""
    folded = _MARKS.sub("", unicodedata.normalize("NFD", folded))  # hóngbāo
    found = list(_LATIN.finditer(folded))
    gaps = [not _HAN.search(folded[one.end() : other.start()]) for one, other in pairwise(found)]
    for first in range(len(found)):
        run = ""
        for at in range(first, min(len(found), first + 8)):
            if at > first and not gaps[at - 1]:
                break
            run += found[at].group()
            yield run


@lru_cache(maxsize=4096)
def _called(item: str) -> str:
    return squeeze(fold(item))


@cache
def _cash_words() -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.translate(_TYPOS) for word in CASH_WORDS))


@cache
def _latin_cash() -> frozenset[str]:
    return frozenset(map(squeeze, CASH_LATIN))
