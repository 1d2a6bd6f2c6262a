"""KR-12: returns whose time is over are erased by two people, and by nobody before."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from juminzei.apps.assessment.api import ReturnFigures, TaxDocument
from juminzei.apps.images.api import ImageGoneError, page_content
from juminzei.apps.images.folder import path_of
from juminzei.apps.national_returns.models import (
    Disposal,
    DisposedReturn,
    EntryPass,
    StagedReturn,
    StagedState,
)
from juminzei.apps.national_returns.selectors.retention import over_by, over_by_year
from juminzei.apps.national_returns.services import dispose_returns
from juminzei.apps.national_returns.services.dispose_returns import (
    ask_disposal,
    decide_disposal,
    dispose_some,
)
from juminzei.apps.national_returns.services.enter_from_image import enter_from_image
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.waiting import waiting
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.national_rows import image_only, taken, with_data
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

LAST = date(2033, 3, 31)
LATER = datetime(2033, 4, 1, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
REASON = "保存期限の満了"


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def boss() -> StaffMember:
    return staff("9001", Role.TAX_SUPERVISOR)


@pytest.fixture
def two(clerk: StaffMember) -> list[StagedReturn]:
    """Return a whole return and one of which only the image came, once entered."""
    found = taken([with_data(1, reference="A"), image_only(2, reference="B")], clerk)
    enter_from_image(staged_id=found[1].pk, values={"ABB00080": 1_000}, actor=clerk, at=AT)
    return found


def agreed(clerk: StaffMember, boss: StaffMember) -> Disposal:
    asked = ask_disposal(until=LAST, reason=REASON, actor=clerk, at=LATER)
    decide_disposal(disposal_id=asked.pk, granted=True, actor=boss, at=LATER)
    return asked


@pytest.mark.usefixtures("two")
def test_time_is_over_after_the_last_day_and_not_on_the_day_before() -> None:
    assert not over_by(LAST - timedelta(days=1)).exists()
    assert over_by(LAST).count() == 2
    assert over_by_year(LAST) == [(2026, LAST, 2)]


def test_erasing_leaves_that_it_came_and_what_became_of_it(
    two: list[StagedReturn], clerk: StaffMember, boss: StaffMember
) -> None:
    """KR-12: forms, names, entries and the sealed file of the images go."""
    images = two[1].image_set_id
    assert images is not None
    figures = ReturnFigures.objects.get(document=two[0].document_id or 0).columns
    asked = agreed(clerk, boss)
    with transaction.atomic():
        assert dispose_some(disposal_id=asked.pk, actor=boss, at=LATER) == 0
    for row in StagedReturn.objects.all():
        assert row.state == StagedState.ERASED
        assert (row.name, row.kana, row.address, row.content) == ("", "", "", {})
        assert (row.birth_on, row.has_number) == (None, False)
        assert row.reference in {"A", "B"}
    assert not EntryPass.objects.exists()
    with pytest.raises(ImageGoneError):
        page_content(images, 1)
    assert ReturnFigures.objects.get(document=two[0].document_id or 0).columns == figures
    assert TaxDocument.objects.filter(state="active").count() == 2
    assert DisposedReturn.objects.filter(disposal=asked, done_by=boss).count() == 2
    records = OutgoingRecord.objects.filter(action__startswith="national_returns.disposal.")
    assert [one.action.rpartition(".")[2] for one in records.order_by("pk")] == [
        "asked",
        "decided",
        "done",
    ]


@pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"])
def test_the_sealed_file_itself_is_destroyed(clerk: StaffMember, boss: StaffMember) -> None:
    (staged,) = taken([image_only(1)], clerk)
    path = path_of(staged.image_set_id or 0)
    assert path.exists()
    asked = agreed(clerk, boss)
    dispose_some(disposal_id=asked.pk, actor=boss, at=LATER)
    assert not path.exists()


@pytest.mark.usefixtures("two")
def test_nobody_agrees_to_their_own_request(clerk: StaffMember) -> None:
    supervisor = staff("9002", Role.TAX_SUPERVISOR)
    asked = ask_disposal(until=LAST, reason=REASON, actor=supervisor, at=LATER)
    with pytest.raises(ReturnsRefusedError, match="申請した職員"):
        decide_disposal(disposal_id=asked.pk, granted=True, actor=supervisor, at=LATER)
    with pytest.raises(NotPermittedError):
        decide_disposal(disposal_id=asked.pk, granted=True, actor=clerk, at=LATER)
    with pytest.raises(ReturnsRefusedError, match="承認された起案"):
        dispose_some(disposal_id=asked.pk, actor=supervisor, at=LATER)
    assert not StagedReturn.objects.filter(state=StagedState.ERASED).exists()


@pytest.mark.usefixtures("two")
def test_what_was_refused_is_not_erased_and_may_be_asked_again(
    clerk: StaffMember, boss: StaffMember
) -> None:
    asked = ask_disposal(until=LAST, reason=REASON, actor=clerk, at=LATER)
    decide_disposal(disposal_id=asked.pk, granted=False, actor=boss, at=LATER)
    with pytest.raises(ReturnsRefusedError, match="承認された起案"):
        dispose_some(disposal_id=asked.pk, actor=boss, at=LATER)
    with pytest.raises(ReturnsRefusedError, match="決定を待つ申請がありません"):
        decide_disposal(disposal_id=asked.pk, granted=True, actor=boss, at=LATER)
    assert ask_disposal(until=LAST, reason=REASON, actor=clerk, at=LATER).count == 2


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("until", "reason", "words"),
    [
        (LATER.date(), REASON, "今日より前"),
        (LAST - timedelta(days=1), REASON, "ありません"),
        (LAST, "  ", "理由"),
    ],
)
def test_a_request_that_cannot_be_is_refused(
    clerk: StaffMember, until: date, reason: str, words: str
) -> None:
    with pytest.raises(ReturnsRefusedError, match=words):
        ask_disposal(until=until, reason=reason, actor=clerk, at=LATER)
    assert not Disposal.objects.exists()


@pytest.mark.usefixtures("two")
def test_one_request_at_a_time(clerk: StaffMember) -> None:
    ask_disposal(until=LAST, reason=REASON, actor=clerk, at=LATER)
    with pytest.raises(ReturnsRefusedError, match="決定を待っている"):
        ask_disposal(until=LAST, reason=REASON, actor=clerk, at=LATER)


@pytest.mark.usefixtures("two")
def test_agreement_is_to_the_number_of_returns_that_was_asked_for(
    clerk: StaffMember, boss: StaffMember
) -> None:
    """What came in between is not erased by a decision that did not know of it."""
    asked = ask_disposal(until=LAST, reason=REASON, actor=clerk, at=LATER)
    taken([with_data(1, reference="C")], clerk, delivery_id="E2")
    with pytest.raises(ReturnsRefusedError, match="起案のときは2件、今は3件"):
        decide_disposal(disposal_id=asked.pk, granted=True, actor=boss, at=LATER)
    decide_disposal(disposal_id=asked.pk, granted=False, actor=boss, at=LATER)


@pytest.mark.usefixtures("two")
def test_erasing_goes_on_part_by_part_and_again_changes_nothing(
    clerk: StaffMember, boss: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-J10: whoever is interrupted presses again: exactly the remainder."""
    monkeypatch.setattr(dispose_returns, "AT_ONCE", 1)
    asked = agreed(clerk, boss)
    left = [dispose_some(disposal_id=asked.pk, actor=boss, at=LATER) for _ in range(3)]
    assert left == [1, 0, 0]
    assert DisposedReturn.objects.count() == 2
    done = OutgoingRecord.objects.filter(action="national_returns.disposal.done")
    assert [one.details["erased"] for one in done] == [1, 1]


@pytest.mark.usefixtures("two")
def test_entries_of_a_return_that_is_still_there_cannot_be_deleted() -> None:
    """The database itself refuses, whoever asks."""
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EntryPass.objects.all().delete()
    assert EntryPass.objects.count() == 1


@pytest.mark.usefixtures("two")
def test_what_is_over_its_time_waits_for_who_may_ask_and_decide(
    clerk: StaffMember, boss: StaffMember
) -> None:
    def tasks(member: StaffMember, function: str, at: datetime) -> list[int]:
        return [
            one.count
            for one in waiting(member, {function}, at)
            if "消去" in one.label or "保存期限" in one.label
        ]

    assert tasks(clerk, "returns.dispose", AT) == [0]
    assert tasks(clerk, "returns.dispose", LATER) == [2]
    ask_disposal(until=LAST, reason=REASON, actor=clerk, at=LATER)
    assert tasks(clerk, "returns.dispose", LATER) == []
    assert tasks(boss, "returns.dispose.decide", LATER) == [1]
    assert tasks(clerk, "returns.dispose.decide", LATER) == [0]
