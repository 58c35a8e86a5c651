"""What a tier gets: whose time, which budgets a client and year, which discount and support (D-3.8)."""

from collections.abc import Mapping
from typing import Any

from kam_desktop.core import tier_resources
from kam_desktop.core.rules.kinds import Tier
from kam_desktop.core.tier_resources import ResourceDraft
from kam_desktop.ui.entries.amount_fields import amount_of, amount_text
from kam_desktop.ui.entries.cause_entry import CauseEntry, Values, Work, line


class ResourceEntry(CauseEntry):
    """``row_id`` is the tier; it is rewritten, never removed."""

    kind = "tier_resource"

    def make_fields(self) -> None:
        self.person.hide()
        self.grade, self.team, self.discount, self.support = (
            line(self, 64),
            line(self, 128),
            line(self, 64),
            line(self, 64),
        )
        self.care, self.gifts = line(self, 24), line(self, 24)
        self.add_row(
            ("manager_grade", self.tr("Grade of the manager"), self.grade, 2), ("team", self.tr("Team"), self.team, 3),
            ("support_level", self.tr("Technical support"), self.support, 2),
        )  # fmt: skip
        self.add_row(
            ("care_budget_minor", self.tr("Care budget, a client and year"), self.care, 2),
            ("gift_budget_minor", self.tr("of which gifts"), self.gifts, 2),
            ("discount_band", self.tr("Discount band"), self.discount, 2),
        )

    def open(self, client_id: str, row_id: str = "", contact_id: str = "") -> None:
        super().open(client_id, row_id, contact_id)
        self.remove_button.hide()

    def title(self) -> str:
        return self.tr("A client of tier {tier}").format(tier=self.row_id)

    def empty(self) -> Values:
        return dict.fromkeys(("manager_grade", "team", "support_level", "care", "gifts", "discount_band"), "")

    def values(self) -> Values:
        return {
            "manager_grade": self.grade.text(), "team": self.team.text(), "support_level": self.support.text(),
            "care": self.care.text(), "gifts": self.gifts.text(), "discount_band": self.discount.text(),
        }  # fmt: skip

    def fill(self, values: Mapping[str, Any]) -> None:
        for editor, name in (
            (self.grade, "manager_grade"), (self.team, "team"), (self.support, "support_level"), (self.care, "care"),
            (self.gifts, "gifts"), (self.discount, "discount_band"),
        ):  # fmt: skip
            editor.setText(values[name])

    def writing(self) -> Work:
        draft = ResourceDraft(
            Tier(self.row_id), self.grade.text(), self.team.text(), amount_of(self.care, "care_budget_minor") or 0,
            amount_of(self.gifts, "gift_budget_minor") or 0, self.discount.text(), self.support.text(),
        )  # fmt: skip
        return lambda session: tier_resources.put(session, draft)

    def stored(self, session: Any) -> Values:
        row = next(each for each in tier_resources.listed(session) if each.tier == self.row_id)
        return {
            "manager_grade": row.manager_grade, "team": row.team, "support_level": row.support_level,
            "care": amount_text(row.care_budget_minor or None), "gifts": amount_text(row.gift_budget_minor or None),
            "discount_band": row.discount_band, "revision": 0,
        }  # fmt: skip

    def said(self, **_which: bool) -> str:
        return self.tr("The resources of tier {tier} are saved").format(tier=self.row_id)
