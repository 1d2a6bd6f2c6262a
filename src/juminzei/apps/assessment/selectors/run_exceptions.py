"""Whom a clerk should look at before a run is fixed, by reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Abs, Greatest

from juminzei.apps.assessment.models import AssessmentVersion, Finding, RunState, TaxablePerson
from juminzei.apps.assessment.selectors.counting_versions import own_result

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.db.models import QuerySet

    from juminzei.apps.assessment.models import AssessmentRun

    Versions = QuerySet[AssessmentVersion]

ADULT, OLD = 18, 65
JUMP = 1_000_000
"""Yen: a change of income smaller than this is no jump, however many times it is."""


def exceptional(run: AssessmentRun, reason: str) -> Versions:
    """Return the versions of ``run`` that are exceptions for ``reason``, by addressee number.

    Args:
        run: A run that is calculated.
        reason: A key of :data:`REASONS`; its count is in the run's totals.

    Raises:
        KeyError: There is no such reason.
    """
    return REASONS[reason](own_result(run), run).order_by("addressee_id")


def _undocumented(versions: Versions) -> Versions:
    return versions.filter(document_count=0).exclude(inputs__has_key="property_only")


def _taxed_without_documents(versions: Versions, _run: AssessmentRun) -> Versions:
    return _undocumented(versions).filter(total__gt=0)


def _no_document(versions: Versions, _run: AssessmentRun) -> Versions:
    return _undocumented(versions).filter(inputs__age__gte=ADULT, inputs__age__lt=OLD)


def _birthday_unknown(versions: Versions, run: AssessmentRun) -> Versions:
    unknown = TaxablePerson.objects.filter(
        list__tax_year=run.tax_year, included=True, birth_on__isnull=True
    )
    return versions.filter(addressee__in=unknown.values("addressee"))


def _income_jump(versions: Versions, run: AssessmentRun) -> Versions:
    before = AssessmentVersion.objects.filter(
        tax_year=run.tax_year - 1, run__state=RunState.FIXED, addressee=OuterRef("addressee")
    )
    newest = Subquery(before.order_by("-version").values("aggregate_income")[:1])
    compared = versions.annotate(last_year=newest).filter(last_year__isnull=False)
    change = Abs(F("aggregate_income") - F("last_year"))
    larger = Greatest(F("aggregate_income"), F("last_year"))
    jumped = compared.annotate(change=change, larger=larger)
    return jumped.filter(Q(change__gte=JUMP) & Q(larger__lte=2 * F("change")))


def _finding(name: str) -> Callable[[Versions, AssessmentRun], Versions]:
    return lambda versions, _run: versions.filter(findings__has_key=name)


REASONS: Mapping[str, Callable[[Versions, AssessmentRun], Versions]] = {
    "taxed_without_documents": _taxed_without_documents,
    "no_document": _no_document,
    "birthday_unknown": _birthday_unknown,
    "income_jump": _income_jump,
    **{name: _finding(name) for name in Finding.values},
}
"""Reason → who; the same questions that the run's totals count."""
