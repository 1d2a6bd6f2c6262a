"""Made-up documents, ledger rows and runs for the tests of pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from juminzei.apps.assessment.models import (
    AssessmentRun,
    AssessmentVersion,
    Instalment,
    MatchCandidate,
    MatchDecision,
    PensionFigures,
    RunState,
    TaxableList,
    TaxablePerson,
    TaxDocument,
    WageFigures,
)
from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.law import load
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.jobs.models import Chunk, Job, JobState
from support.page_rows import AT

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember

YEAR = 2026


def received(
    actor: StaffMember, name: str = "kyuho_001.csv", kind: str = "wage_report"
) -> ReceivedFile:
    """Return a file as it was received."""
    return ReceivedFile.objects.create(
        digest=f"{name:0>64}"[-64:],
        kind=kind,
        layout="144",
        name=name,
        size_bytes=1_000,
        received_at=AT,
        received_by=actor,
        counts={"received": 3, "accepted": 2, "quarantined": 1},
        complete=True,
    )


def wage_report(file: ReceivedFile, row: int, revenue: int, **columns: Any) -> TaxDocument:
    """Return a wage report of ``revenue`` yen."""
    document = _document(file, row, "wage_report", columns)
    WageFigures.objects.create(document=document, **_figures(WageFigures, revenue=revenue))
    return document


def pension_report(file: ReceivedFile, row: int, revenue: int, **columns: Any) -> TaxDocument:
    """Return a pension report of ``revenue`` yen."""
    document = _document(file, row, "pension_report", columns)
    PensionFigures.objects.create(document=document, **_figures(PensionFigures, revenue=revenue))
    return document


def candidate(
    document: TaxDocument, person: Addressee, score: int, **fields: str
) -> MatchCandidate:
    """Return ``person`` as a candidate of ``document``; what is not said agrees."""
    agreed = {"birth": "equal", "kana": "equal", "name": "equal", "address": "equal", **fields}
    comparison = {"fields": agreed, "sentence": "生年月日は一致、カナ氏名は一致。"}
    return MatchCandidate.objects.create(
        document=document, addressee=person, score=score, comparison=comparison
    )


def matched(document: TaxDocument, person: Addressee, actor: StaffMember, sentence: str) -> None:
    """Match ``document`` to ``person`` for the reason in ``sentence``."""
    MatchDecision.objects.create(
        document=document,
        outcome="number",
        addressee=person,
        reason={"stage": "number", "sentence": sentence},
        rules_version="2026.1",
        decided_by=actor,
        decided_at=AT,
    )
    TaxDocument.objects.filter(pk=document.pk).update(addressee=person, match_state="number")


def frozen_list(actor: StaffMember) -> TaxableList:
    """Return the frozen list of the year."""
    return TaxableList.objects.create(
        tax_year=YEAR,
        assessment_date=date(YEAR, 1, 1),
        frozen_at=AT,
        frozen_by=actor,
        register_sequence=12,
        digest="0" * 64,
    )


def listed(taxable: TaxableList, person: Addressee, reason: str = "resident") -> TaxablePerson:
    """Return ``person`` as considered for the list."""
    return TaxablePerson.objects.create(
        list=taxable,
        addressee=person,
        addressee_version=0,
        included=reason in {"resident", "lives_here", "property_only"},
        reason=reason,
        birth_on=person.birth_on,
        address=person.address,
    )


def run(actor: StaffMember, state: str = RunState.CALCULATED, *, done: int = 2) -> AssessmentRun:
    """Return a run over four people in two chunks, ``done`` of which are finished."""
    job = Job.objects.create(
        kind="assessment",
        key=f"assessment/{YEAR}/{AssessmentRun.objects.count() + 1}",
        state=JobState.DONE if done > 1 else JobState.RUNNING,
        total=4,
        started_at=AT,
    )
    for number in range(2):
        finished = number < done
        Chunk.objects.create(
            job=job,
            number=number,
            first=number,
            last=number,
            size=2,
            done=finished,
            finished_at=AT if finished else None,
        )
    return AssessmentRun.objects.create(
        tax_year=YEAR,
        state=state,
        job=job,
        law_digest=load(YEAR).digest,
        started_by=actor,
        started_at=AT,
        totals=TOTALS if state != RunState.CALCULATING else {},
    )


TOTALS = {
    "people": 4,
    "assessed": 4,
    "taxed": 3,
    "municipal": 330_000,
    "prefectural": 220_000,
    "forest": 3_000,
    "total": 553_000,
    "special_amount": 500_000,
    "pension_amount": 0,
    "ordinary_amount": 53_000,
    "instalments": 28,
    "by_method": {"none": 1, "special": 2, "ordinary": 1},
    "by_exempt": {"none": 3, "per_capita_threshold": 1},
    "exceptions": {"no_document": 1, "income_jump": 0},
}


def version(
    of: AssessmentRun,
    person: Addressee,
    *,
    number: int = 1,
    recorded_at: datetime = AT,
    document_count: int = 1,
    **inputs: int,
) -> AssessmentVersion:
    """Return the version of ``person`` calculated from ``inputs``, collected in four terms."""
    law = load(YEAR)
    row = assess(TaxpayerColumns.from_sparse([inputs]), law).row(0)
    columns = {
        name: row[name]
        for name in (
            "aggregate_income",
            "total_income_etc",
            "deduction_total",
            "tax_base",
            "municipal_income_levy",
            "prefectural_income_levy",
            "municipal_per_capita_levy",
            "prefectural_per_capita_levy",
            "forest_environment_tax",
            "total",
        )
    }
    made = AssessmentVersion.objects.create(
        run=of,
        addressee=person,
        tax_year=YEAR,
        version=number,
        true_from=date(YEAR, 1, 1),
        recorded_at=recorded_at,
        reason="initial",
        law_digest=law.digest,
        inputs=inputs,
        document_count=document_count,
        method="ordinary",
        method_reason="other_income",
        special_amount=0,
        pension_amount=0,
        ordinary_amount=row["total"],
        **columns,
    )
    _instalments(made)
    return made


def _instalments(version: AssessmentVersion) -> None:
    later = version.total // 4 // 1_000 * 1_000
    amounts = [version.total - 3 * later, later, later, later]
    days = [date(2026, 6, 30), date(2026, 8, 31), date(2026, 11, 2), date(2027, 2, 1)]
    for term, (amount, day) in enumerate(zip(amounts, days, strict=True), start=1):
        Instalment.objects.create(
            version=version,
            kind="ordinary",
            term=term,
            month=f"{day:%Y-%m}",
            amount=amount,
            due_on=day,
        )


def _document(file: ReceivedFile, row: int, kind: str, columns: dict[str, Any]) -> TaxDocument:
    key = f"{file.pk}-{row}"
    said = {"name": "山田 太郎", "kana": "ヤマダ タロウ", "birth_on": date(1980, 4, 1)}
    given: dict[str, Any] = {
        **said,
        "address": "加須市三俣二丁目1番地1",
        "match_state": "waiting",
        **columns,
    }
    return TaxDocument.objects.create(
        tax_year=YEAR,
        kind=kind,
        received_file=file,
        row_number=row,
        document_number=file.pk * 1_000 + row,
        channel="eltax",
        source="employer" if kind == "wage_report" else "pension_payer",
        submission="0",
        state=given.pop("state", "active"),
        content_key=key,
        slip_key=key,
        payer_name=given.pop("payer_name", "利根川運輸株式会社"),
        municipality="112101",
        **given,
    )


def _figures(model: type[WageFigures | PensionFigures], **given: object) -> dict[str, object]:
    """Return ``given`` and nothing for every other figure."""
    empty: dict[str, object] = {}
    for column in model._meta.fields:
        if column.name in given or column.primary_key or column.null or column.has_default():
            continue
        empty[column.name] = "" if column.get_internal_type() == "CharField" else 0
    return {**empty, **given}
