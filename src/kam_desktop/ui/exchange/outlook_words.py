"""What an import would do to the clients that are there, in words."""

from PySide6.QtCore import QCoreApplication

from kam_desktop.core.outlook import Edit, Line, Outlook
from kam_desktop.ui import labels
from kam_desktop.words import field_changes


def counts(outlook: Outlook) -> str:
    """How many clients would be new, changed, and stay as they are."""
    said = (
        QCoreApplication.translate("Outlook", "{count} new").format(count=outlook.created),
        QCoreApplication.translate("Outlook", "{count} changed").format(count=outlook.changed),
        QCoreApplication.translate("Outlook", "{count} as they are").format(count=outlook.same),
    )
    return QCoreApplication.translate("Outlook", "Clients: {counts}").format(counts=" · ".join(said))


def losses(outlook: Outlook) -> str:
    """How many clients lose something that is there, and how many of these what a person wrote."""
    if not outlook.replaced:
        return ""
    if outlook.by_hand:
        said = QCoreApplication.translate(
            "Outlook",
            "Replaces what is there of clients: {count}, of these entered by hand: {by_hand}. They stand on top below.",
        )
    else:
        said = QCoreApplication.translate(
            "Outlook", "Replaces what is there of clients: {count}. They stand on top below."
        )
    return said.format(count=outlook.replaced, by_hand=outlook.by_hand)


def edits(line: Line, *, only_losses: bool = False) -> str:
    """``城市 宁波 → 杭州；王伟 职务 …``; as it is where nothing changes."""
    told = [_edit(each) for each in line.edits if each.replaces or not only_losses]
    if line.people_new and not only_losses:
        said = QCoreApplication.translate("Outlook", "new contact {names}")
        told.append(said.format(names=labels.listed(filter(None, line.people_new))))
    return _between().join(told) or QCoreApplication.translate("Outlook", "As it is")


def lost(outlook: Outlook, most: int) -> list[str]:
    """A line for each client that loses something, those by hand first."""
    found = [line for line in outlook.lines.values() if any(each.replaces for each in line.edits)]
    found = sorted({line.record.row_no: line for line in found}.values(), key=lambda line: not line.is_by_hand)
    said = [f"{line.name}  {edits(line, only_losses=True)}" for line in found[:most]]
    more = outlook.replaced - len(said)
    return [*said, QCoreApplication.translate("Outlook", "and {count} more").format(count=more)] if more else said


def _between() -> str:
    return "；" if labels.language() == "zh_CN" else "; "


def _edit(each: Edit) -> str:
    said = f"{each.person} {field_changes.told(labels.language(), each.change)}".strip()
    return (
        QCoreApplication.translate("Outlook", "{edit} (entered by hand)").format(edit=said) if each.is_by_hand else said
    )
