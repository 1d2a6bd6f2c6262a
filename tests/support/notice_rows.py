"""Made-up runs whose notices are printed: people who pay by slip and people with employers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import AssessmentRun, AssessmentVersion, Instalment, RunState
from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.instalments import due_dates
from juminzei.kernel.law import load
from juminzei.platform.jobs.models import Job
from support.page_rows import AT
from support.tax_rows import YEAR, listed, received, wage_report

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.apps.assessment.models import TaxableList
    from juminzei.platform.staff.models import StaffMember

SALARY = 5_000_000
SAME = (
    *("aggregate_income", "total_income_etc", "deduction_total", "tax_base"),
    *("municipal_income_levy", "prefectural_income_levy", "forest_environment_tax", "total"),
    *("municipal_per_capita_levy", "prefectural_per_capita_levy"),
)
"""Columns that the ledger has under the kernel's names."""


def assessed_last_year(actor: StaffMember, person: Addressee, *, total: int) -> None:
    """Let last year's fixed run have asked ``total`` yen of ``person``, all of it city levy."""
    job = Job.objects.create(kind="assessment", key=f"assessment/{YEAR - 1}/1")
    last = AssessmentRun.objects.create(
        tax_year=YEAR - 1,
        state=RunState.FIXED,
        job=job,
        law_digest="",
        started_by=actor,
        started_at=AT,
    )
    nothing = dict.fromkeys((*SAME, "special_amount", "pension_amount"), 0)
    AssessmentVersion.objects.create(
        **{
            **nothing,
            "run": last,
            "addressee": person,
            "tax_year": YEAR - 1,
            "version": 1,
            "true_from": date(YEAR - 1, 1, 1),
            "recorded_at": AT,
            "inputs": {},
            "document_count": 1,
            "method": "ordinary",
            "municipal_income_levy": total,
            "total": total,
            "ordinary_amount": total,
        }
    )


def withheld(
    of: AssessmentRun,
    person: Addressee,
    taxable: TaxableList,
    *,
    collector: str = "0012345",
    payer: str = "株式会社見本製作所",
    reference: str = "A-1",
) -> AssessmentVersion:
    """Return the version of ``person`` with the worked salary, withheld by an employer."""
    listed(taxable, person)
    law = load(YEAR)
    inputs = {"age": 44, "revenue_employment": SALARY, "social_insurance": 750_000}
    row = assess(TaxpayerColumns.from_sparse([inputs]), law).row(0)
    document = wage_report(
        received(of.started_by, f"kyuho_{person.number}.csv"),
        1,
        SALARY,
        collector_number=collector,
        payer_number="7000012050002",
        payer_name=payer,
        payer_address="埼玉県加須市見本町100番地",
        recipient_reference=reference,
        addressee=person,
    )
    version = AssessmentVersion.objects.create(
        run=of,
        addressee=person,
        tax_year=YEAR,
        version=1,
        true_from=date(YEAR, 1, 1),
        recorded_at=of.started_at,
        reason="当初",
        law_digest=law.digest,
        inputs=inputs,
        document_count=1,
        method="special",
        method_reason="employer",
        special_amount=row["total"],
        pension_amount=0,
        ordinary_amount=0,
        special_document=document,
        **{name: row[name] for name in SAME},
    )
    later = row["total"] // 12 // 100 * 100
    for due in due_dates(YEAR, "special", law):
        amount = row["total"] - 11 * later if due.term == 1 else later
        Instalment.objects.create(version=version, amount=amount, **due._asdict())
    return version
