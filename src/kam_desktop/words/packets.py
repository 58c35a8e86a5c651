"""What a packet brings, in words: the same before and after it is taken, in the window and on the command line."""

from collections import Counter
from typing import Any

from kam_desktop.core.packet_merge import Clash
from kam_desktop.core.packets import Left, News, Preview
from kam_desktop.core.rules.kinds import PacketKind
from kam_desktop.core.rules.lines import in_one_line
from kam_desktop.words import say

MOST = 8  # names in one line
_LONGEST = 60  # characters of a text that two sides changed


def lines(lang: str, preview: Preview) -> list[str]:
    """Who, how many reports of which clients, what is new; clashes and what is left out come by themselves."""
    counted = Counter(line.news for line in preview.lines)
    what = "packet.said.reports" if preview.kind is PacketKind.REPORTS else "packet.said.reviews"
    said = [say(lang, what, n=len(preview.lines), name=preview.partner.name)]
    clients = list(dict.fromkeys(line.client for line in preview.lines))
    if clients:
        said.append(say(lang, "packet.said.clients", n=len(clients), names=_some(lang, clients)))
    if preview.new_clients:
        names = _some(lang, preview.new_clients)
        said.append(say(lang, "packet.said.new_clients", n=len(preview.new_clients), names=names))
    if preview.revived_clients:
        names = _some(lang, preview.revived_clients)
        said.append(say(lang, "packet.said.revived_clients", n=len(preview.revived_clients), names=names))
    if preview.lines:
        counts = [say(lang, f"packet.said.{news.value}", n=counted[news]) for news in News if counted[news]]
        said.append(_comma(lang).join(counts))
    if preview.photos:
        said.append(say(lang, "packet.said.photos", n=preview.photos))
    said += [
        say(lang, f"packet.said.{each.code}", client=each.client, on=each.on.isoformat(), item=_short(each.item))
        for each in preview.gifts[:MOST]
    ]
    if len(preview.gifts) > MOST:
        said.append(say(lang, "packet.said.more_gifts", n=len(preview.gifts) - MOST))
    if preview.was_taken:
        said.append(say(lang, "packet.said.was_taken"))
    elif not preview.brings_news:
        said.append(say(lang, "packet.said.nothing_new"))
    return said


def clash(lang: str, found: Clash, client: str, field: str) -> str:
    """A field that both sides changed: both texts, and which of them stands."""
    stands = say(lang, "packet.stands.ours" if found.is_ours else "packet.stands.theirs")
    ours, theirs = _short(found.ours), _short(found.theirs)
    return say(lang, "packet.said.clash", client=client, field=field, ours=ours, theirs=theirs, stands=stands)


def left(lang: str, found: Left) -> str:
    """Why a visit of a packet, or a part of it, is not taken."""
    params = {"client": found.client} if found.client else {}
    if found.what:
        params["what"] = found.what
    on = found.on.isoformat() if found.on else "—"
    return say(lang, f"problem.{found.code}", on=on, **params)


def _some(lang: str, names: list[str]) -> str:
    return _comma(lang).join(names[:MOST]) + (" …" if len(names) > MOST else "")


def _comma(lang: str) -> str:
    return "、" if lang == "zh_CN" else ", "


def _short(value: Any) -> str:
    text = in_one_line(str("" if value is None else value))
    return (text[:_LONGEST] + "…" if len(text) > _LONGEST else text) or "—"
