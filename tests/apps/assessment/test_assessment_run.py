"""An initial assessment: everybody on the list once, the same whatever interrupts it."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from juminzei.apps.assessment.models import (
    AssessmentRun,
    AssessmentVersion,
    Instalment,
    RunState,
    TaxDocument,
    WageFigures,
)
from juminzei.apps.assessment.services import ledger_digest, ledger_rows, start_run
from juminzei.apps.assessment.services.calculate_run import (
    NotCalculatedError,
    calculate_run,
    finish_run,
    trial,
)
from juminzei.apps.assessment.services.consolidation import consolidate
from juminzei.apps.assessment.services.start_run import AlreadyFixedError, NotFrozenError
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.jobs.models import Chunk, Job
from juminzei.platform.jobs.services import ChunkFailedError, request_stop
from juminzei.platform.staff.services import NotPermittedError, batch_member
from support.document_rows import person_on_the_list, wage
from support.moments import START, Ticking
from support.small_city import TOTAL, City, calculated, small_city
from support.staff_members import clerk

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def city() -> City:
    return small_city()


@pytest.fixture
def tiny_blocks(monkeypatch: pytest.MonkeyPatch) -> int:
    """Blocks of two people, so that six make three chunks."""
    monkeypatch.setattr(ledger_digest, "BLOCK", 2)
    monkeypatch.setattr(start_run, "BLOCK", 2)
    return 2


def version_of(addressee: int) -> AssessmentVersion:
    return AssessmentVersion.objects.exclude(run__state="abandoned").get(addressee_id=addressee)


def test_a_run_comes_to_the_sums_worked_by_hand(city: City) -> None:
    run = calculated(clerk())

    assert run.state == RunState.CALCULATED
    totals = run.totals
    assert (totals["people"], totals["assessed"], totals["taxed"]) == (6, 6, 5)
    assert totals["total"] == TOTAL
    # Income levies 141,300 + 44,700 + 159,900 + 93,900; per head 3,000 five times.
    assert totals["municipal"] == 439_800 + 15_000
    # 94,200 + 29,800 + 106,600 + 62,600; 1,000 five times, and the forest tax four times.
    assert (totals["prefectural"], totals["forest"]) == (293_200 + 5_000, 4_000)
    assert totals["by_method"] == {
        "none": 1,
        "special": 1,
        "pension": 1,
        "ordinary": 2,
        "mixed": 1,
    }
    assert totals["special_amount"] + totals["pension_amount"] + totals["ordinary_amount"] == TOTAL
    assert city.nobody


@pytest.mark.parametrize(
    ("who", "tax", "method", "reason"),
    [
        ("employee", 240_500, "special", "employer"),
        ("pensioner", 79_500, "pension", "pension_first"),
        ("nobody", 0, "none", "no_document"),
        ("landlord", 4_000, "ordinary", "property_only"),
        ("both", 271_500, "mixed", "employer+pension_first"),
        ("leaver", 161_500, "ordinary", "left"),
    ],
)
def test_each_person_has_one_version_with_the_tax_worked_by_hand(
    city: City, who: str, tax: int, method: str, reason: str
) -> None:
    calculated(clerk())

    found = version_of(getattr(city, who))
    assert (found.total, found.method, found.method_reason) == (tax, method, reason)
    assert sum(instalment.amount for instalment in found.instalments.all()) == tax


def test_the_tax_of_an_employed_pensioner_is_divided_by_income(city: City) -> None:
    calculated(clerk())

    found = version_of(city.both)
    # On the pension 107,500: billed 53,800 in June and August, withheld 53,700 from October.
    assert (found.special_amount, found.pension_amount, found.ordinary_amount) == (
        271_500 - 107_500,
        53_700,
        53_800,
    )


def test_the_ledger_names_the_employer_who_withholds(city: City) -> None:
    calculated(clerk())

    assert version_of(city.employee).special_document == TaxDocument.objects.get(
        addressee=city.employee
    )
    for other in (city.pensioner, city.leaver, city.nobody):
        assert version_of(other).special_document is None


def test_the_ledger_keeps_what_the_tax_was_calculated_from(city: City) -> None:
    calculated(clerk())
    numbers = np.array(sorted(vars_of(city)))
    columns = consolidate(2026, numbers).columns
    kept = [version_of(number).inputs for number in numbers.tolist()]
    assert kept == [columns.to_sparse(row) for row in range(len(numbers))]
    assert TaxpayerColumns.from_sparse(kept).revenue_employment.tolist() == [
        5_000_000,
        0,
        0,
        0,
        3_000_000,
        3_000_000,
    ]


def vars_of(city: City) -> list[int]:
    return [getattr(city, name) for name in City.__slots__]


def test_somebody_without_documents_is_assessed_to_nothing_and_marked(city: City) -> None:
    calculated(clerk())

    found = version_of(city.nobody)
    assert (found.total, found.document_count, found.exempt) == (0, 0, "per_capita_threshold")
    assert not found.instalments.exists()


@pytest.mark.usefixtures("city")
def test_somebody_left_out_of_the_list_is_not_assessed() -> None:
    moved = person_on_the_list(7, included=False, reason="moved_out_earlier")
    wage(moved, 4_000_000)
    run = calculated(clerk())

    assert (run.job.total, run.totals["people"]) == (6, 6)
    assert not AssessmentVersion.objects.filter(addressee=moved).exists()


def test_a_trial_writes_nothing_and_gives_the_same_result(city: City) -> None:
    totals, digest = trial(2026)
    assert not AssessmentRun.objects.exists()
    assert not Job.objects.exists()
    assert not AssessmentVersion.objects.exists()
    assert not OutgoingRecord.objects.exists()

    run = calculated(clerk())
    assert (run.totals, run.result_digest) == (totals, digest)
    assert city.employee


@pytest.mark.usefixtures("city")
def test_the_result_does_not_depend_on_the_chunks(tiny_blocks: int) -> None:
    digests = {}
    for chunk in (tiny_blocks, 2 * tiny_blocks, 4 * tiny_blocks):
        run = calculated(batch_member(START), chunk=chunk)
        digests[run.job.chunks.count()] = (run.result_digest, run.totals)

    assert sorted(digests) == [1, 2, 3]
    assert digests[1] == digests[2] == digests[3]


def test_chunks_are_whole_blocks() -> None:
    with pytest.raises(ValueError, match="whole blocks"):
        start_run.plan(2026, chunk=1000)


def test_one_yen_more_in_one_document_is_another_result(city: City) -> None:
    _, before = trial(2026)
    WageFigures.objects.filter(document__addressee=city.leaver).update(revenue=3_000_001)

    assert trial(2026)[1] != before


def test_a_document_more_is_another_result(city: City) -> None:
    _, before = trial(2026)
    wage(city.nobody, 1)

    assert trial(2026)[1] != before


@pytest.mark.usefixtures("city")
def test_an_interrupted_run_goes_on_and_ends_with_the_same_result(tiny_blocks: int) -> None:
    _, expected = trial(2026)
    member = clerk()
    run = start_run.start_run(tax_year=2026, actor=member, at=START, chunk=tiny_blocks)
    calculate_run(run, clock=Ticking(), on_chunk=lambda _: request_stop(run.job))
    assert AssessmentVersion.objects.count() == 2

    with pytest.raises(NotCalculatedError, match="続きから"):
        finish_run(run, at=START)

    again = start_run.start_run(tax_year=2026, actor=member, at=START + timedelta(hours=1))
    assert again == run
    calculate_run(again, clock=Ticking())
    finish_run(again, at=START)
    again.refresh_from_db()
    assert (again.state, again.result_digest) == (RunState.CALCULATED, expected)
    assert AssessmentVersion.objects.count() == 6
    assert set(AssessmentVersion.objects.values_list("recorded_at", flat=True)) == {START}


@pytest.mark.usefixtures("city")
def test_a_command_that_died_before_the_totals_only_adds_them(tiny_blocks: int) -> None:
    member = clerk()
    run = start_run.start_run(tax_year=2026, actor=member, at=START, chunk=tiny_blocks)
    calculate_run(run, clock=Ticking())

    again = calculated(member)

    assert again == run
    assert again.totals["people"] == 6
    assert AssessmentVersion.objects.count() == 6


@pytest.mark.usefixtures("city")
def test_a_recalculation_abandons_the_run_before_and_keeps_its_rows() -> None:
    member = clerk()
    first = calculated(member)
    second = calculated(member)

    first.refresh_from_db()
    assert (first.state, second.state) == (RunState.ABANDONED, RunState.CALCULATED)
    assert first.result_digest == second.result_digest
    assert AssessmentVersion.objects.filter(run=first).count() == 6
    assert AssessmentVersion.objects.filter(run=second).count() == 6
    assert start_run.current_run(2026) == second


@pytest.mark.usefixtures("city")
def test_a_run_begun_under_another_law_is_not_gone_on_with(tiny_blocks: int) -> None:
    member = clerk()
    old = start_run.start_run(tax_year=2026, actor=member, at=START, chunk=tiny_blocks)
    AssessmentRun.objects.update(law_digest="0" * 64)

    new = start_run.start_run(tax_year=2026, actor=member, at=START)

    old.refresh_from_db()
    assert (old.state, new.state) == (RunState.ABANDONED, RunState.CALCULATING)
    assert new.law_digest == start_run.law_of(2026).digest


def test_without_a_frozen_list_the_command_to_freeze_it_is_named() -> None:
    with pytest.raises(NotFrozenError, match="juminzei taxable freeze --tax-year 2026"):
        start_run.start_run(tax_year=2026, actor=clerk(), at=START)


@pytest.mark.usefixtures("city")
def test_only_who_may_run_it_runs_it() -> None:
    with pytest.raises(NotPermittedError):
        start_run.start_run(tax_year=2026, actor=clerk("auditor"), at=START)

    assert not AssessmentRun.objects.exists()


@pytest.mark.usefixtures("city")
def test_a_fixed_year_is_not_run_again() -> None:
    member = clerk()
    run = calculated(member)
    AssessmentRun.objects.update(state=RunState.FIXED, fixed_at=START)

    with pytest.raises(AlreadyFixedError, match=r"確定 2026-04-20.*更正"):
        start_run.start_run(tax_year=2026, actor=member, at=START)
    assert AssessmentVersion.objects.filter(run=run).count() == 6


@pytest.mark.usefixtures("city")
def test_finishing_twice_changes_nothing() -> None:
    run = calculated(clerk())
    finish_run(run, at=START + timedelta(days=1))

    assert OutgoingRecord.objects.filter(action="assessment.run.calculated").count() == 1


@pytest.mark.usefixtures("city")
def test_beginning_abandoning_and_calculating_are_recorded() -> None:
    member = clerk()
    calculated(member)
    calculated(member)

    recorded = list(OutgoingRecord.objects.order_by("pk").values_list("action", flat=True))
    started, ended = "assessment.run.started", "assessment.run.calculated"
    assert recorded == [started, ended, "assessment.run.abandoned", started, ended]


@pytest.mark.usefixtures("city")
def test_a_chunk_that_fails_leaves_none_of_its_rows(
    tiny_blocks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start_run.start_run(tax_year=2026, actor=clerk(), at=START, chunk=tiny_blocks)

    def broken(*_: object) -> int:
        raise ValueError("期割を書けません")

    monkeypatch.setattr(ledger_rows, "_write_instalments", broken)
    with pytest.raises(ChunkFailedError, match="期割を書けません"):
        calculate_run(run, clock=Ticking())

    assert not AssessmentVersion.objects.exists()
    assert not Instalment.objects.exists()
    assert not Chunk.objects.filter(done=True).exists()
