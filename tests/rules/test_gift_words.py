"""Words of gifts: money in any coat, taboos of everybody and of one person."""

import pytest

from kam_desktop.core.rules import gift_words


@pytest.mark.parametrize(
    "item",
    [
        "现金", "現金", "现 金", "现-金", "红包", "紅包", "微信红包", "红 包", "红苞", "hong bao", "HongBao", "hóngbāo", "HONG-BAO", "利是", "压岁钱",
        "转账", "轉賬", "转帐", "银行轉帳", "支付宝转账500元", "zhuanzhang", "购物卡", "購物卡", "超市购物卡 500", "gouwuka", "礼品卡", "禮品卡",
        "Gift Card", "gift-cards", "ＧＩＦＴ　ＣＡＲＤ", "消费券", "消費券", "消费卷", "消费劵", "代金卷", "储值卡", "儲值卡", "京东E卡", "京东ｅ卡",
        "京 东 E 卡", "京東E卡", "JD E-card", "E卡一张", "提货券", "月饼券", "大闸蟹券", "加油卡", "油卡", "中石化充值卡", "话费", "有价证券", "股票",
        "原始股", "国债", "金条", "投资金条 5g", "比特币", "Bitcoin", "0.1 BTC", "USDT", "crypto", "虚拟货币", "数字人民币", "cash", "c a s h", "Cash!",
        "prepaid card", "red packet", "Red Envelope", "voucher", "coupons", "bank transfer", "500元", "¥500", "RMB 2000", "人民币1000元",
        "两千元现钞 2000块", "1万元", "$100", "好处费", "回扣", "kickback", "ang pao",
    ],
)  # fmt: skip
def test_money_is_known_in_any_coat(item: str) -> None:
    assert gift_words.is_money(item)


@pytest.mark.parametrize(
    "item",
    [
        "径山茶", "羊绒围巾 cashmere scarf", "Cashew nuts", "零钱包", "金条纹领带", "Nike卡片盒", "贺卡", "书签", "试卷一套", "画卷", "长卷《千里江山图》",
        "明信片", "茶饼 357 克", "2026 台历", "卡其色围巾", "transferred print mug", "iPad", "U盘 64G", "音乐会门票", "手账本", "账本", "moneta", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_money_is_none(item: str) -> None:
    assert not gift_words.is_money(item)


@pytest.mark.parametrize(
    ("item", "word"),
    [
        ("挂钟", "钟"), ("掛鐘", "钟"), ("雨伞", "伞"), ("雨傘", "伞"), ("砀山梨", "梨"), ("皮鞋", "鞋"), ("白菊花", "菊花"), ("An umbrella", "umbrella"),
        ("two clocks", "clock"), ("running shoes", "shoe"), ("Pears", "pear"), ("凤梨酥", ""), ("花梨木笔筒", ""), ("菊花茶", ""), ("五分钟沙漏", ""),
        ("clockwork toy", ""), ("pearl", ""), ("凤梨酥与梨", "梨"), ("径山茶", ""),
    ],
)  # fmt: skip
def test_taboos_of_everybody(item: str, word: str) -> None:
    assert gift_words.taboo_word(item) == word


@pytest.mark.parametrize(
    ("item", "taboos", "word"),
    [
        ("鲜花", "花粉过敏，勿送花", "花"), ("百合花束", "花粉过敏", "花粉"), ("茅台", "不喝酒", "酒"), ("红酒", "戒酒", "酒"), ("阳澄湖大闸蟹", "海鲜过敏", "海鲜"),
        ("核桃礼盒", "对坚果严重过敏", "坚果"), ("月饼", "糖尿病，忌糖", "糖"), ("peanut and walnut box", "allergic to walnut", "walnut"),
        ("核桃", "不吃羊肉、核桃；怕热", "核桃"), ("火腿", "不吃猪肉", "猪肉"), ("茶", "不送茶和酒", "茶"), ("龍井", "忌：龙井", "龙井"),
        ("径山茶", "不喝酒", ""), ("画册", "花粉过敏，勿送花", ""), ("径山茶", "", ""), ("红酒", "他父亲酒厂退休", ""),
    ],
)  # fmt: skip
def test_taboos_of_one_person(item: str, taboos: str, word: str) -> None:
    assert gift_words.own_taboo(item, taboos) == word


@pytest.mark.parametrize(
    ("number", "is_it"), [(4, True), (14, True), (140, True), (3, False), (0, False), (888, False)]
)
def test_a_number_with_a_four(number: int, is_it: bool) -> None:
    assert gift_words.has_four(number) is is_it
