"""KR-05: what only the image shows is entered by two people, and a third where they differ."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from juminzei.apps.assessment.api import DocumentState, TaxDocument
from juminzei.apps.national_returns.models import EntryPass, StagedState
from juminzei.apps.national_returns.services.enter_from_image import (
    enter_from_image,
    finish_entry,
)
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.made_up_returns import number_of
from support.national_rows import identified, image_only, taken, without_second_page
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from juminzei.apps.national_returns.models import StagedReturn
    from juminzei.apps.national_returns.services.enter_from_image import Entered
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

READ = {
    "ABI00010": "2",
    "ABI00240": 30_000,
    "ABH00215": 80_000,
    "ABY00160.1": "山田　一郎",
    "ABY00190.1": date(2015, 5, 5),
    "ABY00270.1": "1",
}


@pytest.fixture
def clerks() -> list[StaffMember]:
    """Three people who may enter."""
    return [staff(f"10{n}1") for n in range(3)]


@pytest.fixture
def waiting(clerks: list[StaffMember]) -> StagedReturn:
    """A return whose 第二表 is on the image, of a person who is known."""
    (staged,) = taken([without_second_page(number=number_of())], clerks[0], source="ksk")
    identified(staged, person(1, "山田　太郎", "ヤマダ　タロウ"))
    return staged


def enter(staged: StagedReturn, actor: StaffMember, **changed: object) -> Entered:
    values = {**READ, **changed}
    return enter_from_image(staged_id=staged.pk, values=values, actor=actor, at=AT)


def test_two_who_read_the_same_complete_the_return(
    waiting: StagedReturn, clerks: list[StaffMember]
) -> None:
    first = waiting.document_id
    assert enter(waiting, clerks[0]).agreed is False
    done = enter(waiting, clerks[1])
    assert (done.agreed, done.completed, done.differing) == (True, True, ())
    waiting.refresh_from_db()
    assert (waiting.state, waiting.problems) == (StagedState.TAKEN, [])
    document = TaxDocument.objects.get(pk=waiting.document_id or 0)
    assert document.addressee is not None
    assert document.figures.columns["revenue_employment"] == 7_000_000
    assert document.figures.columns["donation_hometown"] == 30_000
    assert document.figures.columns["dependants_under16"] == 1
    assert document.figures.collection_choice == "ordinary"
    assert "entry_pending" not in document.figures.stated
    assert document.relatives.get().place == "under16_1"
    former = TaxDocument.objects.get(pk=first or 0)
    assert (former.state, former.replaced_by_id) == (DocumentState.REPLACED, document.pk)


def test_nobody_enters_a_return_twice(waiting: StagedReturn, clerks: list[StaffMember]) -> None:
    enter(waiting, clerks[0])
    with pytest.raises(ReturnsRefusedError, match="別の職員"):
        enter(waiting, clerks[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryPass.objects.create(
            staged=waiting, number=2, values={}, entered_by=clerks[0], entered_at=AT
        )


def test_a_third_decides_where_two_differ(waiting: StagedReturn, clerks: list[StaffMember]) -> None:
    enter(waiting, clerks[0])
    second = enter(waiting, clerks[1], ABI00240=3_000, ABH00250=5_000)
    assert second.differing == ("ABH00250", "ABI00240")
    assert not second.agreed
    waiting.refresh_from_db()
    assert waiting.state == StagedState.ENTRY
    third = enter(waiting, clerks[2], ABI00240=3_000)
    assert third.completed
    waiting.refresh_from_db()
    assert waiting.document is not None
    assert waiting.document.figures.columns["donation_hometown"] == 3_000
    assert "earthquake" not in waiting.document.figures.columns


def test_entries_wait_for_the_person_so_that_the_number_is_not_lost(
    clerks: list[StaffMember],
) -> None:
    (staged,) = taken([image_only(number=number_of())], clerks[0], source="ksk")
    values = {"ABB00080": 4_000_000, **READ}
    for actor in clerks[:2]:
        entered = enter_from_image(staged_id=staged.pk, values=values, actor=actor, at=AT)
    assert (entered.agreed, entered.completed) == (True, False)
    assert finish_entry(staged_id=staged.pk, actor=clerks[0], at=AT) is False
    with pytest.raises(ReturnsRefusedError, match="終わっています"):
        enter(staged, clerks[2])
    identified(staged, person(1, "山田　太郎", "ヤマダ　タロウ"))
    assert finish_entry(staged_id=staged.pk, actor=clerks[0], at=AT) is True
    staged.refresh_from_db()
    assert staged.state == StagedState.TAKEN
    assert staged.document is not None
    assert staged.document.figures.columns["revenue_employment"] == 4_000_000
    with pytest.raises(ReturnsRefusedError):
        finish_entry(staged_id=staged.pk, actor=clerks[0], at=AT)


def test_an_amount_that_no_column_holds_completes_nothing(
    waiting: StagedReturn, clerks: list[StaffMember]
) -> None:
    enter(waiting, clerks[0], ABI00240=-5)
    with pytest.raises(ReturnsRefusedError, match="負"):
        enter(waiting, clerks[1], ABI00240=-5)
    assert waiting.passes.count() == 1


def test_who_may_not_enters_nothing_and_what_is_done_is_on_record(
    waiting: StagedReturn, clerks: list[StaffMember]
) -> None:
    with pytest.raises(NotPermittedError):
        enter(waiting, staff("3003", Role.AUDITOR))
    enter(waiting, clerks[0])
    enter(waiting, clerks[1])
    actions = OutgoingRecord.objects.values_list("action", flat=True)
    assert list(actions).count("national_returns.return.entered") == 2
    record = OutgoingRecord.objects.get(action="national_returns.return.completed")
    assert record.subject_kind == "addressee"
    assert "山田" not in str(record.details)
