"""Pages of checks: the list, the worklist, a case, letters, the tax office's list, relatives."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import StatedRelative, TaxDocument
from juminzei.apps.crosschecks.models import Case, CaseEvent, CaseLetter
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.limits.models import PersonLookedAt
from juminzei.platform.staff.policy import Role
from support.check_city import claimed_son, family, relative, run
from support.document_rows import wage
from support.page_rows import protect, staff
from support.printed_pages import texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def clerk(client: Client) -> StaffMember:
    member = staff("1001", Role.TAX_SUPERVISOR)
    client.force_login(member)
    return member


def text(client: Client, view: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(view, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2]


def post(client: Client, view: str, *args: object, **given: object) -> HttpResponse:
    return client.post(reverse(view, args=args), given)  # type: ignore[return-value]  # what a test's client returns is one


def over() -> Case:
    return Case.objects.filter(check_id="dependant_income_over").order_by("addressee")[0]


def test_the_checks_are_run_from_their_page_and_counted(clerk: StaffMember, client: Client) -> None:
    claimed_son(clerk)
    assert "まだチェックしていません" in text(client, "crosscheck_list")
    post(client, "crosscheck_run")
    shown = text(client, "crosscheck_list")
    assert "該当 3 件（新規 3 件、消滅 0 件）" in shown
    assert "扶養親族の所得が限度額を超える" in shown
    assert StatedRelative.objects.exclude(resolution="").count() == 2


def test_checks_before_the_list_is_frozen_say_so(clerk: StaffMember, client: Client) -> None:
    assert clerk.pk
    answer = client.post(reverse("crosscheck_run"), follow=True)
    assert "課税対象者名簿が確定していません" in answer.content.decode()


def test_the_worklist_is_narrowed_and_sorted(clerk: StaffMember, client: Client) -> None:
    numbers = claimed_son(clerk)
    run(clerk)
    listed = text(client, "crosscheck_cases")
    assert "1-3 / 3" in listed.replace("〜", "-").replace("–", "-")
    one = text(client, "crosscheck_cases", check="dependant_claimed_by_two", sort="-pk")
    assert f"{numbers[3]:010d}" in one
    assert f"{numbers[1]:010d}" not in one
    for narrowed in ({"kind": "premiums"}, {"severity": "notice"}, {"state": "done"}):
        assert "該当はありません" in text(client, "crosscheck_cases", **narrowed)
    assert "該当はありません" in text(client, "crosscheck_cases", check="unknown")
    assert OutgoingRecord.objects.filter(action="crosschecks.cases.viewed").exists()


def test_a_persons_cases_are_found_by_number(clerk: StaffMember, client: Client) -> None:
    numbers = claimed_son(clerk)
    run(clerk)
    found = post(client, "crosscheck_find", number=f"{numbers[3]:010d}")
    assert found["Location"] == reverse("crosscheck_person", args=[numbers[3]])
    shown = text(client, "crosscheck_person", numbers[3])
    assert shown.count("data-row") == 3
    assert PersonLookedAt.objects.filter(addressee_number=numbers[3]).exists()
    assert post(client, "crosscheck_find", number="1").status_code == 422
    assert client.get(reverse("crosscheck_person", args=[1])).status_code == 404


def test_a_case_says_why_who_and_what_to_do(clerk: StaffMember, client: Client) -> None:
    numbers = claimed_son(clerk)
    run(clerk)
    shown = text(client, "crosscheck_case", over().pk)
    for said in (
        "1,320,000円",
        "扶養控除を否認する",
        "地方税法292条",
        "山田 太郎",
        "山田 一郎",
        "甲1",
    ):
        assert said in shown
    twice = Case.objects.get(check_id="dependant_claimed_by_two")
    both = text(client, "crosscheck_case", twice.pk)
    assert f"{numbers[1]:010d}" in both
    assert f"{numbers[2]:010d}" in both
    assert client.get(reverse("crosscheck_case", args=[999_999])).status_code == 404
    viewed = OutgoingRecord.objects.filter(action="crosschecks.case.viewed")
    assert viewed.order_by("pk")[0].subject_id == f"{numbers[1]:010d}"


def test_a_clerk_decides_a_case(clerk: StaffMember, client: Client) -> None:
    claimed_son(clerk)
    run(clerk)
    one = over()
    assert post(client, "crosscheck_case_enter", one.pk, state="done").status_code == 409
    digits = post(client, "crosscheck_case_enter", one.pk, state="begun", note="電話0480111")
    assert digits.status_code == 422
    given = {"state": "done", "result": "denied", "note": "本人に確認"}
    assert post(client, "crosscheck_case_enter", one.pk, **given).status_code == 302
    shown = text(client, "crosscheck_case", one.pk)
    assert "扶養等を否認" in shown
    assert "本人に確認" in shown
    assert CaseEvent.objects.filter(case=one).count() == 2


def test_several_cases_are_decided_at_once(clerk: StaffMember, client: Client) -> None:
    claimed_son(clerk)
    run(clerk)
    keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    Case.objects.filter(pk=keys[0]).update(state="gone")
    answer = post(client, "crosscheck_bulk", state="begun", cases=[*keys, "x"])
    shown = answer.content.decode()
    assert "3 件のうち 2 件を登録しました" in shown
    assert "該当しなくなったので" in shown
    assert post(client, "crosscheck_bulk", state="begun").status_code == 422
    assert post(client, "crosscheck_bulk", state="x", cases=keys).status_code == 422


KUMAGAYA = {"city_name": "熊谷市", "municipality": "112020"}


def letter(
    client: Client,
    case: Case,
    kind: str,
    to: int,
    *,
    days: int = 14,
    city: Mapping[str, str] | None = None,
) -> HttpResponse:
    reply_by = (now().date() + timedelta(days=days)).isoformat()
    given = {**KUMAGAYA, **(city or {})} if kind == "city" else {}
    return post(client, "crosscheck_letter", case.pk, kind=kind, to=to, reply_by=reply_by, **given)


def test_letters_tell_each_no_more_than_they_may_know(clerk: StaffMember, client: Client) -> None:
    """扶養否認: the son's income stands in no letter to his father or the father's employer."""
    numbers = claimed_son(clerk)
    run(clerk)
    one = over()
    report = TaxDocument.objects.get(payer_name="甲1")
    for kind, to, said in (
        ("denial", numbers[1], "山田 太郎　様"),
        ("employer", report.pk, "甲1　御中"),
        ("city", numbers[3], "熊谷市長　様"),
    ):
        answer = letter(client, one, kind, to)
        assert answer["Content-Type"] == "application/pdf"
        printed = "".join(texts(answer.content))
        assert said.replace("　", "").replace(" ", "") in printed.replace("　", "").replace(" ", "")
        assert "1,320,000" not in printed
    assert list(CaseLetter.objects.order_by("pk").values_list("kind", flat=True)) == [
        "denial",
        "employer",
        "city",
    ]
    assert "給与支払者への連絡" in text(client, "crosscheck_case", one.pk)
    assert OutgoingRecord.objects.filter(action="crosschecks.letter.written").count() == 3


def test_a_letter_goes_to_nobody_else_and_not_before_today(
    clerk: StaffMember, client: Client
) -> None:
    numbers = claimed_son(clerk)
    run(clerk)
    one = over()
    report = TaxDocument.objects.get(payer_name="甲1")
    assert letter(client, one, "denial", 999_999).status_code == 422
    assert letter(client, one, "denial", report.pk).status_code == 409
    assert letter(client, one, "employer", numbers[1]).status_code == 409
    assert letter(client, one, "denial", numbers[1], days=0).status_code == 409
    Case.objects.filter(pk=one.pk).update(state="gone")
    assert letter(client, one, "denial", numbers[1]).status_code == 409
    assert not CaseLetter.objects.exists()


def test_nothing_about_the_protected_goes_to_another_city(
    clerk: StaffMember, client: Client
) -> None:
    numbers = claimed_son(clerk)
    run(clerk)
    one = over()
    assert one.other is not None
    protect(one.other)
    assert letter(client, one, "city", numbers[3]).status_code == 409
    assert letter(client, one, "city", numbers[1]).status_code == 409
    assert not CaseLetter.objects.exists()


@pytest.mark.parametrize(
    ("city", "problem"),
    [
        ({"city_name": ""}, "市・区・町・村まで"),
        ({"city_name": "熊谷"}, "市・区・町・村まで"),
        ({"municipality": "112021"}, "検査数字"),
        ({"municipality": ""}, "検査数字"),
        ({"municipality": "112101"}, "自市町村"),
    ],
)
def test_an_inquiry_names_the_city_that_is_asked(
    clerk: StaffMember, client: Client, city: dict[str, str], problem: str
) -> None:
    numbers = claimed_son(clerk)
    run(clerk)
    answer = letter(client, over(), "city", numbers[1], city=city)
    assert answer.status_code == 409
    assert problem in answer.content.decode()
    assert not CaseLetter.objects.exists()


def test_an_inquiry_tells_the_address_there_and_is_kept_with_its_city(
    clerk: StaffMember, client: Client
) -> None:
    """他市照会: who, where the document says that they live, and whom we asked."""
    numbers = claimed_son(clerk)
    StatedRelative.objects.update(apart_address="熊谷市宮町１－１")
    run(clerk)
    one = over()
    answer = letter(client, one, "city", numbers[1], city={"municipality": "１１２０２０"})
    printed = "".join("".join(texts(answer.content)).split())
    assert "住所熊谷市宮町" in printed
    assert "1,320,000" not in printed
    kept = CaseLetter.objects.get()
    assert (kept.municipality, kept.city_name) == ("112020", "熊谷市")
    assert "熊谷市（112020）" in text(client, "crosscheck_case", one.pk)
    record = OutgoingRecord.objects.get(action="crosschecks.letter.written")
    assert record.details["municipality"] == "112020"
    assert "宮町" not in str(record.details)


def test_letters_name_the_relative_to_those_who_named_them_and_to_whom_is_asked(
    clerk: StaffMember, client: Client
) -> None:
    numbers = claimed_son(clerk)
    StatedRelative.objects.update(birth_on=date(1980, 4, 2))
    run(clerk)
    one = over()
    report = TaxDocument.objects.get(payer_name="甲1")
    told = {
        kind: "".join("".join(texts(letter(client, one, kind, to).content)).split())
        for kind, to in (
            ("denial", numbers[1]),
            ("taxpayer", numbers[3]),
            ("employer", report.pk),
            ("city", numbers[1]),
        )
    }
    assert "山田一郎（資料の記載）" in told["denial"]
    assert "山田一郎（資料の記載）" in told["employer"]
    assert "資料の記載" not in told["taxpayer"]  # the son himself named nobody
    assert "山田一郎（ヤマダイチロウ）昭和55年4月2日生" in told["city"]


def test_the_tax_office_is_told_of_denials_and_nothing_else(
    clerk: StaffMember, client: Client
) -> None:
    """扶養是正: name, address, payer, what and since when; no income, no number."""
    numbers = claimed_son(clerk)
    run(clerk)
    post(client, "crosscheck_case_enter", over().pk, state="done", result="denied")
    answer = post(client, "crosscheck_report")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "年度,対象者,住所,支払者,否認の内容,根拠,決定日"
    assert len(lines) == 2
    assert "山田 太郎" in lines[1]
    assert "三俣" in lines[1]
    for kept in ("1,320,000", f"{numbers[1]:010d}", "山田 一郎"):
        assert kept not in lines[1]
    father = over().addressee
    assert father is not None
    protect(father)
    assert "三俣" not in post(client, "crosscheck_report").content.decode()
    assert OutgoingRecord.objects.filter(action="crosschecks.report.handed_out").count() == 2


def test_a_payer_named_like_a_formula_stays_text(clerk: StaffMember, client: Client) -> None:
    claimed_son(clerk)
    TaxDocument.objects.filter(payer_name="甲1").update(payer_name="=cmd|' /C calc'!A0")
    run(clerk)
    post(client, "crosscheck_case_enter", over().pk, state="done", result="denied")
    assert ",'=cmd" in post(client, "crosscheck_report").content.decode()


def test_only_a_supervisor_hands_out_the_tax_offices_list(client: Client) -> None:
    client.force_login(staff("1002", Role.TAX_CLERK))
    assert post(client, "crosscheck_report").status_code == 403
    client.force_login(staff("1003", Role.COLLECTION_CLERK))
    assert client.get(reverse("crosscheck_list")).status_code == 403


def test_relatives_who_wait_are_told_by_a_clerk(clerk: StaffMember, client: Client) -> None:
    numbers = family(clerk)
    one = relative(wage(numbers[1], 5_000_000), "spouse", 2)
    listed = text(client, "crosscheck_relatives")
    assert "山田 花子" in listed
    assert "未特定 1 人" in listed
    shown = text(client, "crosscheck_relative", one.pk)
    assert f"{numbers[2]:010d}" in shown
    assert "三俣" not in shown
    decide = {"outcome": "clerk", "number": f"{numbers[2]:010d}"}
    assert post(client, "crosscheck_relative_decide", one.pk, outcome="clerk").status_code == 409
    wrong = {"outcome": "clerk", "number": "123"}
    assert post(client, "crosscheck_relative_decide", one.pk, **wrong).status_code == 422
    assert post(client, "crosscheck_relative_decide", one.pk, **decide).status_code == 302
    one.refresh_from_db()
    assert (one.addressee_id, one.resolution) == (numbers[2], "clerk")
    assert "該当する親族はいません" in text(client, "crosscheck_relatives")
    assert "山田 花子" in text(client, "crosscheck_relatives", resolution="clerk")
    assert client.get(reverse("crosscheck_relative", args=[999_999])).status_code == 404


def test_what_waits_stands_on_the_home_page(clerk: StaffMember, client: Client) -> None:
    claimed_son(clerk)
    run(clerk)
    assert "課税資料チェックの該当" in text(client, "home")
