"""The matching queue on pages: who may, what is shown, what each decision does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import MatchCandidate, MatchDecision, TaxDocument
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.page_rows import protect, staff
from support.scene import Office, office

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@dataclass
class Desk:
    """A clerk with two documents waiting."""

    client: Client
    office: Office

    def decide(self, document: TaxDocument, **given: object) -> Answer:
        return self.client.post(reverse("decide", args=[document.pk]), given, follow=True)

    def page(self, document: TaxDocument) -> str:
        return self.client.get(reverse("match", args=[document.pk])).text


@pytest.fixture
def desk(client: Client) -> Desk:
    """The small office, its clerk signed in."""
    clerk = staff()
    client.force_login(clerk)
    return Desk(client, office(clerk))


def test_the_queue_counts_and_lists_what_waits(desk: Desk) -> None:
    page = desk.client.get(reverse("match_queue")).text
    assert "1–2 / 2 件" in page
    assert "山田 太朗" in page


def test_looking_at_the_queue_is_recorded(desk: Desk) -> None:
    desk.client.get(reverse("match_queue"))
    looked = OutgoingRecord.objects.get(action="assessment.match_queue.viewed")
    assert looked.details == {"page": 1, "found": 2}


def test_the_queue_is_narrowed_by_state(desk: Desk) -> None:
    page = desk.client.get(reverse("match_queue"), {"match_state": "held"}).text
    assert "0 件" in page


@pytest.mark.parametrize("view", ["match_queue", "match"])
def test_only_who_may_decide_sees_the_queue(desk: Desk, view: str) -> None:
    desk.client.force_login(staff("2001", Role.COLLECTION_CLERK))
    address = reverse(view, args=[desk.office.waiting[0].pk] if view == "match" else [])
    response = desk.client.get(address)
    assert response.status_code == (404 if view == "match" else 403)
    assert "山田" not in response.text


def test_document_and_candidates_stand_side_by_side(desk: Desk) -> None:
    page = desk.page(desk.office.waiting[0])
    assert "<b>山田 太朗</b>" in page
    for words in ("山田 太郎", "88.0 %", "一致", "近い", "相違", "似た人がほかにもいます。"):
        assert words in page


def test_the_address_of_a_protected_candidate_is_not_in_the_page(desk: Desk) -> None:
    assert "騎西" not in desk.page(desk.office.waiting[1])


def test_protection_that_begins_later_hides_the_address_from_then_on(desk: Desk) -> None:
    TaxDocument.objects.update(address="東京都千代田区")
    assert "三俣" in desk.page(desk.office.waiting[0])
    protect(desk.office.taro)
    page = desk.page(desk.office.waiting[0])
    assert page.count("三俣") == 1  # the other candidate's
    assert "千代田区" not in page  # what the document says may be the protected address


def test_a_document_found_to_be_a_protected_persons_does_not_tell_the_address(desk: Desk) -> None:
    """One that was found by its number has no candidates, and its address is the person's."""
    TaxDocument.objects.update(address="東京都千代田区")
    document = desk.office.waiting[0]
    MatchCandidate.objects.all().delete()
    desk.decide(document, decision="same", addressee=f"{desk.office.taro.number:010d}")
    assert "千代田区" in desk.page(document)
    protect(desk.office.taro)
    assert "千代田区" not in desk.page(document)

    newest = MatchDecision.objects.filter(document=document).latest("pk")
    desk.client.post(reverse("undo", args=[newest.pk]))
    assert "千代田区" not in desk.page(document)  # the decision that was undone names the person


def test_a_decision_opens_the_next_document(desk: Desk) -> None:
    first, second = desk.office.waiting
    response = desk.decide(first, decision="same", addressee=f"{desk.office.taro.number:010d}")
    first.refresh_from_db()
    assert (first.match_state, first.addressee_id) == ("clerk", desk.office.taro.number)
    assert response.redirect_chain[-1][0] == reverse("match", args=[second.pk])
    assert f"資料 {first.pk} を特定しました。" in response.text


def test_after_the_last_decision_the_list_comes_back(desk: Desk) -> None:
    for document in desk.office.waiting:
        number = f"{desk.office.taro.number:010d}"
        response = desk.decide(document, decision="same", addressee=number)
    assert response.redirect_chain[-1][0] == reverse("match_queue")
    assert "0 件" in response.text


def test_a_decision_is_taken_back_with_one_press(desk: Desk) -> None:
    document = desk.office.waiting[0]
    number = f"{desk.office.taro.number:010d}"
    desk.decide(document, decision="same", addressee=number)
    newest = MatchDecision.objects.filter(document=document).latest("pk")
    response = desk.client.post(reverse("undo", args=[newest.pk]), follow=True)
    document.refresh_from_db()
    assert (document.match_state, document.addressee_id) == ("queue", None)
    assert response.redirect_chain[-1][0] == reverse("match", args=[document.pk])
    assert MatchDecision.objects.filter(document=document).count() == 3  # nothing was erased


def test_a_document_is_forwarded_to_a_municipality_that_exists(desk: Desk) -> None:
    document = desk.office.waiting[0]
    desk.decide(document, decision="forward", municipality="131016")  # 千代田区
    document.refresh_from_db()
    assert (document.match_state, document.state) == ("not_ours", "forwarded")


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"decision": "forward", "municipality": "131017"}, "検査数字"),
        ({"decision": "forward"}, "検査数字"),
        ({"decision": "same", "addressee": "0000000015"}, "宛名番号が正しくありません"),
        ({"decision": "same", "addressee": "abc"}, "宛名番号が正しくありません"),
        ({"decision": "same", "addressee": "9999999991"}, "登録されていません"),
        ({"decision": "hold"}, "理由"),
        ({"decision": "hold", "note": "   "}, "理由"),
    ],
)
def test_a_decision_with_something_missing_changes_nothing(
    desk: Desk, given: dict[str, str], complaint: str
) -> None:
    document = desk.office.waiting[0]
    response = desk.decide(document, **given)
    assert response.status_code in {409, 422}
    assert complaint in response.text
    document.refresh_from_db()
    assert document.match_state == "queue"


def test_a_colleague_who_was_faster_is_not_overruled(desk: Desk) -> None:
    document = desk.office.waiting[0]
    seen = MatchDecision.objects.filter(document=document).latest("pk").pk
    desk.decide(document, decision="hold", note="勤務先に確認中", seen=seen)
    number = f"{desk.office.taro.number:010d}"
    response = desk.decide(document, decision="same", addressee=number, seen=seen)
    assert response.status_code == 409
    assert "別の決定" in response.text
    document.refresh_from_db()
    assert document.match_state == "held"


def test_a_held_document_shows_why(desk: Desk) -> None:
    document = desk.office.waiting[0]
    desk.decide(document, decision="hold", note="勤務先に確認中")
    assert "勤務先に確認中" in desk.page(document)


def test_a_form_from_elsewhere_is_refused(desk: Desk) -> None:
    strict = type(desk.client)(enforce_csrf_checks=True)
    strict.cookies = desk.client.cookies
    url = reverse("decide", args=[desk.office.waiting[0].pk])
    response = strict.post(url, {"decision": "hold", "note": "x"})
    assert response.status_code == 403
    assert "何も変更されていません" in response.text
    desk.office.waiting[0].refresh_from_db()
    assert desk.office.waiting[0].match_state == "queue"
