"""One digest covers everything decided of everybody, and the ledger's rows prove it."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from django.db import connection

from juminzei.apps.assessment.models import AssessmentRun, AssessmentVersion, Instalment
from juminzei.apps.assessment.services import ledger_digest as digests
from juminzei.apps.assessment.services.collection_method import reason_bits, reason_codes
from juminzei.apps.assessment.services.ledger_check import ledger_digest
from juminzei.apps.assessment.services.ledger_instalments import slots
from juminzei.apps.assessment.services.review_run import ControlTotalError, review_run
from juminzei.kernel.law import load
from juminzei.platform.staff.services import batch_member
from support.emptying import triggers_aside
from support.moments import START
from support.small_city import calculated, small_city

database = pytest.mark.django_db(databases=["default", "audit"])
LAW = load(2026)
YEAR = slots(2026, LAW)


@pytest.fixture
def run() -> AssessmentRun:
    small_city()
    return calculated(batch_member(START))


def by_hand(statement: str) -> None:
    """Change the ledger as somebody with the database in their hands could."""
    with triggers_aside(connection), connection.cursor() as cursor:
        cursor.execute(statement)


@database
def test_the_rows_of_the_ledger_come_to_the_digest_of_the_calculation(run: AssessmentRun) -> None:
    assert ledger_digest(run) == run.result_digest


CHANGES = {
    "an amount": "UPDATE assessment_assessmentversion SET tax_base = tax_base + 1000"
    " WHERE method = 'special'",
    "what it was calculated from": "UPDATE assessment_assessmentversion"
    """ SET inputs = '{"age": 46}' WHERE method = 'none'""",
    "why nothing is due": "UPDATE assessment_assessmentversion SET exempt = ''"
    " WHERE method = 'none'",
    "the method": "UPDATE assessment_assessmentversion SET method = 'pension'"
    " WHERE method = 'special'",
    "its reason": "UPDATE assessment_assessmentversion SET method_reason = 'no_tax'"
    " WHERE method = 'none'",
    "the documents": "UPDATE assessment_assessmentversion SET document_count = 9"
    " WHERE method = 'special'",
    "an instalment": "UPDATE assessment_instalment SET amount = amount + 100"
    " WHERE kind = 'special' AND term = 3",
    "a due date": "UPDATE assessment_instalment SET due_on = '2026-12-31'"
    " WHERE kind = 'ordinary' AND term = 1",
    "a lost instalment": "DELETE FROM assessment_instalment WHERE kind = 'special' AND term = 3",
}


@database
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_of_the_ledger_is_another_digest(run: AssessmentRun, change: str) -> None:
    by_hand(change)

    assert ledger_digest(run) != run.result_digest


@database
def test_a_lost_ledger_is_another_digest(run: AssessmentRun) -> None:
    by_hand("DELETE FROM assessment_instalment")
    by_hand("DELETE FROM assessment_assessmentversion")

    assert ledger_digest(run) != run.result_digest


@database
def test_two_instalments_changed_so_that_sums_agree_stop_the_review(run: AssessmentRun) -> None:
    before = Instalment.objects.count()
    by_hand(
        "UPDATE assessment_instalment SET amount = amount + CASE term WHEN 1 THEN 100 ELSE -100"
        " END WHERE kind = 'special' AND term IN (1, 2)"
    )

    with pytest.raises(ControlTotalError, match="照合値は不一致"):
        review_run(run, actor=batch_member(START), at=START)
    assert Instalment.objects.count() == before


@database
def test_an_abandoned_runs_rows_still_prove_its_own_digest(run: AssessmentRun) -> None:
    second = calculated(batch_member(START))

    run.refresh_from_db()
    assert run.state == "abandoned"
    assert ledger_digest(run) == run.result_digest == second.result_digest
    assert AssessmentVersion.objects.count() == 12


def test_a_persons_row_is_numbers_of_eight_bytes_little_endian() -> None:
    columns = [np.array([258, 1]), np.array([True, False]), np.array([-1, 2], dtype=np.int8)]
    row = bytes([2, 1, *[0] * 6, 1, *[0] * 7, *[255] * 8, 1, *[0] * 7, *[0] * 8, 2, *[0] * 7])

    assert digests.block_digests(columns) == [hashlib.sha256(row).hexdigest()]


def test_people_are_hashed_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "BLOCK", 2)
    found = digests.block_digests([np.arange(5)])

    alone = [digests.block_digests([np.array(some)])[0] for some in ([0, 1], [2, 3], [4])]
    assert found == alone


def test_the_digest_covers_year_law_names_and_blocks() -> None:
    def made(**changes: object) -> str:
        given = {"tax_year": 2026, "law_digest": "a", "slots": YEAR, "digests": ["1", "2"]}
        return digests.result_digest(**{**given, **changes})  # type: ignore[arg-type]  # varied below

    other: list[dict[str, object]] = [
        {"tax_year": 2025},
        {"law_digest": "b"},
        {"slots": YEAR[:-1]},
        {"digests": ["2", "1"]},
    ]
    assert len({made(), *(made(**change) for change in other)}) == 5
    assert made() == made(digests=iter(["1", "2"]))


def test_every_number_of_a_row_has_a_name_of_its_own() -> None:
    names = digests.names(YEAR)

    assert len(names) == len(set(names))
    assert names[0] == "addressee"
    assert names[-22:] == [f"{due.kind}_{due.term}" for due in YEAR]


def test_reasons_read_back_as_they_were_written() -> None:
    bits = np.array([1, 0b1000000000000000, 0b10100], dtype=np.int64)

    assert reason_bits(reason_codes(bits)).tolist() == bits.tolist()
    with pytest.raises(KeyError):
        reason_bits(["employer+whim"])
