"""What kind of gift its words tell of, to be corrected by whoever knows better (D-7.1)."""

from typing import Final

from kam_desktop.core.rules.kinds import GiftCategory

#: In order: what is forbidden most easily comes first, so that a 茶券 is a voucher and no tea.
_WORDS: Final = {
    GiftCategory.VOUCHER: ("券", "购物卡", "礼品卡", "储值卡", "提货卡", "voucher", "gift card"),
    GiftCategory.CASH: ("现金", "红包", "礼金", "cash", "red envelope"),
    GiftCategory.TICKET: ("门票", "球票", "音乐会票", "演出票", "ticket"),
    GiftCategory.ELECTRONICS: ("手机", "耳机", "手环", "充电", "音箱", "键盘", "平板电脑", "headphone", "charger", "speaker"),
    GiftCategory.CRAFT: ("茶具", "茶杯", "茶壶", "瓷", "刺绣", "木雕", "剪纸", "紫砂", "摆件", "tea set", "porcelain"),
    GiftCategory.FLOWERS: ("花束", "花篮", "鲜花", "盆栽", "兰花", "绿植", "bouquet", "flowers"),
    GiftCategory.STATIONERY: ("钢笔", "毛笔", "笔记本", "台历", "书签", "砚", "notebook", "fountain pen", "calendar"),
    GiftCategory.TEA: ("茶", "龙井", "普洱", "铁观音", "毛尖", "碧螺春", "大红袍", "tea"),
    GiftCategory.FOOD: (
        "月饼", "粽", "水果", "苹果", "柑", "橘", "杨梅", "枇杷", "大闸蟹", "海鲜", "糕", "糖", "坚果", "蜂蜜", "火腿", "酒",
        "茅台", "五粮液", "泸州老窖", "剑南春", "白兰地", "威士忌", "香槟", "咖啡", "巧克力", "mooncake", "fruit", "honey", "wine", "coffee", "chocolate",
    ),
    GiftCategory.BOOK: ("书", "画册", "字帖", "book"),
}  # fmt: skip


def category(item: str) -> GiftCategory | None:
    """The category of a gift by its words; None where they say nothing."""
    words = item.casefold()
    return next((kind for kind, known in _WORDS.items() if any(each in words for each in known)), None)
