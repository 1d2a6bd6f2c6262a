"""What people tell their employer for the year-end adjustment: insurance, loans, and so on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.synthetic.dice import TEN_THOUSAND
from juminzei.synthetic.earning.jobs import Work
from juminzei.synthetic.earning.year_end import life_deduction
from juminzei.synthetic.tables import table

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.earning.jobs import Job

EARTHQUAKE_LIMIT = 50_000
OLD_INSURANCE_SHARE = 2500
LOAN_AGES = range(30, 60)
LOAN_YEARS = range(2014, 2025)
CERTIFIED_SHARE = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """Premiums and loans of one person in the year; amounts in yen."""

    life_general_new: int = 0
    life_general_old: int = 0
    life_nursing: int = 0
    life_pension_new: int = 0
    earthquake: int = 0
    mutual_aid: int = 0
    loan_balance: int = 0
    moved_in_on: date | None = None
    loan_kind: str = ""

    @property
    def life_deduction(self) -> int:
        """生命保険料の控除額."""
        new = (self.life_nursing, self.life_pension_new)
        if self.life_general_old:
            # Old and new general premiums are one class; the old alone gives more here.
            return life_deduction(new=new, old=(self.life_general_old,))
        return life_deduction(new=(self.life_general_new, *new))

    @property
    def loan_credit(self) -> int:
        """住宅借入金等特別控除可能額: 1 % up to 2021, 0.7 % after, in whole hundreds."""
        if self.moved_in_on is None:
            return 0
        certified = self.loan_kind in {"02", "12"}
        if self.moved_in_on < date(2022, 1, 1):
            return min(self.loan_balance // 100, 500_000 if certified else 400_000) // 100 * 100
        limit = 350_000 if certified else 210_000
        return min(self.loan_balance * 7 // 1000, limit) // 100 * 100


NOTHING = Declaration()


class Declarations:
    """Everybody's declarations, drawn as columns."""

    def __init__(self, count: int, dice: Dice) -> None:
        """Draw for ``count`` people."""
        self._habits = table("work")["habits"]
        self._lots = {
            name: dice.below(TEN_THOUSAND, count, f"declares {name}").tolist()
            for name in ("life", "earthquake", "mutual aid", "loan", "old insurance", "certified")
        }
        self._premium = dice.below(120_000, count, "premium").tolist()
        self._other_premium = dice.below(60_000, count, "other premium").tolist()
        self._balance = dice.below(30_000_000, count, "loan balance").tolist()
        self._day = dice.below(365 * len(LOAN_YEARS), count, "moved in on").tolist()

    def of(self, at: int, job: Job) -> Declaration:
        """Return what person ``at`` declares to the employer of ``job``."""
        if job.work is not Work.REGULAR:
            return NOTHING
        life = self._has("life", at, "life_insurance")
        old = life and self._lots["old insurance"][at] < OLD_INSURANCE_SHARE
        premium, other = self._premium[at], self._other_premium[at]
        quake = self._has("earthquake", at, "earthquake_insurance")
        aid = self._has("mutual aid", at, "small_mutual_aid")
        loan = job.person.age in LOAN_AGES and self._has("loan", at, "housing_loan")
        moved_in = date.fromordinal(date(LOAN_YEARS[0], 1, 1).toordinal() + self._day[at])
        return Declaration(
            life_general_new=0 if old or not life else 6_000 + premium,
            life_general_old=20_000 + premium if old else 0,
            life_nursing=6_000 + other if life else 0,
            life_pension_new=other * 2 if life and other % 4 == 0 else 0,
            earthquake=min(9_000 + other, EARTHQUAKE_LIMIT) if quake else 0,
            mutual_aid=60_000 + other // 1000 * 3_000 if aid else 0,
            loan_balance=6_000_000 + self._balance[at] if loan else 0,
            moved_in_on=moved_in if loan else None,
            loan_kind=self._loan_kind(at, moved_in) if loan else "",
        )

    def _has(self, name: str, at: int, habit: str) -> bool:
        return bool(self._lots[name][at] < self._habits[habit])

    def _loan_kind(self, at: int, moved_in: date) -> str:
        """住宅借入金等特別控除区分: general or certified, bought at 8 or 10 % (特定取得)."""
        kind = "02" if self._lots["certified"][at] < CERTIFIED_SHARE else "01"
        # The purchase counts as 特定取得 for those who moved in until 2021, as a rule.
        return "1" + kind[1] if moved_in < date(2022, 1, 1) else kind
