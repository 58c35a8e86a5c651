"""The fields that a column of an outside table can fill, and the headings people and programs give them.

Synonyms are ordered: of two columns for one field, the one named earlier here wins. ``=`` marks words
that say the field only as the whole heading (``=名称``); the others may end a longer one (客户联系人手机).
The forms of Outlook (English and Chinese export), Google and Thunderbird are among them.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Field:
    """``key`` is ``client.…``, ``contact.…``, ``gift.…`` and so on; ``is_many``: several columns may fill it."""

    key: str
    synonyms: tuple[str, ...]
    is_many: bool = False


def _field(key: str, synonyms: str, *, many: bool = False) -> Field:
    return Field(key, tuple(word for part in synonyms.split(",") if (word := part.strip())), many)


FIELDS: Final = (
    _field(
        "client.external_no",
        "客户编号, 客户编码, 客户代码, 客户号, 外部编号, erp编号, =编号, =编码, client id, client no, "
        "customer id, customer no, customer number, customer code, account number, =external no, "
        "=external id, =number, =no, =code, =id",
    ),
    _field(
        "client.name",
        "客户名称, 公司名称, 客户全称, 公司全称, 企业名称, 单位名称, 公司名, 客户名, 企业名, 公司, 单位, "
        "企业, 客户, 工作单位, =组织, =名称, company name, client name, customer name, account name, "
        "organization name, organisation name, company, client, customer, =account, =organization, "
        "=organisation, =employer, =firm",
    ),
    _field("client.short_name", "客户简称, 公司简称, 简称, short name, =abbreviation"),
    _field(
        "client.tier",
        "客户等级, 客户级别, 客户分级, 等级, 级别, 分级, client tier, customer tier, tier, grade, =level, =rating",
    ),
    _field(
        "client.kind",
        "客户类型, 客户性质, 客户类别, =类型, customer type, client type, client kind, =kind, =type",
    ),
    _field("client.ownership", "所有制, 企业性质, 所有制性质, 经济性质, ownership, =owned by"),
    _field("client.industry", "所属行业, 行业, industry, =sector"),
    _field(
        "client.province",
        "省份, 省市自治区, =省, 商务地址省市自治区, =商务县市, business state, work state, =province, =state, "
        "=state province, address region, =region",
    ),
    _field(
        "client.city",
        "所在城市, 城市, 地市, =市, 商务地址市县, =商务市镇, business city, work city, address city, =city, =town",
    ),
    _field(
        "client.place",
        "所在地区, 所属地区, 所在区域, 所属区域, 所在省市, 省市区, 省市, =地区, =区域, =所在地, =地域, =片区, =位置, =location, =area, "
        "=place",
    ),
    _field("client.district", "区县, =区, =县, district, =county"),
    _field(
        "client.address",
        "公司地址, 单位地址, 客户地址, 详细地址, 通讯地址, 联系地址, 办公地址, 商务地址街道, =商务街, 地址, "
        "business address, business street, work address, address formatted, street address, "
        "address street, =address, =street",
        many=True,
    ),
    _field("client.time_zone", "所在时区, 时区, time zone, timezone, =tz"),
    _field(
        "client.annual_revenue",
        "年营业额, 年销售额, 年营收, 营业额, 营收, annual revenue, annual turnover, revenue, turnover",
    ),
    _field("client.products", "主要产品, 主营产品, 主营业务, main products"),
    _field("client.annual_volume", "年用量, 年采购量, 年需求量, yearly volume, annual volume"),
    _field(
        "client.supplier_shares",
        "供货份额, 供应份额, 供应商份额, =份额, 竞争对手份额, 竞品份额, supplier shares, supplier share, share of wallet",
    ),
    _field("client.leader", "责任领导, 分管领导, responsible leader"),
    _field(
        "client.status",
        "客户状态, 合作状态, 往来状态, 客户合作状态, =状态, client status, customer status, account status, =status",
    ),
    _field("client.lifecycle_stage", "生命周期, lifecycle stage, =lifecycle"),
    _field("client.relationship_level", "关系类型, 关系水平, =relationship, relationship level"),
    _field("client.value_band", "价值级别, 价值等级, 价值分级, value band"),
    _field("client.source", "客户来源, 来源, lead source, source"),
    _field(
        "client.owner",
        "客户经理, 业务员, 销售员, 跟进人, 负责人, 归属人, 所属人, account manager, sales rep, "
        "client owner, account owner, =owner",
    ),
    _field(
        "client.tags",
        "客户标签, 标签, =分组, =联系组, =联系人组, =所属组, =类别, =tags, =labels, =categories, =group membership, =groups",
        many=True,
    ),
    _field(
        "client.notes",
        "客户备注, 备注, 附注, =说明, notes, remarks, =note, =remark, =comments, =comment",
        many=True,
    ),
    _field("client.other", "", many=True),  # no heading says it: what a list tells besides
    _field(
        "client.next_visit_on",
        "下次拜访日期, 下次拜访, 下次跟进, 下次联系, 下次接触, next visit date, next visit, next touch, "
        "next follow up, next contact",
    ),
    _field("client.next_channel", "下次方式, 下次类型, 下次形式, next kind, next channel, next type"),
    _field(
        "client.since_on",
        "建档日期, 创建日期, 创建时间, 建档时间, 合作日期, 开户日期, file opened on, file opened, on file since, client since, =created, =created at, =since",
    ),
    _field(
        "client.last_note",
        "最近拜访记录, 最近跟进记录, 最近沟通记录, 最近联系记录, 最近拜访内容, 最近记录, 最近跟进, 最近沟通, 上次拜访记录, "
        "上次跟进记录, 上次沟通记录, 上次记录, 上次跟进, 上次沟通, 跟进记录, last note, last interaction, latest record, "
        "=interaction",
    ),
    _field(
        "client.last_visit_on",
        "上次拜访日期, 上次拜访, 最近拜访日期, 最近拜访, 最近一次拜访, 最后拜访日期, 最后拜访, last visit date, "
        "last visit, last visited, last meeting, latest visit",
    ),
    _field(
        "client.last_contact_on",
        "最近联系日期, 最近联系, 上次联系日期, 上次联系, 最后联系日期, 最后联系, 最近跟进日期, 最近跟进时间, 上次跟进日期, "
        "上次跟进时间, 最后跟进时间, 最近沟通日期, 最近沟通时间, 上次沟通日期, 上次沟通时间, 上次往来, 最近往来, 上次接触, 最近接触, "
        "last contact date, last contact, last contacted, last heard of, last touch, last follow up, last call, "
        "last activity date, last activity, last interaction date, latest contact",
    ),
    _field(
        "contact.name",
        "联系人姓名, 联系人名称, 联络人姓名, 客户姓名, =姓名, 联系人, 联络人, =名字, full name, contact name, "
        "contact person, contact, =display name, =person, =name, =备注名, =好友备注, =微信备注",
    ),
    _field("contact.nickname", "=昵称, =微信昵称, =nickname, =nick name"),
    _field("contact.family_name", "=姓, =姓氏, last name, family name, surname"),
    _field("contact.given_name", "=名, first name, given name"),
    _field("contact.middle_name", "=中间名, middle name, additional name"),
    _field("contact.department", "=部门, 所在部门, department, =organization department"),
    _field(
        "contact.title",
        "职务, 职位, 岗位, 头衔, =职称, job title, contact title, organization title, =position, =title",
    ),
    _field(
        "contact.phone",
        "手机号码, 手机号, 手机, 移动电话, 行动电话, 联系电话, 电话号码, 电话, 座机, 固话, 联系方式, mobile phone, "
        "cell phone, mobile, cellphone, telephone, phone, =tel, =cell",
        many=True,
    ),
    _field(
        "contact.email",
        "电子邮件地址, 电子邮件, 电子邮箱, 邮箱地址, 邮箱, 邮件地址, =邮件, =电邮, 电邮地址, email address, "
        "e mail address, primary email, secondary email, e mail, email",
        many=True,
    ),
    _field("contact.wechat", "微信号, 微信, wechat id, wechat, =weixin"),
    _field(
        "contact.birthday",
        "出生日期, 出生年月日, 出生年月, 生日, date of birth, birth date, birthdate, birthday, =dob",
        many=True,
    ),
    _field(
        "contact.birthday_calendar",
        "生日类型, 生日历法, =历法, birthday calendar, birthday type, birthday cal",
    ),
    _field("contact.birthday_leap", "=闰月, 生日闰月, =是否闰月, birthday leap"),
    _field("contact.birth_year", "=出生年, birth year"),
    _field("contact.birth_month", "=出生月, birth month"),
    _field("contact.birth_day", "=出生日, birth day"),
    _field("contact.greeting_name", "=称呼, =尊称, form of greeting"),
    _field("contact.buying_role", "采购角色, 决策角色, role in buying, buying role"),
    _field("contact.attitude", "=态度, =支持度, =attitude"),
    _field("contact.preferred_channel", "偏好渠道, 偏好方式, 首选联系方式, preferred channel"),
    _field("contact.preferred_hours", "方便的时段, 方便的时间, 方便联系时间, preferred hours"),
    _field("contact.is_primary", "=主要, 是否主要, 是否主要联系人, =primary, is primary"),
    _field("contact.has_left", "=已离开, =已离职, =是否离职, has left"),
    _field("contact.hometown", "=籍贯, =老家, =家乡, =home town, =hometown"),
    _field("contact.family", "=家人, =家庭情况, =family"),
    _field("contact.relatives", "=家庭成员, =家属, =家人与生日, =relatives, =family members"),
    _field("contact.hobbies", "=爱好, =兴趣爱好, =个人爱好, =业余爱好, =hobbies"),
    _field("contact.personality", "=性格, =性格特点, =personality"),
    _field("contact.taboos", "=忌讳, =禁忌, =taboos"),
    _field("contact.notes", "联系人备注, contact notes, contact note", many=True),
    _field(
        "contact.is_official",
        "是否公职人员, 公职人员, 是否公务员, 公务员, 国家工作人员, public official, is official, government official, "
        "civil servant",
    ),
    _field("contact.other", "", many=True),  # no heading says it: what an address book tells besides
    _field("contact.external_no", "联系人编号, 联系人id, contact id, contact no"),
    _field(
        "purchase.on",
        "=日期, 订单日期, 下单日期, 销售日期, 开票日期, 发货日期, 单据日期, =date, order date, purchase date, invoice date",
    ),
    _field(
        "purchase.product",
        "产品名称, 商品名称, 物料名称, 货品名称, 产品型号, =产品, =品名, =商品, =物料, =型号, product name, =product, =item, "
        "=sku",
    ),
    _field("purchase.quantity", "=数量, =件数, 销售数量, =quantity, =qty, =units"),
    _field(
        "purchase.amount",
        "=金额, 订单金额, 销售金额, 含税金额, 价税合计, =总价, =合计, =amount, order amount, =total, sales amount",
    ),
    _field("purchase.margin", "=毛利, =毛利额, 销售毛利, =margin, gross margin, gross profit"),
    _field(
        "purchase.order_no",
        "订单号, 订单编号, 单据编号, 销售单号, 合同号, =单号, order no, order number, order id, invoice no, =order",
    ),
)
#: The fields of a sheet of facts. A plain ``日期`` or ``金额`` means another thing in each kind of sheet, so they
#: stand apart; whose fact it is, is said by the client's and the person's own fields.
_WHO: Final = tuple(
    _field(key, said)
    for key, said in (
        (
            "client.external_no",
            "客户编号, 客户编码, 客户代码, 客户号, 公司编号, client id, client no, client number, customer id, "
            "customer no, customer number, customer code, company id, account number",
        ),
        (
            "client.name",
            "客户名称, 公司名称, 客户全称, 单位名称, 企业名称, 购货单位, 购买单位, 往来单位, =公司, =单位, =企业, =客户, "
            "client name, customer name, company name, account name, =client, =customer, =company, =account, "
            "=organization",
        ),
        ("contact.external_no", "联系人编号, 联系人id, 人员编号, contact id, contact no, person id"),
        (
            "contact.name",
            "联系人姓名, 联系人, 对接人, 收礼人, 受赠人, 拜访对象, =姓名, =对象, contact name, contact person, attendees, "
            "participants, recipient, =见了谁, =见谁, =会见人, =contact, =person, =name, =with",
        ),
    )
)
FACTS: Final = {
    "purchases": (
        *_WHO,
        *(field for field in FIELDS if field.key.startswith("purchase.")),
        _field("purchase.currency", "=币种, =币别, =货币, =currency"),
    ),
    "interactions": (
        *_WHO,
        _field(
            "interaction.on",
            "=日期, 拜访日期, 联系日期, 沟通日期, 跟进日期, 交流日期, 跟进时间, 联系时间, 拜访时间, 沟通时间, =时间, =date, "
            "=when, =day, contact date, call date, visit date, meeting date, activity date",
        ),
        _field("interaction.at", "=时刻, =钟点, =几点, =time, start time"),
        _field(
            "interaction.channel",
            "=方式, =渠道, =类型, =形式, =类别, 联系方式, 沟通方式, 跟进方式, 拜访方式, 跟进类型, 联系类型, 活动类型, "
            "=channel, =kind, =type, =way, =method, =medium, activity type, interaction type",
        ),
        _field(
            "interaction.text",
            "=内容, 沟通内容, 跟进内容, 拜访内容, 联系内容, 交流内容, 联系记录, 拜访记录, 跟进记录, 沟通记录, =记录, =纪要, "
            "=摘要, =主题, =结果, 跟进结果, =详情, =备注, =说明, =note, =notes, =text, =content, =outcome, =subject, "
            "=summary, =description, =result, =details, =remarks, =comments",
            many=True,
        ),
        _field(
            "interaction.external_no", "=编号, =记录编号, =流水号, =单号, =id, =no, =number, record id, interaction id"
        ),
        _field(
            "interaction.author",
            "记录人, 跟进人, 拜访人, =联络人, 业务员, 销售员, 客户经理, 负责人, =作者, 创建人, author, created by, sales rep, "
            "=owner, =by, =user",
        ),
    ),
    "gifts": (
        *_WHO,
        _field("gift.on", "=日期, 送礼日期, 赠送日期, 送出日期, =时间, 赠送时间, =date, =when, gift date, given on"),
        _field(
            "gift.item",
            "礼品名称, 礼物名称, 礼品, 礼物, 赠品, =物品, =品名, =名称, gift name, gift, present, =item",
        ),
        _field(
            "gift.amount",
            "礼品金额, 礼品价值, =金额, =价值, =价格, =单价, =费用, =amount, =value, =price, =cost, gift value",
        ),
        _field("gift.category", "礼品类别, 礼品类型, =类别, =类型, =category, =kind, =type"),
        _field("gift.occasion", "=场合, =事由, =节日, =名目, occasion, =reason"),
        _field("gift.currency", "=币种, =币别, =货币, =currency"),
        _field("gift.direction", "=方向, =收送, 送出或收到, =direction, given or received"),
        _field("gift.origin", "费用来源, 经费来源, =来源, =来历, =出处, =origin, =source, paid by"),
        _field(
            "gift.text",
            "=备注, =反馈, 对方反应, =说明, =note, =notes, =remarks, =comments, =feedback, how received",
            many=True,
        ),
        _field("gift.author", "经办人, 赠送人, 送礼人, =giver, given by, =owner, =by"),
    ),
}
CUSTOM: Final = ("client.custom", "contact.custom")  # the option is the id of the users' field
BY_KEY: Final = {field.key: field for field in (*FIELDS, *(field for each in FACTS.values() for field in each))} | {
    key: Field(key, ()) for key in CUSTOM
}
IGNORED: Final = ("导入问题", "import problem", "序号", "序", "行号", "row", "row no")
UNITS: Final = {"wan": 10_000, "yi": 100_000_000, "qian": 1_000, "million": 1_000_000}
OPTIONS: Final = ("lunar", "solar", *UNITS)
SLOTS: Final = 3


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes: a field, for contact fields the person (1 to 3), and how its values are meant.

    Written ``client.name``, ``contact2.phone``, ``contact.birthday:lunar``, ``client.annual_revenue:wan``,
    ``client.custom:<id of the field>``.
    """

    key: str
    slot: int = 1
    option: str = ""

    def __str__(self) -> str:
        entity, _, name = self.key.partition(".")
        return f"{entity}{self.slot if self.slot > 1 else ''}.{name}" + (f":{self.option}" if self.option else "")


def target(text: str) -> Target | None:
    """The target of its written form, or None if there is no such field."""
    plain, _, option = text.partition(":")
    entity, _, name = plain.partition(".")
    slot = int(entity[-1]) if entity[-1:] in ("2", "3") else 1
    key = f"{entity.rstrip('23')}.{name}"
    may_say = bool(option) if key in CUSTOM else option in ("", *OPTIONS)
    is_known = key in BY_KEY and (slot == 1 or key.startswith("contact.")) and may_say
    return Target(key, slot, option) if is_known else None
