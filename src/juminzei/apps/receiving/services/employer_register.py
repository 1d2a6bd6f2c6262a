"""Registering and changing employers; every state of what is known is kept as a version."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.receiving.models import Employer, EmployerVersion, VersionReason
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.base.japanese_text import name_key
from juminzei.base.numbers import corporate_number
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

EDIT = "employers.edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerEntry:
    """What is entered of an employer."""

    name: str
    address: str
    collector_number: str = ""
    corporate_number: str = ""
    kana: str = ""
    postcode: str = ""
    telephone: str = ""
    user_reference: str = ""
    """利用者ID of eLTAX."""


@transaction.atomic
def register_employer(entry: EmployerEntry, *, actor: StaffMember, at: datetime) -> Employer:
    """Register an employer.

    Raises:
        ReceivingRefusedError: A number is wrong, or is another employer's.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, EDIT, on=at.date())
    _refuse_wrong(entry)
    try:
        with transaction.atomic():
            employer = Employer.objects.create(**asdict(entry), name_key=name_key(entry.name))
    except IntegrityError:
        raise _taken() from None
    _version(employer, VersionReason.REGISTERED, actor, at)
    return employer


@transaction.atomic
def change_employer(
    employer_id: int, entry: EmployerEntry, *, seen: int, actor: StaffMember, at: datetime
) -> Employer:
    """Enter what is different of an employer now.

    Args:
        employer_id: Which employer.
        entry: All that is known of it now.
        seen: The version on which the change rests.
        actor: Who changes it.
        at: When.

    Raises:
        ReceivingRefusedError: A number is wrong or another's, nothing is different, or
            somebody changed it meanwhile.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, EDIT, on=at.date())
    _refuse_wrong(entry)
    employer = Employer.objects.select_for_update().get(pk=employer_id)
    if employer.version != seen:
        raise ReceivingRefusedError("ほかの人がこの事業所を変更しました。読み直してください。")
    changed = {
        key: value for key, value in asdict(entry).items() if getattr(employer, key) != value
    }
    if not changed:
        raise ReceivingRefusedError("変わったところがありません。")
    for key, value in changed.items():
        setattr(employer, key, value)
    employer.name_key = name_key(employer.name)
    return _saved(employer, VersionReason.CHANGED, actor, at)


@transaction.atomic
def merge_employer(employer_id: int, *, into: int, actor: StaffMember, at: datetime) -> Employer:
    """Say that an employer merged into another; its numbers lead there from now on.

    Raises:
        ReceivingRefusedError: It is the same, or one of the two has merged already.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, EDIT, on=at.date())
    locked = Employer.objects.select_for_update().order_by("pk")
    found = {one.pk: one for one in locked.filter(pk__in={employer_id, into})}
    if len(found) != 2:  # noqa: PLR2004 - the one and the other
        raise ReceivingRefusedError("合併する事業所と合併先が、二つの事業所ではありません。")
    if any(one.merged_into_id for one in found.values()):
        raise ReceivingRefusedError("合併済みの事業所です。合併先を選び直してください。")
    employer = found[employer_id]
    employer.merged_into = found[into]
    return _saved(employer, VersionReason.MERGED, actor, at)


def _saved(employer: Employer, reason: VersionReason, actor: StaffMember, at: datetime) -> Employer:
    employer.version += 1
    try:
        with transaction.atomic():
            employer.save()
    except IntegrityError:
        raise _taken() from None
    _version(employer, reason, actor, at)
    return employer


def _version(employer: Employer, reason: VersionReason, actor: StaffMember, at: datetime) -> None:
    kept = {
        one.name: getattr(employer, one.name) for one in EmployerEntry.__dataclass_fields__.values()
    }
    EmployerVersion.objects.create(
        employer=employer,
        version=employer.version,
        reason=reason,
        merged_into=employer.merged_into,
        recorded_by=actor,
        recorded_at=at,
        **kept,
    )
    audit.record(
        action=f"receiving.employer.{reason}",
        actor=actor,
        at=at,
        subject_kind="employer",
        subject_id=str(employer.pk),
        details={"version": employer.version},
    )


def _refuse_wrong(entry: EmployerEntry) -> None:
    if not (entry.name.strip() and entry.address.strip()):
        raise ReceivingRefusedError("名称と所在地を入れてください。")
    if entry.corporate_number and not corporate_number.is_valid(entry.corporate_number):
        raise ReceivingRefusedError(
            "法人番号（13桁、先頭は検査数字）ではありません。個人事業主では空けてください。"
        )
    if not (entry.collector_number.isascii() and (entry.collector_number or "0").isalnum()):
        raise ReceivingRefusedError("指定番号は半角の英数字で入れてください。")


def _taken() -> ReceivingRefusedError:
    return ReceivingRefusedError("この指定番号は、ほかの事業所のものです。番号を確かめてください。")
