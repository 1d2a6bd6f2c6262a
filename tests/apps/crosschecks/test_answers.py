"""What comes back to letters about cases is entered, shown, and waited for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.crosschecks.models import AnswerOutcome, Case, CaseLetter, LetterAnswer
from juminzei.apps.crosschecks.selectors.cases import unanswered
from juminzei.apps.crosschecks.services.enter_answer import enter_answer
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.apps.crosschecks.waiting import waiting
from juminzei.platform.clock import now
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.check_city import claimed_son, run
from support.page_rows import staff

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001", Role.TAX_SUPERVISOR)


@pytest.fixture
def letter(clerk: StaffMember) -> CaseLetter:
    """A letter of ten days ago that had to be answered two days ago."""
    numbers = claimed_son(clerk)
    run(clerk)
    case = Case.objects.get(check_id="dependant_claimed_by_two")
    at = now()
    return CaseLetter.objects.create(
        case=case,
        kind="city",
        person_id=numbers[3],
        reply_by=(at - timedelta(days=2)).date(),
        made_at=at - timedelta(days=10),
        made_by=clerk,
    )


def answered(letter: CaseLetter, clerk: StaffMember, **given: object) -> LetterAnswer:
    told: dict[str, object] = {
        "outcome": "otherwise",
        "answered_on": now().date(),
        "income": 1_200_000,
        "note": "給与あり",
    }
    return enter_answer(letter_id=letter.pk, actor=clerk, at=now(), **{**told, **given})  # type: ignore[arg-type]  # as given


def test_an_answer_stands_in_the_history_of_its_case(
    client: Client, clerk: StaffMember, letter: CaseLetter
) -> None:
    client.force_login(clerk)
    page = reverse("crosscheck_case", args=[letter.case_id])
    before = client.get(page).content.decode()
    given = {
        "letter_id": letter.pk,
        "outcome": "otherwise",
        "income": "1200000",
        "note": "給与あり",
    }
    address = reverse("crosscheck_answer", args=[letter.case_id])
    client.post(address, {**given, "answered_on": now().date().isoformat()})
    after = client.get(page).content.decode()

    assert "資料と違う　合計所得金額" not in before
    assert "資料と違う　合計所得金額 1,200,000" in after
    assert "給与あり" in after


def test_what_cannot_be_is_told_on_the_page(
    client: Client, clerk: StaffMember, letter: CaseLetter
) -> None:
    client.force_login(clerk)
    address = reverse("crosscheck_answer", args=[letter.case_id])
    today = now().date().isoformat()
    incomplete = client.post(address, {"letter_id": letter.pk, "outcome": "burnt"})
    unsaid = client.post(
        address, {"letter_id": letter.pk, "outcome": "otherwise", "answered_on": today}
    )
    assert (incomplete.status_code, unsaid.status_code) == (422, 409)
    assert "資料と違うところ" in unsaid.content.decode()
    assert not LetterAnswer.objects.exists()


@pytest.mark.parametrize(("days", "taken"), [(-11, False), (-10, True), (0, True), (1, False)])
def test_the_day_is_between_the_letter_and_today(
    clerk: StaffMember, letter: CaseLetter, days: int, *, taken: bool
) -> None:
    day = (now() + timedelta(days=days)).date()
    if taken:
        assert answered(letter, clerk, answered_on=day).answered_on == day
    else:
        with pytest.raises(CrosschecksRefusedError, match="回答日"):
            answered(letter, clerk, answered_on=day)


@pytest.mark.parametrize(("days", "taken"), [(-2, False), (-1, True)])
def test_silence_begins_after_the_limit(
    clerk: StaffMember, letter: CaseLetter, days: int, *, taken: bool
) -> None:
    given = {"outcome": "silent", "answered_on": (now() + timedelta(days=days)).date()}
    if taken:
        assert answered(letter, clerk, **given).outcome == AnswerOutcome.SILENT
    else:
        with pytest.raises(CrosschecksRefusedError, match="期限が過ぎるまで"):
            answered(letter, clerk, **given)


def test_what_nobody_answered_waits_until_it_is_or_the_case_is_done(
    clerk: StaffMember, letter: CaseLetter
) -> None:
    def late() -> int:
        tasks = {one.label: one.count for one in waiting(clerk, {"crosschecks.work"}, now())}
        return tasks["回答期限が過ぎた文書"]

    assert late() == 1
    assert list(unanswered(letter.reply_by)) == []
    Case.objects.filter(pk=letter.case_id).update(state="done")
    assert late() == 0
    Case.objects.filter(pk=letter.case_id).update(state="begun")
    answered(letter, clerk)
    assert late() == 0


def test_the_list_shows_cases_with_letters_overdue(
    client: Client, clerk: StaffMember, letter: CaseLetter
) -> None:
    client.force_login(clerk)
    listed = client.get(reverse("crosscheck_cases"), {"state": "unanswered"})
    keys = [one.pk for one in listed.context["page"].object_list]
    assert keys == [letter.case_id]


def test_no_letter_or_no_permission_enters_nothing(clerk: StaffMember, letter: CaseLetter) -> None:
    with pytest.raises(NotPermittedError):
        answered(letter, staff("2001", Role.COLLECTION_CLERK))
    letter.pk += 1
    with pytest.raises(CrosschecksRefusedError, match="文書はありません"):
        answered(letter, clerk)
    assert not LetterAnswer.objects.exists()
