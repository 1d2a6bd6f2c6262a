"""A clerk's word on a notification of an employer: whose it is, or that it goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.addressees.api import person_keys
from juminzei.apps.receiving.models import ApplicationDecision, ApplicationOutcome, Employer
from juminzei.apps.receiving.selectors.applications import open_applications
from juminzei.apps.receiving.selectors.employers import present
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.receiving.models import EmployerApplication
    from juminzei.platform.staff.models import StaffMember

IMPORT = "documents.import"


@transaction.atomic
def decide_application(
    application_id: int,
    *,
    outcome: ApplicationOutcome,
    employer_id: int | None = None,
    addressee: int | None = None,
    reason: str = "",
    actor: StaffMember,
    at: datetime,
) -> ApplicationDecision:
    """Accept a notification for an employer (and employee), or return it for a reason.

    An accepted one stands by for the special collection (特別徴収), which changes nothing yet.

    Args:
        application_id: What waits.
        outcome: Accepted or returned.
        employer_id: From whom it is; needed to accept it.
        addressee: Whom it is about; needed to accept one about an employee.
        reason: Why it is returned.
        actor: Who decides; needs ``documents.import``.
        at: When.

    Raises:
        ReceivingRefusedError: Nothing waits under that number, or what is needed is not
            given or not there.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, IMPORT, on=at.date())
    entry = open_applications().filter(pk=application_id).first()
    if entry is None:
        raise ReceivingRefusedError("判断を待っている届出ではありません。読み直してください。")
    returned = outcome == ApplicationOutcome.RETURNED
    if returned and not reason.strip():
        raise ReceivingRefusedError("差し戻す理由を入れてください。提出者に伝えます。")
    employer = None if returned else _employer(employer_id)
    person = None if returned else _person(entry, addressee)
    try:
        with transaction.atomic():
            decision = ApplicationDecision.objects.create(
                entry=entry,
                outcome=outcome,
                employer=employer,
                addressee_id=person,
                reason=reason.strip(),
                decided_by=actor,
                decided_at=at,
            )
    except IntegrityError:
        raise ReceivingRefusedError("ほかの人が判断しました。一覧を読み直してください。") from None
    audit.record(
        action=f"receiving.application.{outcome}",
        actor=actor,
        at=at,
        subject_kind="addressee" if person else "employer_application",
        subject_id=f"{person:010d}" if person else str(entry.pk),
        details={"application": entry.pk, "employer": employer.pk if employer else None},
    )
    return decision


def _employer(employer_id: int | None) -> Employer:
    found = Employer.objects.filter(pk=employer_id).first() if employer_id else None
    if found is None:
        raise ReceivingRefusedError(
            "どの事業所の届出かを、登録済みの事業所番号で入れてください。"
            "登録がないときは、先に事業所を登録してください。"
        )
    return present(found)


def _person(entry: EmployerApplication, addressee: int | None) -> int | None:
    if not entry.person_name:
        return None
    if not addressee or addressee not in person_keys([addressee]):
        raise ReceivingRefusedError("誰についての届出かを、登録のある宛名番号で入れてください。")
    return addressee
