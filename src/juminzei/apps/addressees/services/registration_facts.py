"""What somebody proposes to be written of an addressee, and whether it can be so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from juminzei.apps.addressees.models import (
    BODIES,
    NUMBERED_HERE,
    Addressee,
    AddresseeKind,
)
from juminzei.apps.addressees.selectors.likeness import Sought
from juminzei.base.numbers import corporate_number

if TYPE_CHECKING:
    from datetime import date

FEWEST_MEMBERS = 2


class RegistrationRefusedError(Exception):
    """What is proposed or decided cannot be; nothing was done."""


@dataclass(frozen=True, slots=True)
class Member:
    """One who holds a thing with others; the share is an exact fraction, or not known."""

    number: int
    share: Fraction | None = None
    represents: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the member in whole numbers."""
        share = self.share
        return {
            "number": self.number,
            "share": None if share is None else [share.numerator, share.denominator],
            "represents": self.represents,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Member:
        """Read what :meth:`as_json` returned."""
        share = stored["share"]
        return cls(stored["number"], Fraction(*share) if share else None, stored["represents"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An addressee as it is to be written, under the names of the columns."""

    kind: str
    name: str
    kana: str
    alias_name: str = ""
    former_surname: str = ""
    latin_name: str = ""
    birth_on: date | None = None
    birth_text: str = ""
    sex: str = ""
    municipality: str = ""
    postcode: str = ""
    address: str
    true_from: date
    true_from_text: str = ""
    reported_on: date | None = None
    corporate_number: str = ""
    representative: str = ""
    collector_number: str = ""
    head_office_id: int | None = None
    members: tuple[Member, ...] = ()

    def columns(self) -> dict[str, Any]:
        """Return what is written, by column; members in whole numbers."""
        written = {name: value for name, value in asdict(self).items() if name != "members"}
        return {**written, "members": [member.as_json() for member in self.members]}

    def sought(self) -> Sought:
        """Return by what others who are alike are looked for."""
        return Sought(
            kind=self.kind,
            name=self.name,
            kana=self.kana,
            birth_on=self.birth_on,
            address=self.address,
            corporate_number=self.corporate_number,
        )


def refuse_impossible(facts: Facts) -> None:
    """Refuse what cannot be written of anybody.

    Raises:
        RegistrationRefusedError: A register numbers people of this kind, a number is wrong,
            or a share.
    """
    if facts.kind not in NUMBERED_HERE:
        raise RegistrationRefusedError("住民は、住民記録から登録・修正されます。")
    if not (facts.name.strip() and facts.address.strip()):
        raise RegistrationRefusedError("氏名（名称）と住所（所在地）を入れてください。")
    if facts.kind in BODIES and (facts.birth_on or facts.sex):
        raise RegistrationRefusedError("法人・共有には、生年月日と性別がありません。")
    if facts.corporate_number and not corporate_number.is_valid(facts.corporate_number):
        raise RegistrationRefusedError("法人番号の検査数字が合いません。書類を確かめてください。")
    _refuse_head_office(facts.head_office_id)
    if facts.kind == AddresseeKind.JOINT:
        _refuse_members(facts.members)


def _refuse_head_office(number: int | None) -> None:
    if number is None:
        return
    corporation = Addressee.objects.filter(pk=number, kind=AddresseeKind.CORPORATION)
    if not corporation.exists():
        raise RegistrationRefusedError("本店の宛名番号の法人がありません。番号を確かめてください。")


def _refuse_members(members: tuple[Member, ...]) -> None:
    """Refuse too few, the same twice, nobody, a joint addressee, shares that do not add up.

    Raises:
        RegistrationRefusedError: It is so.
    """
    numbers = {member.number for member in members}
    if len(numbers) < FEWEST_MEMBERS or len(numbers) < len(members):
        raise RegistrationRefusedError("共有者は、別々の2人以上を入れてください。")
    known = Addressee.objects.filter(pk__in=numbers).exclude(kind=AddresseeKind.JOINT)
    missing = numbers - set(known.values_list("pk", flat=True))
    if missing:
        told = "、".join(f"{number:010d}" for number in sorted(missing))
        raise RegistrationRefusedError(f"共有者にできる宛名がありません（{told}）。")
    shares = [member.share for member in members if member.share is not None]
    total = sum(shares, Fraction())
    whole = len(shares) == len(members)
    if any(not 0 < share <= 1 for share in shares) or total > 1 or (whole and total != 1):
        raise RegistrationRefusedError(
            f"持分の合計が1になりません（{total}）。登記を見て入れ直してください。"
        )
