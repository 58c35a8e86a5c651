"""Commands on the exchange with the team by files: cards, packets out, packets in."""

import argparse
from pathlib import Path
from typing import Any

from kam_desktop.cli.context import Context
from kam_desktop.core import packet_sending, packets, partners
from kam_desktop.core.packets import Clash, News, Preview
from kam_desktop.core.partners import PartnerRow
from kam_desktop.core.rules import fingerprints
from kam_desktop.core.rules.kinds import PacketDirection, PacketKind, PartnerRole
from kam_desktop.exchange import exporting_archive, packet_files
from kam_desktop.words import packets as worded


def card(context: Context, arguments: argparse.Namespace) -> None:
    """Write one's own card."""
    file = Path(arguments.out)

    def work(session: Any) -> partners.Card:
        if arguments.role:
            partners.set_my_role(session, PartnerRole(arguments.role))
        return packet_files.save_card(session, file)

    made = context.write(work).value
    said = _fingerprint(made.keys.fingerprint)
    document = {"file": file, "name": made.name, "role": made.role.value, **said}
    context.give(document, [context.say("cli.packet.card", path=file, **said)])


def trust(context: Context, arguments: argparse.Namespace) -> None:
    """Add a card; with the fingerprint as it was compared, trust it."""
    read = packet_files.read_card(Path(arguments.file))

    def work(session: Any) -> PartnerRow:
        partner_id = partners.add(session, read)
        if arguments.fingerprint is not None:
            partners.trust(session, partner_id, today=context.today, typed=arguments.fingerprint)
        return partners.get(session, partner_id)

    row = context.write(work).value
    said = _fingerprint(row.fingerprint)
    is_trusted = row.trusted_on is not None
    key = "cli.packet.trusted" if is_trusted else "cli.packet.compare"
    document = {"partner": row.name, "role": row.role.value, **said, "trusted": is_trusted}
    context.give(document, [context.say(key, name=row.name, **said)])


def send(context: Context, arguments: argparse.Namespace) -> None:
    """Write a packet: own reports to a lead, reviews to a manager; without ``--visit`` all that is new."""
    file = Path(arguments.out)

    def work(session: Any) -> packet_files.Sent:
        partner = partners.find(session, arguments.to)
        chosen = arguments.visit or packet_sending.unsent(session, partner)
        return packet_files.send(session, partner, chosen, file)

    done = context.write(work).value
    document = {"file": done.file, "kind": done.kind.value, "visits": done.visits, "photos": done.photos}
    context.give(document, [context.say("cli.packet.sent", path=done.file, n=done.visits)])


def take(context: Context, arguments: argparse.Namespace) -> int:
    """Take a packet in; with ``--dry-run`` only say what would come of it."""
    file, batch = Path(arguments.file), None
    if arguments.dry_run:
        shown = context.read(lambda s: packets.preview(s, packet_files.open_packet(s, file)))
    else:
        written = context.write(lambda s: packets.take(s, packet_files.open_packet(s, file), today=context.today))
        shown, batch = written.value, written.batch_id
    lines = worded.lines(context.lang, shown)
    if shown.clashes:
        lines.append(context.say("packet.said.clashes"))
        lines += [f"  {_clash(context.lang, found, client)}" for found, client in shown.clashes]
    lines += [context.say("cli.packet.taken", batch=batch)] if batch else []
    for found in shown.left:
        context.tell(worded.left(context.lang, found))
    context.give(_document(shown, batch), lines)
    return 4 if shown.left else 0


def listed(context: Context, arguments: argparse.Namespace) -> None:
    """Packets that came and went, the newest first."""
    found = context.read(packets.listed)
    rows = [
        (
            each.at.astimezone().strftime("%Y-%m-%d %H:%M"), context.named(PacketDirection, each.direction),
            context.named(PacketKind, each.kind), each.partner, each.visits,
        )
        for each in found
    ]  # fmt: skip
    context.table(found, ("at", "direction", "kind", "partner", "visits"), rows)


def add(packet: Any, command: Any) -> None:
    """The grammar of ``packet``; ``command(commands, name, work, about)`` makes a parser."""
    made = command(packet, "card", card, "write your card, to be given to a partner once")
    made.add_argument("--out", required=True, metavar="FILE", help="ends in .kamcard")
    made.add_argument("--role", choices=[each.value for each in PartnerRole], help="what you are (default: as before)")
    trusted = command(packet, "trust", trust, "add a partner's card; trust it with the fingerprint compared by voice")
    trusted.add_argument("file", metavar="FILE")
    trusted.add_argument("--fingerprint", metavar="TEXT", help="as the partner read it aloud, in either form")
    sent = command(packet, "send", send, "write a packet: reports for a lead, reviews for a manager")
    sent.add_argument("--to", required=True, metavar="NAME")
    sent.add_argument("--out", required=True, metavar="FILE", help="ends in .kamp")
    sent.add_argument("--visit", nargs="+", action="extend", metavar="ID", help="these visits (default: all new ones)")
    taken = command(packet, "take", take, "take a packet in")
    taken.add_argument("file", metavar="FILE")
    taken.add_argument("--dry-run", action="store_true", help="say what would come of it, change nothing")
    command(packet, "list", listed, "the packets that came and went")


def _fingerprint(text: str) -> dict[str, str]:
    return {"fingerprint": text, "digits": fingerprints.digits(text)}


def _document(shown: Preview, batch: str | None) -> dict[str, Any]:
    return {
        "batch": batch, "from": shown.partner.name, "kind": shown.kind.value, "made_at": shown.made_at,
        "taken_before": shown.was_taken, "new_clients": shown.new_clients,
        "revived_clients": shown.revived_clients,
        "counts": {news.value: sum(line.news is news for line in shown.lines) for news in News},
        "visits": [{**line._asdict(), "state": line.state.value, "news": line.news.value} for line in shown.lines],
        "clashes": [{"client": client, **found._asdict()} for found, client in shown.clashes],
        "gifts": [found._asdict() for found in shown.gifts],
        "left": [found._asdict() for found in shown.left],
    }  # fmt: skip


def _clash(lang: str, found: Clash, client: str) -> str:
    return worded.clash(lang, found, client, exporting_archive.description(lang, found.table, found.field))
