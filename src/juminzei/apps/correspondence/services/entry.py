"""What is entered about a person's letters, and what such an entry must say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import postal
from juminzei.apps.correspondence.models import Kind
from juminzei.apps.correspondence.precedence import taxes
from juminzei.apps.correspondence.services.refusal import CorrespondenceRefusedError

if TYPE_CHECKING:
    from datetime import date

REPRESENTATIVES = frozenset(
    {Kind.HEIR_REPRESENTATIVE, Kind.ADULT_GUARDIAN, Kind.TAX_AGENT, Kind.JOINT_REPRESENTATIVE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry, as :class:`juminzei.apps.correspondence.models.Arrangement` keeps it."""

    kind: Kind
    tax: str
    valid_from: date
    reason: str
    evidence: str
    valid_until: date | None = None
    connected: int | None = None
    designated: bool = False
    share_numerator: int | None = None
    share_denominator: int | None = None
    postcode: str = ""
    country: str = ""
    address: str = ""
    building: str = ""
    care_of: str = ""
    cause: str = ""


def check(entry: Entry, addressee_number: int) -> None:
    """Refuse an entry that does not say what its kind needs.

    Raises:
        CorrespondenceRefusedError: What is wrong, where, and what to do.
    """
    if entry.tax not in taxes():
        raise CorrespondenceRefusedError("税目を一覧から選んでください。", field="tax")
    if not entry.reason.strip():
        raise CorrespondenceRefusedError("理由を入れてください。", field="reason")
    if not entry.evidence.strip():
        raise CorrespondenceRefusedError("根拠資料を入れてください。", field="evidence")
    if entry.valid_until is not None and entry.valid_until < entry.valid_from:
        raise CorrespondenceRefusedError("終了日が開始日より前です。", field="valid_until")
    if entry.kind in REPRESENTATIVES:
        _check_representative(entry, addressee_number)
    elif entry.kind == Kind.SENDING_ADDRESS and not entry.address.strip():
        raise CorrespondenceRefusedError("送付先の住所を入れてください。", field="address")
    elif entry.kind == Kind.SENDING_STOP and not entry.cause:
        raise CorrespondenceRefusedError("停止の事由を選んでください。", field="cause")
    if entry.country and entry.postcode:
        raise CorrespondenceRefusedError(
            "国外の送付先では、郵便番号を空にして、住所の中に書いてください。", field="postcode"
        )


def _check_representative(entry: Entry, addressee_number: int) -> None:
    if entry.connected == addressee_number:
        raise CorrespondenceRefusedError(
            "本人を代理人・代表者にはできません。ほかの人の宛名番号を入れてください。",
            field="connected",
        )
    if entry.connected is None or entry.connected not in postal([entry.connected]):
        raise CorrespondenceRefusedError(
            "その宛名番号の人はいません。受け取る人を先に宛名に登録してください。",
            field="connected",
        )
    if entry.designated and entry.kind != Kind.HEIR_REPRESENTATIVE:
        raise CorrespondenceRefusedError(
            "市が指定できるのは、相続人代表者だけです。", field="designated"
        )
    numerator, denominator = entry.share_numerator, entry.share_denominator
    if (numerator is None) != (denominator is None):
        raise CorrespondenceRefusedError(
            "持分は、分子と分母の両方を入れるか、両方を空にしてください。", field="share_numerator"
        )
    if numerator is not None and denominator is not None and not 0 < numerator <= denominator:
        raise CorrespondenceRefusedError(
            "持分の分子は、1から分母までで入れてください。", field="share_numerator"
        )
