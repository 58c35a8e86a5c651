"""All tables, by theme."""

from kam_desktop.core.store.tables.causes import Absence, EnvironmentEvent, Favour, InterestEvent, Occasion
from kam_desktop.core.store.tables.clients import Client, Contact, Relative, StaffChange, Tie
from kam_desktop.core.store.tables.facts import CustomField, Note, Purchase, Segment
from kam_desktop.core.store.tables.finding import Reach, Unindexed
from kam_desktop.core.store.tables.records import Batch, Change, Draft, Meta, Setting
from kam_desktop.core.store.tables.touches import Interaction, Policy, Touch
from kam_desktop.core.store.tables.visits import Attachment, Commitment, Gift, Visit

__all__ = [
    "Absence",
    "Attachment",
    "Batch",
    "Change",
    "Client",
    "Commitment",
    "Contact",
    "CustomField",
    "Draft",
    "EnvironmentEvent",
    "Favour",
    "Gift",
    "Interaction",
    "InterestEvent",
    "Meta",
    "Note",
    "Occasion",
    "Policy",
    "Purchase",
    "Reach",
    "Relative",
    "Segment",
    "Setting",
    "StaffChange",
    "Tie",
    "Touch",
    "Unindexed",
    "Visit",
]  # fmt: skip
