"""The gift rules as text: the versions, then the limits in yuan, what each rule asks for, days and words."""

from kam_desktop.cli.context import Context, aligned
from kam_desktop.core.gift_rules import Version
from kam_desktop.core.rules.gift_rule_sets import FIELDS, MONEY, PROFILES, RuleSet
from kam_desktop.core.rules.kinds import ClientKind, Ownership
from kam_desktop.words import name_of, phrases


def lines(context: Context, versions: list[Version], holds: RuleSet) -> list[str]:
    """What people read of the rules in force."""
    parts = [[_version(context, each) for each in versions], _limits(context, holds), _actions(context, holds)]
    parts.append(aligned([[context.say(f"cli.gift.days.{name}"), str(number)] for name, number in holds.days.items()]))
    between = context.say("cli.between")
    for name, said in (("cash", holds.cash_words), ("taboo", holds.taboo_words)):
        parts.append([f"{context.say(f'cli.gift.words.{name}')}  {between.join(said)}"] if said else [])
    return [line for part in parts if part for line in ("", *part)][1:]


def _version(context: Context, each: Version) -> str:
    key = "cli.gift.rules" if each.valid_from else "cli.gift.rules_own"
    said = context.say(
        key, version=each.version, on=each.valid_from, name=each.author or "—", reason=each.reason or "—"
    )
    return said + (context.say("cli.gift.rules_in_force") if each.is_current else "")


def _limits(context: Context, holds: RuleSet) -> list[str]:
    rows = [[context.say("cli.gift.limit.of"), *(context.say(f"cli.gift.limit.{name}") for name in FIELDS)]]
    for profile in PROFILES:
        row = holds.limits.get(profile, {})
        if any(value is not None for value in row.values()):
            rows.append([_whose(context, profile), *(_limit(name, row.get(name)) for name in FIELDS)])
    return aligned(rows)


def _limit(name: str, value: int | None) -> str:
    if value is None:
        return "—"
    return phrases.money(value) if name in MONEY else str(value)


def _whose(context: Context, profile: str) -> str:
    group, _, value = profile.partition(":")
    if group in ("kind", "ownership"):
        return name_of(context.lang, ClientKind(value) if group == "kind" else Ownership(value))
    return context.say(f"cli.gift.limit.{group}", tier=value)


def _actions(context: Context, holds: RuleSet) -> list[str]:
    rows = [[context.say("cli.gift.rule"), context.say("cli.gift.asks")]]
    rows += [
        [context.say(f"gift_rule.short.{code}"), name_of(context.lang, asked)] for code, asked in holds.actions.items()
    ]
    return aligned(rows)
