"""The closed vocabularies of the field. Code, store, command line and exchange files share these words.

Their Chinese and English names are in the word catalogue under ``enum.<Class>.<value>``.
"""

from enum import StrEnum


class Tier(StrEnum):
    """How much care a client is due (D-3.1)."""

    A = "A"
    B = "B"
    C = "C"


class ClientKind(StrEnum):
    """What a client is to us (D-2.1)."""

    DEALER = "dealer"
    END_CUSTOMER = "end_customer"
    PARTNER = "partner"
    SUPPLIER = "supplier"
    AUTHORITY = "authority"
    MEDIUM = "medium"
    BANK = "bank"


class ClientStatus(StrEnum):
    """Whether a client is looked after (D-2.1): nothing is planned for one that is not active. Prospects are a stage."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class LifecycleStage(StrEnum):
    """Where the relation stands (D-3.5)."""

    EXPLORATION = "exploration"
    FORMATION = "formation"
    STABLE = "stable"
    DECLINE = "decline"


class ValueBand(StrEnum):
    """Customer lifetime value in four bands (D-3.3)."""

    DIAMOND = "diamond"
    GOLD = "gold"
    SILVER = "silver"
    STANDARD = "standard"


class RelationshipLevel(StrEnum):
    """Type of relation between our initiative and its content (D-3.6)."""

    BASIC = "basic"
    PASSIVE = "passive"
    BALANCED = "balanced"
    PROACTIVE = "proactive"
    PARTNERSHIP = "partnership"


class BuyingRole(StrEnum):
    """What a contact does when the client buys (D-2.2)."""

    DECIDES = "decides"
    INFLUENCES = "influences"
    USES = "uses"
    PAYS = "pays"
    GUARDS = "guards"


class Attitude(StrEnum):
    """How a contact stands to us (D-2.2)."""

    SUPPORTER = "supporter"
    FAVOURABLE = "favourable"
    NEUTRAL = "neutral"
    RESERVED = "reserved"
    OPPONENT = "opponent"


class TouchKind(StrEnum):
    """The seven kinds of relationship care (D-5.1 to D-5.7), and business follow-up."""

    PERIODIC = "periodic"
    CLIENT_EVENT = "client_event"
    PERSONAL = "personal"
    FAVOUR = "favour"
    ENVIRONMENT = "environment"
    INTEREST = "interest"
    STAFF_CHANGE = "staff_change"
    BUSINESS = "business"


class Channel(StrEnum):
    """The way a touch takes."""

    CALL = "call"
    VISIT = "visit"
    MESSAGE = "message"
    EMAIL = "email"
    CARD = "card"
    GIFT = "gift"
    EVENT = "event"
    FAVOUR = "favour"


class Activity(StrEnum):
    """What a line of a service policy asks for, and what else can put a touch on the list (D-4.1)."""

    EXECUTIVE_MEETING = "executive_meeting"
    VISIT = "visit"
    CALL = "call"
    MESSAGE = "message"
    SURVEY = "survey"
    FESTIVAL = "festival"
    BIRTHDAY = "birthday"
    COMMITMENT = "commitment"
    OCCASION = "occasion"
    FAVOUR = "favour"
    ENVIRONMENT = "environment"
    INTEREST = "interest"
    FAREWELL = "farewell"
    SUCCESSOR = "successor"
    MAP_REVIEW = "map_review"
    RECOVERY = "recovery"
    AGREEMENT = "agreement"
    SERVICE = "service"
    CAMPAIGN = "campaign"


class TouchResult(StrEnum):
    """How the last try of a call ended (D-5.13)."""

    REACHED = "reached"
    MISSED = "missed"
    LATER = "later"


class Fit(StrEnum):
    """Why a touch found no place in the days it may have (D-5.8)."""

    NO_ROOM = "no_room"
    AWAY = "away"


class OccasionKind(StrEnum):
    """Days of a client's business and of its people that one is there for (D-5.2, D-5.3)."""

    OPENING = "opening"
    PROMOTION = "promotion"
    ANNIVERSARY = "anniversary"
    COMPLETION = "completion"
    WEDDING = "wedding"
    BIRTH = "birth"
    EXAM = "exam"
    ILLNESS = "illness"
    ACCIDENT = "accident"
    BEREAVEMENT = "bereavement"


class FavourDirection(StrEnum):
    """Who helps whom outside business (D-5.4)."""

    WE_HELP = "we_help"
    THEY_HELP = "they_help"


class FavourState(StrEnum):
    """Where a favour stands: asked or offered, done, and evened out by one in return."""

    OPEN = "open"
    DONE = "done"
    EVENED = "evened"


class EnvironmentKind(StrEnum):
    """What strikes a whole region (D-5.5)."""

    TYPHOON = "typhoon"
    FLOOD = "flood"
    EARTHQUAKE = "earthquake"
    EPIDEMIC = "epidemic"
    EXTREME_WEATHER = "extreme_weather"
    PRICE_SHOCK = "price_shock"
    OTHER = "other"


class AbsenceKind(StrEnum):
    """Why one of us is away."""

    LEAVE = "leave"
    ILL = "ill"
    TRAINING = "training"


class TouchState(StrEnum):
    """Where a planned touch stands. What the planner takes back is gone, not kept in a state."""

    PLANNED = "planned"
    DONE = "done"
    SKIPPED = "skipped"


class VisitState(StrEnum):
    """The life of a visit and its report (D-6.1)."""

    PLANNED = "planned"
    REPORTED = "reported"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class CommitmentState(StrEnum):
    """Whether a promise was kept."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


class Side(StrEnum):
    """Whose promise it is."""

    OURS = "ours"
    CLIENT = "client"


class GiftDirection(StrEnum):
    """Gifts received from clients are recorded as well (D-7.1)."""

    GIVEN = "given"
    RECEIVED = "received"


class GiftCategory(StrEnum):
    """What a gift is."""

    TEA = "tea"
    FOOD = "food"
    BOOK = "book"
    CRAFT = "craft"
    STATIONERY = "stationery"
    FLOWERS = "flowers"
    TICKET = "ticket"
    VOUCHER = "voucher"
    CASH = "cash"
    ELECTRONICS = "electronics"
    OTHER = "other"


class GiftOccasion(StrEnum):
    """Why now."""

    SPRING_FESTIVAL = "spring-festival"
    DRAGON_BOAT = "dragon-boat"
    MID_AUTUMN = "mid-autumn"
    NATIONAL_DAY = "national-day"
    NEW_YEAR = "new-year"
    BIRTHDAY = "birthday"
    OPENING = "opening"
    WEDDING = "wedding"
    RECOVERY = "recovery"
    THANKS = "thanks"
    OTHER = "other"


class Verdict(StrEnum):
    """What the gift rules say before a gift is given (D-7.2)."""

    ALLOWED = "allowed"
    NEEDS_APPROVAL = "needs_approval"
    FORBIDDEN = "forbidden"


class Calendar(StrEnum):
    """The calendar a birthday is kept in."""

    SOLAR = "solar"
    LUNAR = "lunar"


class Entity(StrEnum):
    """What a change is about: the names of the synced tables."""

    CLIENT = "client"
    CONTACT = "contact"
    INTERACTION = "interaction"
    TOUCH = "touch"
    VISIT = "visit"
    COMMITMENT = "commitment"
    GIFT = "gift"
    POLICY = "policy"
    ATTACHMENT = "attachment"
    SETTING = "setting"
    NOTE = "note"
    PURCHASE = "purchase"
    SEGMENT = "segment"
    CUSTOM_FIELD = "custom_field"
    RELATIVE = "relative"
    TIE = "tie"
    STAFF_CHANGE = "staff_change"
    OCCASION = "occasion"
    FAVOUR = "favour"
    ENVIRONMENT_EVENT = "environment_event"
    INTEREST_EVENT = "interest_event"
    ABSENCE = "absence"
    VISIT_REMARK = "visit_remark"
    VISIT_TEMPLATE = "visit_template"
    PERIOD_NOTE = "period_note"
    HANDOVER = "handover"
    GIFT_RULES = "gift_rules"
    BLACKOUT = "blackout"
    GIFT_STOCK = "gift_stock"
    STOCK_MOVE = "stock_move"
    AGREEMENT = "agreement"
    AGREEMENT_ENTRY = "agreement_entry"
    SERVICE = "service"
    CAMPAIGN = "campaign"
    CAMPAIGN_GUEST = "campaign_guest"
    VALUE_SCORE = "value_score"
    TIER_RESOURCE = "tier_resource"
    PARTNER = "partner"
    PACKET = "packet"


class Relation(StrEnum):
    """Who a person outside work is to a contact (D-2.2)."""

    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    OTHER = "other"


class StaffChangeKind(StrEnum):
    """What happened to a person at a client (D-5.7)."""

    ARRIVED = "arrived"
    LEFT = "left"
    MOVED = "moved"
    SUCCEEDED = "succeeded"


class SegmentKind(StrEnum):
    """The five kinds of criteria by which clients are told apart (D-3.4)."""

    DEMOGRAPHIC = "demographic"
    GEOGRAPHIC = "geographic"
    BEHAVIOURAL = "behavioural"
    PSYCHOGRAPHIC = "psychographic"
    VALUE = "value"


class CustomKind(StrEnum):
    """What a field that the users defined holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


class AttachmentKind(StrEnum):
    """What a kept file is (D-2.7)."""

    PHOTO = "photo"
    CARD = "card"
    CONTRACT = "contract"
    FILE = "file"


class Ownership(StrEnum):
    """Whose a client is: what may be given depends on it (D-7.2)."""

    PRIVATE = "private"
    STATE = "state"
    PUBLIC = "public"
    FOREIGN = "foreign"


class GiftState(StrEnum):
    """The way of a gift: asked for, approved, handed over; or declined by whoever decides."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DONE = "done"
    DECLINED = "declined"


class RegisterPart(StrEnum):
    """The parts of the gift register (D-7.4): what was given, what was not, what was received."""

    GIVEN = "given"
    DECLINED = "declined"
    RECEIVED = "received"


class TotalBy(StrEnum):
    """By what gifts are added up."""

    MONTH = "month"
    CLIENT = "client"
    PERSON = "person"
    MANAGER = "manager"
    OCCASION = "occasion"
    CATEGORY = "category"
    TIER = "tier"


class GiftVia(StrEnum):
    """Whom a gift for a contact goes through: it counts as given to the contact all the same."""

    FAMILY = "family"
    INTERMEDIARY = "intermediary"


class GiftAction(StrEnum):
    """What a gift rule asks for when it speaks (D-7.2)."""

    WARN = "warn"
    APPROVE = "approve"
    FORBID = "forbid"


class StockMoveKind(StrEnum):
    """What happens to a piece of the stock of gifts (D-7.5)."""

    BOUGHT = "bought"
    TO_CAR = "to_car"
    BACK = "back"
    GIVEN = "given"
    LOST = "lost"


class AgreementKind(StrEnum):
    """What was agreed with a client (D-8.1)."""

    CONTRACT = "contract"
    FRAMEWORK = "framework"
    MEMBERSHIP = "membership"
    CARD = "card"
    POINTS = "points"
    TECHNICAL = "technical"
    SUPPLY = "supply"


class AgreementState(StrEnum):
    """Whether an agreement is in force."""

    ACTIVE = "active"
    ENDED = "ended"
    CANCELLED = "cancelled"


class EntryKind(StrEnum):
    """What a dated line of an agreement is."""

    DEADLINE = "deadline"
    VOLUME = "volume"
    POINTS = "points"
    VOUCHER = "voucher"


class ServiceKind(StrEnum):
    """A service to a dealer or an end customer (D-8.2)."""

    MARKET_INFO = "market_info"
    MATERIAL = "material"
    MANAGEMENT = "management"
    TRAINING = "training"
    ADVERTISING = "advertising"
    SIGNBOARD = "signboard"
    DISPLAY = "display"
    FITTING = "fitting"
    CAMPAIGN = "campaign"
    PROMOTION_ITEM = "promotion_item"
    TRAVEL = "travel"
    SOUVENIR = "souvenir"
    CONTEST = "contest"
    ROUND_TABLE = "round_table"


class ServiceState(StrEnum):
    """Whether a service was given."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class CampaignKind(StrEnum):
    """What many clients take part in (D-8.2)."""

    PROMOTION = "promotion"
    CONTEST = "contest"
    CONFERENCE = "conference"
    TRAINING = "training"
    TRAVEL = "travel"
    ROUND_TABLE = "round_table"
    OTHER = "other"


class PartnerRole(StrEnum):
    """Who packets are exchanged with (D-12.2)."""

    LEAD = "lead"
    MANAGER = "manager"


class PacketDirection(StrEnum):
    """Whether a packet went out or came in."""

    OUT = "out"
    IN = "in"


class PacketKind(StrEnum):
    """What a packet holds."""

    REPORTS = "reports"
    REVIEWS = "reviews"
