"""Holding a person's assessment, and releasing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import cluster
from juminzei.apps.assessment.models import (
    AssessmentHold,
    AssessmentRun,
    HoldAct,
    RunState,
    TaxableList,
    TaxablePerson,
)
from juminzei.apps.assessment.selectors.holds import hold_of
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

HOLD, RELEASE_FIXED = "assess.hold", "assess.fix"


class HoldRefusedError(Exception):
    """Nothing was held or released; the text says why, and what to do."""


@transaction.atomic
def hold_assessment(
    *, number: int, tax_year: int, reason: str, actor: StaffMember, at: datetime
) -> AssessmentHold:
    """Hold somebody's tax of a year: it is not fixed with the others and no notice is printed.

    Args:
        number: The person's addressee number, who is on the year's list.
        tax_year: 年度; not fixed yet.
        reason: What has to be found out first.
        actor: Who holds it; needs ``assess.hold``.
        at: When.

    Raises:
        HoldRefusedError: The person is not taxed here, is held already, or the year is fixed.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, HOLD, on=at.date())
    _lock(tax_year)
    if _fixed(tax_year):
        raise HoldRefusedError("この年度の当初賦課は確定済みのため、課税を保留できません。")
    numbers = cluster(number)
    listed = TaxablePerson.objects.filter(
        list__tax_year=tax_year, addressee__in=numbers, included=True
    ).first()
    if listed is None:
        raise HoldRefusedError("課税対象者名簿に載っていない人です。宛名番号を確かめてください。")
    if hold_of(numbers, tax_year) is not None:
        raise HoldRefusedError("この人の課税は、すでに保留されています。")
    return _append((listed.addressee_id, tax_year), HoldAct.HELD, reason, actor, at)


@transaction.atomic
def release_assessment(
    *, number: int, tax_year: int, reason: str, actor: StaffMember, at: datetime
) -> AssessmentHold:
    """Release somebody's tax again; once the year is fixed, this is what decides on it.

    Args:
        number: The person's addressee number.
        tax_year: 年度.
        reason: What was found out.
        actor: Who releases it; needs ``assess.hold``, of a fixed year ``assess.fix`` too.
        at: When.

    Raises:
        HoldRefusedError: The person is not held.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, HOLD, on=at.date())
    _lock(tax_year)
    if _fixed(tax_year):
        require(actor, RELEASE_FIXED, on=at.date())
    found = hold_of(cluster(number), tax_year)
    if found is None:
        raise HoldRefusedError("この人の課税は、保留されていません。一覧を読み直してください。")
    return _append((found.addressee_id, tax_year), HoldAct.RELEASED, reason, actor, at)


def _lock(tax_year: int) -> None:
    """Let nobody fix the year or hold anybody in it meanwhile: its list's row is the lock."""
    TaxableList.objects.select_for_update().filter(tax_year=tax_year).first()


def _fixed(tax_year: int) -> bool:
    return AssessmentRun.objects.filter(tax_year=tax_year, state=RunState.FIXED).exists()


def _append(
    who: tuple[int, int], act: HoldAct, reason: str, actor: StaffMember, at: datetime
) -> AssessmentHold:
    if not reason.strip():
        raise HoldRefusedError("理由を入力してください。")
    addressee, tax_year = who
    hold = AssessmentHold.objects.create(
        tax_year=tax_year,
        addressee_id=addressee,
        act=act,
        reason=blank_numbers_in_words(reason.strip()),
        decided_by=actor,
        decided_at=at,
    )
    audit.record(
        action=f"assessment.hold.{act.value}",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{addressee:010d}",
        details={"tax_year": tax_year},
    )
    return hold
