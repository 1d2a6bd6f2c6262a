"""Last year's fixed ledger, a person at a time."""

from __future__ import annotations

from datetime import date

from juminzei.apps.assessment.models import AssessmentRun, AssessmentVersion, RunState
from juminzei.platform.jobs.models import Job
from juminzei.platform.staff.services import batch_member
from support.moments import START


def last_years(addressee: int, **figures: object) -> AssessmentVersion:
    """Enter last year's fixed version of a person."""
    member = batch_member(START)
    job, _ = Job.objects.get_or_create(kind="assessment", key="assessment/2025/1")
    before, _ = AssessmentRun.objects.get_or_create(
        tax_year=2025,
        defaults={
            "state": RunState.FIXED,
            "job": job,
            "law_digest": "",
            "started_by": member,
            "started_at": START,
            "totals": dict.fromkeys(
                ("people", "taxed", "municipal", "prefectural", "forest", "total"), 7
            ),
        },
    )
    nothing = {
        field.name: 0
        for field in AssessmentVersion._meta.concrete_fields
        if field.get_internal_type() == "BigIntegerField"
    }
    values = {**nothing, "method": "none", "method_reason": "no_tax", "version": 1, **figures}
    return AssessmentVersion.objects.create(
        run=before,
        addressee_id=addressee,
        tax_year=2025,
        true_from=date(2025, 1, 1),
        recorded_at=START,
        reason="initial",
        law_digest="",
        inputs={},
        document_count=1,
        **values,
    )
