"""The pages of a return: found, begun, typed, computed, confirmed, finished."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.forms.entry_form import typed_from
from juminzei.apps.return_desk.models import (
    Confirmation,
    DayClose,
    DeskReturn,
    ReturnState,
    VenueDay,
)
from juminzei.apps.return_desk.services.saved_state import newest_entries
from juminzei.apps.return_desk.services.take_return import begin_return, hold_return
from juminzei.base.numbers import addressee_number
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.policy import Role
from support.desk_rows import WAGE, confirmed, permitted, venue
from support.image_files import picture
from support.made_up_returns import number_of
from support.page_rows import person, protect, staff

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.return_desk.entries import Row

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(staff("1001"))
    return client


@pytest.fixture
def one() -> DeskReturn:
    supervisor = staff("2001", Role.TAX_SUPERVISOR)
    permitted(supervisor, date(2020, 1, 1), date(2100, 1, 1))
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2))
    return begin_return(
        addressee=taro.number,
        tax_year=2026,
        kind="inhabitant_return",
        venue=venue(supervisor),
        actor=supervisor,
        at=now(),
    )


def typed(values: dict[str, int | str | bool] | None = None, **rows: list[Row]) -> dict[str, str]:
    """Return what a browser would post."""
    made = typed_from(Entries(values=values or {}, lists=rows))
    return {name: str(value) for name, value in made.items() if value is not False}


def main_of(answer: object) -> str:
    content: bytes = answer.content  # type: ignore[attr-defined]  # a test's response has it
    return content.decode().partition("<main")[2]


def at(one: DeskReturn, page: str = "desk_return", *more: str) -> str:
    return reverse(page, args=[one.pk, *more])


def test_a_person_is_found_and_a_return_begun(desk: Client, one: DeskReturn) -> None:
    hanako = person(2, "山田 花子", "ヤマダ ハナコ")
    assert desk.post(reverse("desk_find"), {"number": "123"}).status_code == 422
    answer = desk.post(reverse("desk_find"), {"number": f"{hanako.number:010d}"})
    assert answer.url == reverse("desk_person", args=[hanako.number])  # type: ignore[attr-defined]  # a redirect has it
    assert "山田 花子" in main_of(desk.get(answer.url))  # type: ignore[attr-defined]  # as above
    values = {"tax_year": "2026", "kind": "inhabitant_return", "venue": one.venue_day.venue_id}
    begun = desk.post(reverse("desk_person", args=[hanako.number]), values)
    made = DeskReturn.objects.get(addressee=hanako)
    assert begun.url == at(made)  # type: ignore[attr-defined]  # a redirect has it
    again = desk.post(reverse("desk_person", args=[hanako.number]), values)
    assert again.status_code == 409
    assert "すでに受付中" in main_of(again)
    wrong = desk.post(reverse("desk_person", args=[hanako.number]), {**values, "ticket": "7"})
    assert "整理番号にありません" in main_of(wrong)


def test_nobody_is_found_under_a_number_that_nobody_bears(desk: Client) -> None:
    nobody = addressee_number.number(77)
    assert desk.get(reverse("desk_person", args=[nobody])).status_code == 404
    answer = desk.post(reverse("desk_find"), {"number": f"{nobody:010d}"})
    assert "この宛名番号の人はいません" in main_of(answer)


def test_both_taxes_are_answered_while_typing_and_nothing_is_saved(
    desk: Client, one: DeskReturn
) -> None:
    answer = desk.post(at(one, "desk_return_compute"), typed(wages=[WAGE]))
    shown = answer.content.decode()
    assert "納める所得税" in shown
    assert "<strong>13,500</strong>" in shown
    # 3,560,000 − 700,000 − 430,000 = 2,430,000; 10 % less 2,500, and 5,000
    assert "<strong>245,500</strong>" in shown
    assert "社会保険料控除" in shown
    assert one.history.count() == 1


@pytest.mark.parametrize(("withheld", "told"), [("0", False), ("10000", True)])
def test_whoever_needs_no_return_is_told_that_a_refund_needs_one(
    desk: Client, one: DeskReturn, withheld: str, *, told: bool
) -> None:
    wage = WAGE | {"revenue": "900000", "withheld": withheld}
    part = desk.post(at(one, "desk_return_compute"), typed(wages=[wage])).content.decode()
    assert "所得税の申告は不要です" in part
    assert ("還付を受けるには申告します（所得税法122条）" in part) is told


def test_what_is_typed_wrongly_is_told_beside_its_box(desk: Client, one: DeskReturn) -> None:
    values = typed(wages=[WAGE]) | {"insurance_kokuho": "三万", "wages-0-revenue": "x"}
    part = desk.post(at(one, "desk_return_compute"), values).content.decode()
    assert 'href="#id_insurance_kokuho"' in part
    assert 'href="#id_wages-0-revenue"' in part
    answer = desk.post(at(one), values)
    assert answer.status_code == 422
    assert "数字で入れてください" in main_of(answer)
    assert one.history.count() == 1


def test_what_was_typed_is_saved_shown_again_and_keeps_its_sources(
    desk: Client, one: DeskReturn
) -> None:
    relative: Row = {"relationship": "child", "name": "山田 一", "birth_on": "2008-05-06"}
    values = typed({"insurance_kokuho": 30_000}, wages=[WAGE], relatives=[relative])
    values |= {"unconfirmed-wages": "on", "relatives-0-birth_on": "H20.5.6"}
    assert desk.post(at(one), values).status_code == 302
    kept = newest_entries(one)
    assert kept.values == {"insurance_kokuho": 30_000}
    assert kept.rows("wages") == [{**WAGE, "secondary": False}]
    assert kept.rows("relatives")[0]["birth_on"] == "2008-05-06"
    assert kept.unconfirmed == ["wages"]
    shown = main_of(desk.get(at(one)))
    assert 'value="30,000"' in shown
    assert "平成20年5月6日" in shown
    assert "一般扶養" in shown  # 17 on 31 December 2025


def test_the_questions_come_in_their_own_order(desk: Client, one: DeskReturn) -> None:
    by_form = main_of(desk.get(at(one)))
    by_questions = main_of(desk.get(at(one), {"order": "questions"}))
    assert by_form.index("group-employment") < by_form.index("group-pension")
    assert by_questions.index("group-pension") < by_questions.index("group-employment")
    assert "年金をもらいましたか" in by_questions


def test_a_list_gets_another_row_without_being_saved(desk: Client, one: DeskReturn) -> None:
    answer = desk.post(at(one), typed(wages=[WAGE]) | {"add": "wages"})
    assert 'name="wages-2-payer"' in main_of(answer)
    assert one.history.count() == 1


def test_it_is_confirmed_looked_over_and_finished(desk: Client, one: DeskReturn) -> None:
    desk.post(at(one), typed(wages=[WAGE]))
    before = main_of(desk.get(at(one, "desk_return_finish")))
    assert "身元確認がまだです" in before
    assert desk.post(at(one, "desk_return_finish")).status_code == 409
    confirmed(one, StaffMember.objects.get(staff_number="1001"))
    assert "完了すると" in main_of(desk.get(at(one, "desk_return_finish")))
    assert desk.post(at(one, "desk_return_finish")).url == at(one)  # type: ignore[attr-defined]  # a redirect has it
    assert TaxDocument.objects.get().reference == f"desk-{one.pk}-2"
    assert "課税資料として引渡し済" in main_of(desk.get(at(one)))
    late = desk.post(at(one), typed(wages=[WAGE]))
    assert late.status_code == 409
    assert "状態が変わっています" in main_of(late)


def test_a_number_typed_is_compared_and_never_shown_again(desk: Client, one: DeskReturn) -> None:
    confirmed(one, StaffMember.objects.get(staff_number="1001"))
    digits = number_of().reveal()
    values = {"what": "number", "means": "number_card", "number": digits}
    before = one.confirmations.count()
    unsaid = desk.post(at(one, "desk_return_confirm"), {**values, "means": ""})
    assert unsaid.status_code == 422, "no document is preselected: the clerk says which was seen"
    assert one.confirmations.count() == before
    assert desk.post(at(one, "desk_return_confirm"), values).status_code == 302
    assert Confirmation.objects.order_by("pk").last().number_outcome == "agrees"  # type: ignore[union-attr]  # one was made
    wrong = desk.post(at(one, "desk_return_confirm"), {**values, "number": f"{digits[:11]}x"})
    assert wrong.status_code == 422
    off = f"{digits[:-1]}{(int(digits[-1]) + 1) % 10}"
    off_by_one = desk.post(at(one, "desk_return_confirm"), {**values, "number": off})
    assert "検査数字が合いません" in main_of(off_by_one)
    for answer in (wrong, off_by_one, desk.get(at(one))):
        assert digits[:11] not in answer.content.decode()


def test_it_is_held_opened_again_and_cancelled(desk: Client, one: DeskReturn) -> None:
    step = at(one, "desk_return_step")
    assert desk.post(step, {"step": "hold", "reason": ""}).status_code == 422
    assert desk.post(step, {"step": "hold", "reason": "番号1234の件"}).status_code == 422
    assert desk.post(step, {"step": "hold", "reason": "書類の不足"}).status_code == 302
    assert desk.post(step, {"step": "hold", "reason": "書類の不足"}).status_code == 409
    assert desk.post(step, {"step": "cancel", "reason": "本人の申出"}).status_code == 302
    assert desk.post(step, {"step": "reopen", "reason": "取消の誤り"}).status_code == 302
    one.refresh_from_db()
    assert one.state == ReturnState.TAKING
    assert desk.post(step, {"step": "burn", "reason": "理由"}).status_code == 422


def test_a_warning_is_answered_with_a_reason(desk: Client, one: DeskReturn) -> None:
    desk.post(at(one), typed({"working_student": True}, wages=[WAGE]))
    shown = main_of(desk.get(at(one)))
    key = shown.partition('name="finding" value="')[2].partition('"')[0]
    answer = {"finding": key, "reason": ""}
    assert desk.post(at(one, "desk_return_answer"), answer).status_code == 422
    assert (
        desk.post(at(one, "desk_return_answer"), answer | {"reason": "確認済"}).status_code == 302
    )
    assert "確認済" in main_of(desk.get(at(one)))


def test_a_paper_is_attached_and_something_else_refused(desk: Client, one: DeskReturn) -> None:
    address = at(one, "desk_return_attach")
    good = SimpleUploadedFile("a.png", picture("PNG"), content_type="image/png")
    assert desk.post(address, {"what": "源泉徴収票", "file": good}).status_code == 302
    assert one.attachments.get().pages == 1
    bad = SimpleUploadedFile("a.png", b"MZ program", content_type="image/png")
    assert desk.post(address, {"what": "源泉徴収票", "file": bad}).status_code == 409
    assert desk.post(address, {"what": "源泉徴収票"}).status_code == 422
    assert one.attachments.count() == 1


@pytest.mark.parametrize(
    ("page", "name", "said"),
    [
        ("desk_national_amount", "surtax", "復興特別所得税"),
        ("desk_national_amount", "payable", "納める税金"),
        ("desk_inhabitant_amount", "municipal_income_levy", "所得割"),
    ],
)
def test_every_amount_explains_itself(
    page: str, name: str, said: str, desk: Client, one: DeskReturn
) -> None:
    desk.post(at(one), typed(wages=[WAGE]))
    shown = main_of(desk.get(at(one, page, name)))
    assert said in shown
    assert "根拠：" in shown
    assert desk.get(at(one, page, "nothing")).status_code == 404


def test_the_list_is_narrowed_and_sorted(desk: Client, one: DeskReturn) -> None:
    def found(**asked: str) -> str:
        return main_of(desk.get(reverse("desk_returns"), asked))

    assert "1–1 / 1 件" in found()
    assert "0 件" in found(state="done")
    assert "0 件" in found(kind="national_return")
    assert "1–1 / 1 件" in found(number=str(one.addressee_id), sort="-addressee_id")
    assert "0 件" in found(number="999")
    assert "0 件" in found(tax_year="2025")
    assert "0 件" in found(tax_year="x")


def test_a_day_is_closed_when_nothing_is_left_half(client: Client, one: DeskReturn) -> None:
    supervisor = StaffMember.objects.get(staff_number="2001")
    client.force_login(supervisor)
    address = reverse("desk_close", args=[VenueDay.objects.get().pk])
    assert "受付中の申告が 1 件" in main_of(client.get(address))
    assert client.post(address).status_code == 409
    hold_return(return_id=one.pk, reason="書類の不足", actor=supervisor, at=now())
    assert f"受付番号 {one.pk}" in main_of(client.get(address))
    assert client.post(address, {"note": "明日来る"}).status_code == 302
    close = DayClose.objects.get()
    assert (close.held, close.note) == ([one.pk], "明日来る")
    assert close.figures["returns"]["保留"] == 1
    assert client.post(address).status_code == 409


def test_national_returns_are_listed_for_the_tax_office(desk: Client, one: DeskReturn) -> None:
    clerk = StaffMember.objects.get(staff_number="1001")
    DeskReturn.objects.filter(pk=one.pk).update(kind="national_return")
    assert "0 件" in main_of(desk.get(reverse("desk_tax_office")))
    desk.post(at(one), typed(wages=[WAGE]))
    confirmed(one, clerk)
    desk.post(at(one, "desk_return_finish"))
    assert "1–1 / 1 件" in main_of(desk.get(reverse("desk_tax_office")))
    before = {"first": "2020-01-01", "last": "2020-01-02"}
    assert "0 件" in main_of(desk.get(reverse("desk_tax_office"), before))


def test_the_address_of_a_protected_person_is_not_shown(desk: Client) -> None:
    hidden = person(3, "山本 咲子", "ヤマモト サキコ", address="加須市騎西一丁目7番地")
    protect(hidden)
    shown = main_of(desk.get(reverse("desk_person", args=[hidden.number])))
    assert "騎西" not in shown
    assert "支援措置" in shown


def test_each_look_at_a_person_is_on_record(desk: Client, one: DeskReturn) -> None:
    desk.get(at(one))
    desk.get(reverse("desk_person", args=[one.addressee_id]))
    looks = OutgoingRecord.objects.filter(subject_id=f"{one.addressee_id:010d}")
    actions = set(looks.values_list("action", flat=True))
    assert {"return_desk.return.viewed", "return_desk.person.viewed"} <= actions


def test_who_may_not_take_returns_sees_none(client: Client, one: DeskReturn) -> None:
    client.force_login(staff("3001", Role.COLLECTION_CLERK))
    assert client.get(at(one)).status_code == 404
    assert client.post(at(one, "desk_return_compute")).status_code == 404
