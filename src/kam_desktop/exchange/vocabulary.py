"""What people call things in an outside file, to the words of the program: a tier, a kind of client, a channel.

Each function but ``one_of`` raises Invalid with a code worded as ``problem.<code>``: only the value is left out.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Final

from kam_desktop import words
from kam_desktop.core.errors import Invalid
from kam_desktop.core.rules.kinds import Channel, ClientKind, Ownership, Tier
from kam_desktop.exchange.values import folded

_TIER_WORDS: Final = {
    Tier.A: "a 1 一 甲 重点 重点客户 核心 核心客户 战略 战略客户 大客户 vip key keyaccount high",
    Tier.B: "b 2 二 乙 重要 重要客户 次重点 主要 主要客户 medium",
    Tier.C: "c 3 三 丙 一般 一般客户 普通 普通客户 其他 low",
}
#: what they are called beside their names
_ALSO: Final[dict[type[StrEnum], dict[Any, str]]] = {
    Channel: {
        Channel.CALL: "电话 通话 来电 去电 致电 语音 视频 phone phonecall tel telephone called videocall zoom teams",
        Channel.VISIT: "拜访 上门 面谈 见面 会面 走访 到访 来访 会议 会谈 meeting visited onsite inperson facetoface",
        Channel.MESSAGE: "微信 企业微信 企微 短信 信息 消息 钉钉 qq 飞书 wechat weixin sms text whatsapp chat im",
        Channel.EMAIL: "邮件 电邮 电子邮件 mail e-mail",
        Channel.CARD: "贺卡 信函 letter",
        Channel.GIFT: "送礼 礼品 礼物 赠礼 present",
        Channel.EVENT: "宴请 聚餐 吃饭 饭局 晚宴 活动 展会 论坛 球赛 dinner lunch party conference",
        Channel.FAVOUR: "帮忙 favor help",
    },
    ClientKind: {
        ClientKind.DEALER: "代理商 分销商 经销 代理 渠道 distributor reseller",
        ClientKind.END_CUSTOMER: "终端 终端用户 最终用户 直客 enduser customer",
        ClientKind.PARTNER: "合作方 合作伙伴",
        ClientKind.SUPPLIER: "供货商",
    },
    Ownership: {
        Ownership.PRIVATE: "民营 民企 私营 私企 私有 个体 自然人 民营企业 私营企业 privately",
        Ownership.STATE: "国企 国有 央企 国有企业 中央企业 国有控股 国资 集体 集体所有 全民所有制 stateowned soe",
        Ownership.PUBLIC: "事业单位 机关 政府 政府机关 机关单位 公立 公立单位 学校 医院 government",
        Ownership.FOREIGN: "外资 外企 合资 中外合资 独资 外商独资 港澳台 jointventure",
    },
}


def tier(text: str) -> str:
    """A, B or C from what people call them (a级, Ａ类, 重点). Raises Invalid tier.unknown."""
    found = _folded_tier(text)
    if found is None:
        raise Invalid("tier", "tier.unknown", text=text)
    return found.value


def kind(text: str) -> str:
    """A ClientKind by its value or its name in either language. Raises Invalid kind.unknown."""
    found = one_of(ClientKind, text)
    if not found:
        raise Invalid("kind", "kind.unknown", text=text)
    return found


def ownership(text: str) -> str:
    """An Ownership by its value, its name in either language or a usual word. Raises Invalid ownership.unknown."""
    found = one_of(Ownership, text)
    if not found:
        raise Invalid("ownership", "ownership.unknown", text=text)
    return found


@lru_cache(maxsize=1024)
def channel(text: str) -> str:
    """A Channel from what people call it (微信, 上门拜访, Phone call). Raises Invalid channel.unknown."""
    if found := one_of(Channel, text):
        return found
    plain = folded(text)
    for word in sorted(_known(Channel), key=len, reverse=True):
        if len(word) >= 2 and word in plain:
            return _known(Channel)[word]
    raise Invalid("channel", "channel.unknown", text=text)


def one_of(kinds: type[StrEnum], text: str, more: str = "") -> str:
    """A word of a vocabulary by its value, its name in either language or a usual word; empty where it is none.

    ``more`` are words of this one field, ``word=value …``.
    """
    plain = folded(text)
    return _known(kinds).get(plain) or _given(more).get(plain, "")


@lru_cache(maxsize=1024)
def _folded_tier(text: str) -> Tier | None:
    said = re.sub(r"(?:级|类|等|class|tier)", "", folded(text))
    return _tiers().get(said) or _tiers().get(said.removesuffix("客户"))


@cache
def _tiers() -> dict[str, Tier]:
    return {word: tier for tier, said in _TIER_WORDS.items() for word in said.split()}


@cache
def _known(kinds: type[StrEnum]) -> dict[str, str]:
    found = {word: each.value for each, said in _ALSO.get(kinds, {}).items() for word in said.split()}
    for each in kinds:
        found |= {
            folded(said): each.value for said in (each.value, *(words.name_of(lang, each) for lang in words.LANGUAGES))
        }
    return found


@cache
def _given(more: str) -> dict[str, str]:
    return dict(each.split("=") for each in more.split())
