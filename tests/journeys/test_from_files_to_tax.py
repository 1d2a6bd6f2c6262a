"""Files that arrive, decisions that clerks take, and the tax that each of them leads to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.addressees.services.apply_changes import apply_changes
from juminzei.apps.addressees.services.import_register import import_register
from juminzei.apps.assessment.models import AssessmentVersion, TaxablePerson, TaxDocument
from juminzei.apps.assessment.services import decide_match
from juminzei.apps.assessment.services.freeze_taxable import freeze_taxable
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.apps.assessment.services.matching import match
from juminzei.apps.assessment.services.review_run import exceptions
from juminzei.base.wareki import wareki_text
from juminzei.formats.register_changes import ChangeKind, RegisterChange
from juminzei.formats.register_reasons import Reason
from juminzei.platform.documents.channel import Channel
from support.moments import START
from support.register_rows import changes_file, extract_file, moved_out, number, resident
from support.report_files import pension, pensions, wage, wages
from support.small_city import calculated
from support.staff_members import clerk

if TYPE_CHECKING:
    from juminzei.formats.resident_register import ResidentRecord
    from juminzei.formats.wage_report import WageReport
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
HOME = "埼玉県加須市三俣２－１－１"
KATO = resident(1, name="加藤　一郎", kana="カトウ　イチロウ", address=HOME)
BEFORE, NEW_YEAR, AFTER = date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)
OF_3_000_000 = 93_900 + 62_600 + 5_000
"""2,020,000 − 430,000 = 1,590,000: 95,400 − 1,500, 63,600 − 1,000, 5,000."""
OF_5_000_000 = 186_300 + 124_200 + 5_000
"""3,560,000 − 430,000 = 3,130,000: 187,800 − 1,500, 125,200 − 1,000, 5,000."""


@pytest.fixture
def actor() -> StaffMember:
    return clerk("tax_supervisor")


def registered(actor: StaffMember, *people: ResidentRecord) -> None:
    import_register(content=extract_file(*people), name="r.csv", actor=actor, at=START)


def changed(actor: StaffMember, sequence: int, *changes: RegisterChange) -> None:
    content = changes_file(sequence, *changes)
    report = apply_changes(content=content, name=f"{sequence}.csv", actor=actor, at=START)
    assert report.contradictions == []


def frozen(actor: StaffMember) -> None:
    freeze_taxable(tax_year=2026, actor=actor, at=START)


def received(actor: StaffMember, *reports: WageReport) -> None:
    import_documents(
        data=wages(*reports),
        name="w.csv",
        tax_year=2026,
        channel=Channel.ELTAX,
        actor=actor,
        at=START,
    )
    match(tax_year=2026, actor=actor, at=START)


def tax(actor: StaffMember, body: int = 1) -> int:
    """Calculate the year again, and return what the person owes."""
    run = calculated(actor)
    return AssessmentVersion.objects.get(run=run, addressee_id=number(body)).total


# ---- 1 January, as daily changes tell of it weeks later ----


def removed(reason: Reason, on: date) -> RegisterChange:
    return RegisterChange(ChangeKind.REMOVED, moved_out(KATO, on, reason))


def added(reason: Reason, on: date) -> RegisterChange:
    birth: dict[str, Any] = (
        {"birth_on": on, "birth_text": wareki_text(on)} if reason == Reason.BIRTH else {}
    )
    entered: dict[str, Any] = {
        "reason": reason,
        "true_from": on,
        "reported_on": on,
        "resident_since": on,
    }
    return RegisterChange(ChangeKind.ADDED, replace(KATO, **entered, **birth))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(removed(Reason.MOVED_OUT, BEFORE), "moved_out_earlier", id="out on the 31st"),
        pytest.param(removed(Reason.MOVED_OUT, NEW_YEAR), "moved_out_earlier", id="out on the 1st"),
        pytest.param(removed(Reason.MOVED_OUT, AFTER), "resident", id="out on the 2nd"),
        pytest.param(removed(Reason.MOVED_ABROAD, AFTER), "resident", id="abroad on the 2nd"),
        pytest.param(removed(Reason.DEATH, BEFORE), "died_earlier", id="died on the 31st"),
        pytest.param(removed(Reason.DEATH, NEW_YEAR), "resident", id="died on the 1st"),
        pytest.param(
            removed(Reason.REMOVED_EX_OFFICIO, BEFORE), "removed_earlier", id="removed on the 31st"
        ),
        pytest.param(
            removed(Reason.REMOVED_EX_OFFICIO, AFTER), "resident", id="removed on the 2nd"
        ),
        pytest.param(added(Reason.MOVED_IN, NEW_YEAR), "resident", id="in on the 1st"),
        pytest.param(added(Reason.MOVED_IN, AFTER), "moved_in_later", id="in on the 2nd"),
        pytest.param(added(Reason.BIRTH, NEW_YEAR), "resident", id="born on the 1st"),
        pytest.param(added(Reason.BIRTH, AFTER), "born_later", id="born on the 2nd"),
    ],
)
def test_who_is_assessed_is_decided_by_the_register_of_1_january(
    change: RegisterChange, expected: str, actor: StaffMember
) -> None:
    known = [KATO] if change.kind == ChangeKind.REMOVED else []
    registered(actor, *known, resident(2))
    changed(actor, 1, change)
    frozen(actor)
    run = calculated(actor)

    listed = TaxablePerson.objects.get(addressee_id=number(1))
    assert (listed.reason, listed.included) == (expected, expected == "resident")
    assessed = set(AssessmentVersion.objects.filter(run=run).values_list("addressee_id", flat=True))
    assert assessed == ({number(1), number(2)} if listed.included else {number(2)})


def test_a_death_learned_after_freezing_leaves_list_and_tax_as_they_are(
    actor: StaffMember,
) -> None:
    registered(actor, KATO)
    received(actor, wage(revenue=3_000_000))
    frozen(actor)
    assert tax(actor) == OF_3_000_000

    changed(actor, 1, removed(Reason.DEATH, BEFORE))
    assert tax(actor) == OF_3_000_000
    assert TaxablePerson.objects.get(addressee_id=number(1)).reason == "resident"


# ---- reports, corrections, cancellations ----


def test_each_report_that_arrives_is_in_the_next_calculation(actor: StaffMember) -> None:
    registered(actor, KATO)
    frozen(actor)
    assert tax(actor) == 0

    received(actor, wage(revenue=3_000_000))
    assert tax(actor) == OF_3_000_000
    received(actor, wage(revenue=5_000_000, submission="2"))
    assert tax(actor) == OF_5_000_000
    received(actor, wage(revenue=5_000_000, submission="3"))
    assert tax(actor) == 0


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_a_correction_of_one_employer_in_any_order_of_files_comes_to_one_tax(
    order: tuple[int, ...], actor: StaffMember
) -> None:
    registered(actor, KATO)
    frozen(actor)
    other = {"payer_name": "株式会社乙", "payer_identifier": "", "recipient_reference": "7"}
    files = (
        wage(revenue=9_000_000),
        wage(revenue=3_000_000, submission="2"),
        wage(revenue=500_000, secondary=True, **other),
    )
    for place in order:
        received(actor, files[place])

    # 3,000,000 + 500,000 → 2,370,000 − 430,000 = 1,940,000: 116,400 − 1,500, 77,600 − 1,000
    assert tax(actor) == 114_900 + 76_600 + 5_000
    assert TaxDocument.objects.filter(state="replaced").count() == 1


def test_a_wage_report_and_a_pension_report_of_one_person_are_one_tax(actor: StaffMember) -> None:
    born: dict[str, Any] = {"birth_on": date(1950, 4, 2), "birth_text": "昭和25年4月2日"}
    registered(actor, replace(KATO, **born))
    frozen(actor)
    received(actor, wage(revenue=3_000_000, birth_on=born["birth_on"]))
    import_documents(
        data=pensions(pension()),
        name="p.csv",
        tax_year=2026,
        channel=Channel.ELTAX,
        actor=actor,
        at=START,
    )
    match(tax_year=2026, actor=actor, at=START)

    # 2,020,000 + (1,800,000 − 1,100,000) − 100,000 (wage and pension) − 430,000 = 2,190,000
    assert tax(actor) == 129_900 + 86_600 + 5_000


# ---- what clerks decide ----


def test_a_document_in_doubt_is_taxed_when_a_clerk_has_decided_and_no_more_when_undone(
    actor: StaffMember,
) -> None:
    registered(actor, KATO)
    frozen(actor)
    received(actor, wage(revenue=3_000_000, birth_on=date(1985, 9, 9)))
    assert tax(actor) == 0
    document = TaxDocument.objects.get()
    assert document.match_state == "queue"

    decision = decide_match.assign(
        document_id=document.pk, addressee_id=number(1), actor=actor, at=START
    )
    assert tax(actor) == OF_3_000_000
    decide_match.undo(decision_id=decision.pk, actor=actor, at=START)
    assert tax(actor) == 0
    match(tax_year=2026, actor=actor, at=START)
    assert tax(actor) == 0


def test_a_wrong_match_that_a_clerk_mends_moves_the_tax_to_the_other_person(
    actor: StaffMember,
) -> None:
    registered(actor, KATO, resident(2))
    frozen(actor)
    received(actor, wage(revenue=3_000_000))
    assert (tax(actor, 1), tax(actor, 2)) == (OF_3_000_000, 0)

    document = TaxDocument.objects.get()
    automatic = document.decisions.get()
    decide_match.undo(decision_id=automatic.pk, actor=actor, at=START)
    decide_match.assign(document_id=document.pk, addressee_id=number(2), actor=actor, at=START)
    assert (tax(actor, 1), tax(actor, 2)) == (0, OF_3_000_000)
    assert document.decisions.count() == 3


@pytest.mark.parametrize(
    ("outcome", "waiting"), [("forward", 0), ("hold", 1)], ids=["forwarded", "held"]
)
def test_what_a_clerk_sets_aside_is_nobodys_tax(
    outcome: str, waiting: int, actor: StaffMember
) -> None:
    registered(actor, KATO)
    frozen(actor)
    received(actor, wage(revenue=3_000_000, birth_on=date(1985, 9, 9)))
    document = TaxDocument.objects.get().pk
    if outcome == "forward":
        decide_match.forward(document_id=document, municipality="112020", actor=actor, at=START)
    else:
        decide_match.hold(document_id=document, actor=actor, at=START, note="本人に照会中")

    run = calculated(actor)
    assert run.totals["total"] == 0
    assert exceptions(run)["documents_unmatched"] == waiting
