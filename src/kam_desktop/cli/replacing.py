"""What an import would replace of the clients that are there, for those who only look at a file."""

from typing import Any, Final

from kam_desktop.cli.context import Context, money
from kam_desktop.core.outlook import Edit, Line, Outlook
from kam_desktop.core.records import RelativeRecord
from kam_desktop.core.rules import dates
from kam_desktop.core.rules.dates import PartialDate
from kam_desktop.words import field_changes

SHOWN: Final = 20  # clients that are named for people


def document(outlook: Outlook | None) -> dict[str, Any]:
    """Every field that would be replaced, as it is kept, and of how many clients; a file of facts replaces none."""
    lines = _losing(outlook)
    return {
        "clients_replaced": outlook.replaced if outlook else 0,
        "clients_replaced_by_hand": outlook.by_hand if outlook else 0,
        "replaced": [_change(line, each) for line in lines for each in line.edits if each.replaces],
    }


def lines(context: Context, name: str, outlook: Outlook | None) -> list[str]:
    """``甲公司  城市 杭州 → 宁波（手工录入）`` for the first of them, those by hand before the others."""
    if outlook is None or not outlook.replaced:
        return []
    said = [context.say("cli.import.replaces", file=name, n=outlook.replaced, by_hand=outlook.by_hand)]
    said += [f"  {line.name}  {_edits(context, line)}" for line in _losing(outlook)[:SHOWN]]
    more = outlook.replaced - SHOWN
    return [*said, context.say("cli.import.replaces_more", n=more)] if more > 0 else said


def _losing(outlook: Outlook | None) -> list[Line]:
    return list(outlook.lines.values()) if outlook else []


def _edits(context: Context, line: Line) -> str:
    told = []
    for each in (one for one in line.edits if one.replaces):
        said = f"{each.person} {field_changes.told(context.lang, each.change)}".strip()
        told.append(context.say("cli.import.by_hand", edit=said) if each.is_by_hand else said)
    return ("；" if context.lang == "zh_CN" else "; ").join(told)


def _change(line: Line, each: Edit) -> dict[str, Any]:
    field, old, new = each.change
    if field == "annual_revenue_minor":
        field = "annual_revenue"
        was = next((one.change.before for one in line.edits if one.change.field == "currency"), "CNY")
        old, new = money(old, was), money(new)
    return {
        "row": line.record.row_no, "client_id": line.client_id, "client": line.name,
        "contact_id": each.row_id if each.person else None, "contact": each.person or None,
        "field": field, "old": _plain(old), "new": _plain(new), "by_hand": each.is_by_hand,
    }  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, RelativeRecord):
        return value._asdict() | {"birthday": dates.to_text(value.birthday) if value.birthday else None}
    return dates.to_text(value) if isinstance(value, PartialDate) else value
