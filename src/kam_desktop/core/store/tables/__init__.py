"""All tables, by theme."""

from kam_desktop.core.store.tables.clients import Client, Contact
from kam_desktop.core.store.tables.records import Batch, Change, Draft, Meta, Setting
from kam_desktop.core.store.tables.touches import Interaction, Policy, Touch
from kam_desktop.core.store.tables.visits import Attachment, Commitment, Gift, Visit

__all__ = [
    "Attachment", "Batch", "Change", "Client", "Commitment", "Contact", "Draft", "Gift", "Interaction",
    "Meta", "Policy", "Setting", "Touch", "Visit",
]  # fmt: skip
