"""Printing how one amount of a person's tax came about (計算の根拠の作成)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.addressees.api import identity
from juminzei.apps.assessment.models import RunState
from juminzei.apps.assessment.selectors.explanation_page import Explanation, explanation
from juminzei.apps.assessment.selectors.tax_breakdown import law_of
from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.notices.explanation.form import ExplanationForm
from juminzei.notices.explanation.page import explanation_pdf
from juminzei.notices.explanation.sums import incomes, levies
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.assessment.models import AssessmentVersion
    from juminzei.kernel.law import Law
    from juminzei.platform.staff.models import StaffMember

WHOLE = "total"


class NothingToExplainError(Exception):
    """There is no such amount, or no law of that year to explain it by."""


@transaction.atomic
def print_explanation(
    version: AssessmentVersion, name: str, *, actor: StaffMember, at: datetime
) -> bytes:
    """Return the explanation of the amount ``name`` as PDF, and record who printed it.

    The paper names the person and no address, so that it can be handed to whoever is
    protected too.

    Args:
        version: A ledger version.
        name: The kernel's name of the amount.
        actor: Who prints.
        at: When.

    Raises:
        NothingToExplainError: See there.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "explanation.print", on=at.date())
    ordinance = settings.CONFIGURATION.ordinance
    law = law_of(version.tax_year, ordinance)
    explained = explanation(version, name, ordinance=ordinance)
    if explained is None or law is None:
        raise NothingToExplainError(name)
    audit.record(
        action="assessment.explanation.printed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{version.addressee_id:010d}",
        details={"tax_year": version.tax_year, "version": version.version, "amount": name},
    )
    return explanation_pdf(_form(version, name, explained, law, at))


def _form(
    version: AssessmentVersion, name: str, explained: Explanation, law: Law, at: datetime
) -> ExplanationForm:
    assessment = assess(TaxpayerColumns.from_sparse([version.inputs]), law)
    agrees = int(assessment.total[0]) == version.total
    return ExplanationForm(
        tax_year=version.tax_year,
        city=law.city.name,
        incomes=incomes(assessment),
        levies=levies(assessment),
        steps=tuple(explained.steps),
        who=_who(version, at),
        notices=tuple(_notices(version, law, same_law=explained.same_law, agrees=agrees)),
        about="" if name == WHOLE else explained.label,
        issued_on=at.date(),
    )


def _who(version: AssessmentVersion, at: datetime) -> tuple[str, ...]:
    person = identity(version.addressee_id, on=at.date())
    number = f"宛名番号　{version.addressee_id:010d}"
    return (f"{person.name}　様", number) if person else (number,)


def _notices(version: AssessmentVersion, law: Law, *, same_law: bool, agrees: bool) -> list[str]:
    told = [law.warning] if law.warning else []
    if version.run.state != RunState.FIXED:
        told.append(f"{version.run.get_state_display()}の計算結果です。まだ確定していません。")
    if not same_law:
        told.append("決定したときと法令データの版が違います。")
    if not agrees:
        told.append("今の計算式では、台帳の税額と一致しません。台帳の税額が正しいものです。")
    return told
