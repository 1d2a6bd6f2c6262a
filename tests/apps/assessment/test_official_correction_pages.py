"""The pages of 職権訂正: propose with the document in view, look over, decide; the sheet tells."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from juminzei.apps.assessment.models import OfficialCorrection, StatedRelative, TaxDocument
from juminzei.apps.assessment.selectors.closing import in_the_way
from juminzei.apps.assessment.services.calculate_run import calculate_run, finish_run
from juminzei.apps.assessment.services.closing_gate import DocumentsOpenError
from juminzei.apps.assessment.services.consolidated_sheet import consolidated_sheet
from juminzei.apps.assessment.services.decide_correction import decide_correction
from juminzei.apps.assessment.services.fix_run import fix_run
from juminzei.apps.assessment.services.propose_correction import propose_correction
from juminzei.apps.assessment.services.review_run import review_run
from juminzei.apps.assessment.services.start_run import start_run
from juminzei.apps.assessment.waiting import waiting
from juminzei.apps.images.api import subjects
from juminzei.platform.clock import now
from juminzei.platform.staff.policy import Role
from support.closing import closed
from support.document_rows import person_on_the_list, wage
from support.image_files import picture
from support.moments import START, Ticking
from support.page_rows import AT, staff
from support.small_city import calculated, small_city

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
WORDS = {"reason": "桁の誤り", "evidence": "支払者に電話で確認"}


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def boss() -> StaffMember:
    return staff("2001", Role.TAX_SUPERVISOR)


def propose(client: Client, document: int, **more: object) -> HttpResponse:
    address = reverse("document_correct", args=[document])
    return client.post(address, {**WORDS, **more})  # type: ignore[return-value]  # what a test's client returns is one


def decide(client: Client, correction: int, outcome: str, note: str = "") -> HttpResponse:
    address = reverse("official_correction_decide", args=[correction])
    return client.post(address, {"outcome": outcome, "note": note})  # type: ignore[return-value]  # the same


def text(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def test_from_the_document_to_the_second_persons_word(
    client: Client, clerk: StaffMember, boss: StaffMember
) -> None:
    small_city()
    number = person_on_the_list(77)
    document = wage(number, 30_000_000)
    client.force_login(clerk)
    page = text(client.get(reverse("document_corrections", args=[document])))
    propose(client, document, item_revenue="3000000")
    (correction,) = OfficialCorrection.objects.all()
    own = text(client.get(reverse("official_correction", args=[correction.pk])))
    tasks = [one.count for one in waiting(boss, {"corrections.decide"}, AT)]
    client.force_login(boss)
    shown = text(client.get(reverse("official_correction", args=[correction.pk])))
    decide(client, correction.pk, "approve")
    after = text(client.get(reverse("document_corrections", args=[document])))

    assert 'name="item_revenue" value="30000000"' in page
    assert "別の職員の決裁を待ちます" in own
    assert 'value="approve"' not in own
    assert tasks == [1]
    assert all(one in shown for one in ("30,000,000", "3,000,000", *WORDS.values()))
    assert "<b>3,000,000</b>" in after
    assert decide(client, correction.pk, "approve").status_code == 409


def test_what_is_refused_is_told_and_what_was_entered_stays(
    client: Client, clerk: StaffMember
) -> None:
    document = wage(person_on_the_list(1), 1_000)
    client.force_login(clerk)
    answer = propose(client, document, item_revenue="12x", reason="直す理由")

    assert answer.status_code == 422
    assert "支払金額：数字で入れてください" in text(answer)
    assert 'value="12x"' in text(answer)
    assert "直す理由" in text(answer)


def test_evidence_is_kept_as_an_image_about_the_person(client: Client, clerk: StaffMember) -> None:
    number = person_on_the_list(1)
    document = wage(number, 1_000)
    client.force_login(clerk)
    no_image = SimpleUploadedFile("a.png", b"not an image at all")
    refused = propose(client, document, item_revenue="2000", image=no_image)
    image = SimpleUploadedFile("a.png", picture("PNG"))
    propose(client, document, item_revenue="2000", image=image)
    (correction,) = OfficialCorrection.objects.all()

    assert refused.status_code == 422
    assert correction.image_set_id
    assert subjects([correction.image_set_id]) == {correction.image_set_id: number}


def test_a_day_before_the_decision_shows_what_counted_then(
    client: Client, clerk: StaffMember, boss: StaffMember
) -> None:
    document = wage(person_on_the_list(1), 1_000)
    made = propose_correction(
        document_id=document,
        entered={"revenue": "9000"},
        actor=clerk,
        at=AT,
        reason=WORDS["reason"],
        evidence=WORDS["evidence"],
    )
    decide_correction(correction_id=made.pk, approved=True, note="", actor=boss, at=AT)
    client.force_login(clerk)
    address = reverse("document_corrections", args=[document])
    before = text(client.get(address, {"day": "2026-05-31"}))
    same_day = text(client.get(address, {"day": "2026-06-01"}))

    assert "<b>9,000</b>" not in before
    assert "<b>9,000</b>" in same_day
    assert "起案する" not in before


def test_relatives_stand_on_the_page_by_name(client: Client, clerk: StaffMember) -> None:
    document = wage(person_on_the_list(1), 1_000, dependants_other=1)
    StatedRelative.objects.create(
        document_id=document, place="dependant_1", name="見本　花子", kana="ミホン　ハナコ"
    )
    client.force_login(clerk)
    page = text(client.get(reverse("document_corrections", args=[document])))
    assert "見本　花子" in page
    assert 'name="item_dependant_1/struck"' in page


def test_the_list_is_narrowed_by_what_became_of_them(
    client: Client, clerk: StaffMember, boss: StaffMember
) -> None:
    first, second = (wage(person_on_the_list(body), 1_000) for body in (1, 2))
    client.force_login(clerk)
    for document, why in ((first, "一つ目の理由"), (second, "二つ目の理由")):
        propose(client, document, item_revenue="5", reason=why)
    client.force_login(boss)
    decide(client, OfficialCorrection.objects.order_by("pk")[0].pk, "refuse", "根拠が足りない")
    open_ones = text(client.get(reverse("official_corrections")))
    refused = text(client.get(reverse("official_corrections"), {"state": "refused"}))

    assert "二つ目の理由" in open_ones
    assert "一つ目の理由" not in open_ones
    assert "一つ目の理由" in refused


def test_the_sheet_tells_what_was_written_and_what_was_made_of_it(
    clerk: StaffMember, boss: StaffMember
) -> None:
    number = person_on_the_list(1)
    document = wage(number, 30_000_000, social_insurance=400_000)
    made = propose_correction(
        document_id=document,
        entered={"revenue": "3000000"},
        actor=clerk,
        at=AT,
        reason=WORDS["reason"],
        evidence=WORDS["evidence"],
    )
    decide_correction(correction_id=made.pk, approved=True, note="", actor=boss, at=AT)
    sheet = consolidated_sheet([number], 2026)
    assert sheet is not None
    lines = {line.name: line for part in sheet.parts for line in part.lines}

    pay = lines["revenue_employment"]
    assert (pay.text, pay.corrected) == ("3,000,000", "30,000,000")
    assert [(cell.text, cell.corrected) for cell in pay.cells] == [("3,000,000", "30,000,000")]
    assert lines["social_insurance"].corrected == ""
    assert ("職権で訂正した資料がある", "1") in sheet.findings


def test_what_waits_is_in_the_way_of_closing(clerk: StaffMember) -> None:
    document = wage(person_on_the_list(1), 1_000)
    before = in_the_way(2026)
    propose_correction(
        document_id=document,
        entered={"revenue": "2"},
        actor=clerk,
        at=AT,
        reason=WORDS["reason"],
        evidence=WORDS["evidence"],
    )
    assert "決裁を待つ職権訂正 1 件" in in_the_way(2026)
    assert not any("職権訂正" in one for one in before)


def test_a_run_that_began_before_a_correction_is_not_fixed(
    clerk: StaffMember, boss: StaffMember
) -> None:
    city = small_city()
    run = review_run(calculated(boss), actor=boss, at=AT)
    document = wage(city.employee, 1_000)
    made = propose_correction(
        document_id=document,
        entered={"revenue": "2"},
        actor=clerk,
        at=now(),
        reason=WORDS["reason"],
        evidence=WORDS["evidence"],
    )
    decide_correction(correction_id=made.pk, approved=True, note="", actor=boss, at=now())
    closed()
    with pytest.raises(DocumentsOpenError, match="1 人の計算結果が古く"):
        fix_run(run, actor=boss, at=AT)


def test_the_page_adds_a_relative_and_shows_what_it_does_to_the_tax(
    client: Client, clerk: StaffMember, boss: StaffMember
) -> None:
    """R-3.2.16: the second person sees the year's tax before and after, and agrees to that."""
    number = person_on_the_list(1)
    document = wage(number, 3_000_000)
    client.force_login(clerk)
    parts = {"group": "dependant", "name": "見本　次郎", "kana": "ミホン　ジロウ"}
    entered = {f"item_new/{key}": value for key, value in parts.items()}
    refused = propose(client, document, **entered)
    assert refused.status_code == 422
    assert "見本　次郎" in text(refused)  # what was entered is there still
    propose(client, document, **entered, item_dependants_other="1")
    correction = OfficialCorrection.objects.get()
    client.force_login(boss)
    page = text(client.get(reverse("official_correction", args=[correction.pk])))
    assert "親族の追加（控除対象扶養親族）" in page
    assert "161,500" in page
    # 1,260,000: 75,600 - 3,000 and 50,400 - 2,000, with 5,000 a head.
    assert "126,000" in page
    stale = client.post(
        reverse("official_correction_decide", args=[correction.pk]),
        {"outcome": "approve", "note": "", "seen": "161500"},
    )
    assert stale.status_code == 409
    agreed = {"outcome": "approve", "note": "", "seen": "126000"}
    client.post(reverse("official_correction_decide", args=[correction.pk]), agreed)
    assert StatedRelative.objects.get().added_by_id == correction.pk
    shown = text(client.get(reverse("document_corrections", args=[document])))
    assert "職権で追加" in shown


def test_a_correction_leads_to_the_calculations_that_know_it(
    client: Client, clerk: StaffMember, boss: StaffMember
) -> None:
    """R-3.2.16: history shows both, and the recomputation is linked."""
    city = small_city()
    before = calculated(boss)
    document = TaxDocument.objects.get(addressee_id=city.leaver)
    made = propose_correction(
        document_id=document.pk,
        entered={"revenue": "1000000"},
        actor=clerk,
        at=START,
        reason=WORDS["reason"],
        evidence=WORDS["evidence"],
    )
    soon = START + timedelta(minutes=5)
    decide_correction(correction_id=made.pk, approved=True, note="", actor=boss, at=soon)
    client.force_login(boss)
    address = reverse("official_correction", args=[made.pk])
    page = text(client.get(address))
    assert "161,500 円 → <b>0 円" in page
    assert "計算し直しが要ります" in page
    after = start_run(tax_year=2026, actor=boss, at=soon + timedelta(minutes=1))
    calculate_run(after, clock=Ticking())
    finish_run(after, at=soon)
    page = text(client.get(address))
    assert "この訂正を入れて計算済み" in page
    assert reverse("run", args=[after.pk]) in page
    assert reverse("run", args=[before.pk]) not in page
