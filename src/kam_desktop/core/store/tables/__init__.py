"""All tables, by theme."""

from kam_desktop.core.store.tables.business import (
    Agreement,
    AgreementEntry,
    Campaign,
    CampaignGuest,
    Service,
    TierResource,
    ValueScore,
)
from kam_desktop.core.store.tables.causes import Absence, EnvironmentEvent, Favour, InterestEvent, Occasion
from kam_desktop.core.store.tables.clients import Client, Contact, Relative, StaffChange, Tie
from kam_desktop.core.store.tables.facts import CustomField, Note, Purchase, Segment
from kam_desktop.core.store.tables.finding import Reach, Unindexed
from kam_desktop.core.store.tables.gifts import Blackout, Gift, GiftRules, GiftStock, StockMove
from kam_desktop.core.store.tables.records import Batch, Change, Draft, Meta, Setting
from kam_desktop.core.store.tables.sharing import Packet, Partner
from kam_desktop.core.store.tables.touches import Interaction, Policy, Touch
from kam_desktop.core.store.tables.visits import (
    Attachment,
    Commitment,
    Handover,
    PeriodNote,
    Visit,
    VisitRemark,
    VisitTemplate,
)

__all__ = [
    "Absence",
    "Agreement",
    "AgreementEntry",
    "Attachment",
    "Batch",
    "Blackout",
    "Campaign",
    "CampaignGuest",
    "Change",
    "Client",
    "Commitment",
    "Contact",
    "CustomField",
    "Draft",
    "EnvironmentEvent",
    "Favour",
    "Gift",
    "GiftRules",
    "GiftStock",
    "Handover",
    "Interaction",
    "InterestEvent",
    "Meta",
    "Note",
    "Occasion",
    "Packet",
    "Partner",
    "PeriodNote",
    "Policy",
    "Purchase",
    "Reach",
    "Relative",
    "Segment",
    "Service",
    "Setting",
    "StaffChange",
    "StockMove",
    "Tie",
    "TierResource",
    "Touch",
    "Unindexed",
    "ValueScore",
    "Visit",
    "VisitRemark",
    "VisitTemplate",
]  # fmt: skip
