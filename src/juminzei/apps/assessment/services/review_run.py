"""Reviewing a calculated run: control totals, last year beside it, what needs a look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Sum

from juminzei.apps.assessment.models.document import (
    DocumentState,
    MatchState,
    TaxDocument,
)
from juminzei.apps.assessment.models.ledger import Instalment
from juminzei.apps.assessment.models.run import AssessmentRun, RunState
from juminzei.apps.assessment.models.taxable import TaxablePerson
from juminzei.apps.assessment.selectors.counting_versions import own_result
from juminzei.apps.assessment.selectors.quarantine import unresolved_rows
from juminzei.apps.assessment.services.ledger_check import ledger_digest
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

UNMATCHED = (MatchState.WAITING, MatchState.QUEUE, MatchState.HELD)
AMOUNTS = ("total", "special_amount", "pension_amount", "ordinary_amount")
COMPARED = ("people", "taxed", "municipal", "prefectural", "forest", "total")


class NotCalculatedYetError(Exception):
    """The run has not been calculated to its end, or no longer counts."""


class ControlTotalError(Exception):
    """The ledger does not come to what the calculation said; the run stays as it was."""


@transaction.atomic
def review_run(run: AssessmentRun, *, actor: StaffMember, at: datetime) -> AssessmentRun:
    """Check a calculated run and mark it as reviewed.

    Args:
        run: A run that is calculated; one reviewed before is reviewed again.
        actor: Who reviews.
        at: When.

    Returns:
        The run, whose ``totals["review"]`` holds the control totals, the comparison with
        last year (where there is one) and the exceptions by reason.

    Raises:
        NotCalculatedYetError: Nothing was changed.
        ControlTotalError: Nothing was changed; the text says which figure differs.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "assess.review", on=at.date())
    run = AssessmentRun.objects.select_for_update().get(pk=run.pk)
    if run.state not in {RunState.CALCULATED, RunState.REVIEWED}:
        raise NotCalculatedYetError(
            f"{run.tax_year} 年度の当初賦課は「{run.get_state_display()}」のため確認できません。"
            f"juminzei assess --tax-year {run.tax_year} で計算を終えてください。"
        )
    review: dict[str, Any] = {
        "control": control_totals(run),
        "last_year": last_year(run),
        "exceptions": exceptions(run),
    }
    run.totals = {**run.totals, "review": review}
    run.state, run.reviewed_by, run.reviewed_at = RunState.REVIEWED, actor, at
    run.save(update_fields=["totals", "state", "reviewed_by", "reviewed_at"])
    audit.record(
        action="assessment.run.reviewed",
        actor=actor,
        at=at,
        subject_kind="assessment_run",
        subject_id=str(run.pk),
        details={"result_digest": run.result_digest, "exceptions": review["exceptions"]},
    )
    return run


def control_totals(run: AssessmentRun) -> dict[str, int]:
    """Return the ledger's own sums after comparing them with those of the calculation.

    Sums could agree by chance, so the digest of all rows is made again from the ledger.

    Raises:
        ControlTotalError: A figure differs.
    """
    listed = TaxablePerson.objects.filter(list__tax_year=run.tax_year, included=True).count()
    written = own_result(run).aggregate(
        people=Count("pk"), **{name: Sum(name, default=0) for name in AMOUNTS}
    )
    due = Instalment.objects.filter(version__in=own_result(run).values("pk")).aggregate(
        instalments=Count("pk"), due=Sum("amount", default=0)
    )
    _same("対象者数（名簿）", listed, run.totals["people"])
    for name in ("people", *AMOUNTS):
        _same(name, written[name], run.totals[name])
    _same("期割の件数", due["instalments"], run.totals["instalments"])
    # A provisional amount above the year's is paid back: then more falls due than the tax.
    refund = due["due"] - written["total"]
    if refund < 0:
        _same("期割の合計", due["due"], written["total"])
    if ledger_digest(run) != run.result_digest:
        raise ControlTotalError(
            "台帳の内容が計算結果と一致しません（件数と合計は一致、照合値は不一致）。"
            "確定せず、再計算してください。再び合わないときはシステム管理者に連絡してください。"
        )
    return {**written, **due, "pension_refund": refund}


def last_year(run: AssessmentRun) -> dict[str, dict[str, int]]:
    """Return this year's and last year's figures side by side; empty without a last year."""
    before = AssessmentRun.objects.filter(tax_year=run.tax_year - 1, state=RunState.FIXED).first()
    if before is None:
        return {}
    return {
        name: {
            "this": run.totals[name],
            "last": before.totals[name],
            "difference": run.totals[name] - before.totals[name],
        }
        for name in COMPARED
    }


def exceptions(run: AssessmentRun) -> dict[str, int]:
    """Return how much needs a look, by reason (:data:`.run_totals.EXCEPTIONS`)."""
    active = TaxDocument.objects.filter(tax_year=run.tax_year, state=DocumentState.ACTIVE)
    return {
        **run.totals["exceptions"],
        "documents_unmatched": active.filter(match_state__in=UNMATCHED).count(),
        "rows_quarantined": unresolved_rows(run.tax_year).count(),
    }


def _same(figure: str, ledger: int, calculated: int) -> None:
    if ledger != calculated:
        raise ControlTotalError(
            f"合計が合いません（{figure}: 台帳 {ledger:,}、計算 {calculated:,}）。"
            "確定せず、再計算してください。再び合わないときはシステム管理者に連絡してください。"
        )
