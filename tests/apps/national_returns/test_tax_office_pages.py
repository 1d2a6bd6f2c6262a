"""KR-14: the pages of 扶養是正 and 更正, as two people use them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.crosschecks.check_rules import checks
from juminzei.apps.crosschecks.models import Case, CheckRun
from juminzei.apps.national_returns.models import AgencyReport, ReturnCorrection, StagedReturn
from juminzei.platform.clock import now
from juminzei.platform.staff.policy import Role
from support.made_up_returns import a_return, index_row, xml_of
from support.national_rows import identified, taken
from support.page_rows import person, protect, staff

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

    from juminzei.formats.national_return_record import Value
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

CHECK = next(one for one in checks().values() if one.kind == "dependants")
RELATIVE: dict[str, Value] = {
    "ABY00160": "山田　空",
    "ABY00180": "子",
    "ABY00190": date(2008, 5, 5),
}


@pytest.fixture
def clerk(client: Client) -> StaffMember:
    member = staff("1001")
    client.force_login(member)
    return member


@pytest.fixture
def one(clerk: StaffMember) -> StagedReturn:
    """A return whose child was denied."""
    at = now()
    xml = xml_of(a_return({"ABB00540": 380_000}, {"ABY00150": [RELATIVE]}))
    (staged,) = taken([(index_row(1, reference="A"), xml, [])], clerk, at=at)
    identified(staged, person(1, "山田　太郎", "ヤマダ　タロウ"))
    run = CheckRun.objects.create(
        tax_year=2026, rules_digest="0", run_at=at, run_by=clerk, found=1, new=1, gone=0
    )
    Case.objects.create(
        tax_year=2026,
        check_id=CHECK.id,
        subject="1",
        document=staged.document,
        reason="所得が多い",
        state="done",
        result="denied",
        found_at=at,
        last_run=run,
    )
    return staged


def main(answer: Answer) -> str:
    text = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def day(value: date) -> str:
    return value.isoformat()


def report(client: Client) -> Answer:
    told = {"tax_year": 2026, "reply_by": day(now().date() + timedelta(days=20))}
    return client.post(reverse("national_agency_report"), told)


def correction(**changed: object) -> dict[str, object]:
    told = {"kind": "agency", "decided_on": day(now().date()), "notice_number": "法個1"}
    return {**told, "ABB00540": "0", "relative_1": "on", **changed}


def test_reported_answered_with_a_correction_and_closed_by_two_people(
    client: Client, one: StagedReturn
) -> None:
    assert "まだ税務署に報告していないもの：1 件" in main(client.get(reverse("national_agency")))
    answer = report(client)
    assert answer["Content-Type"].startswith("text/csv")
    assert "山田　太郎" in answer.content.decode()
    page = reverse("national_agency_return", args=[one.pk])
    assert "回答待ち" in main(client.get(page))
    propose = reverse("national_agency_propose", args=[one.pk])
    said = main(client.post(propose, correction(), follow=True))
    assert "別の職員が決定します" in said
    assert "扶養控除 380,000 → 0" in said
    assert "自分の起案です" in said
    client.force_login(staff("9001", Role.TAX_SUPERVISOR))
    assert "決定を待つ更正・修正" in main(client.get(reverse("national_agency")))
    decide = reverse("national_agency_decide", args=[one.pk])
    said = main(client.post(decide, {"outcome": "grant"}, follow=True))
    assert "課税資料を差し替えました" in said
    assert "更正・修正あり" in said
    assert "承認 課税 花子" in said
    open_ones = client.get(reverse("national_agency"), {"state": "open"})
    assert "報告はありません" in main(open_ones)


def test_no_correction_is_entered_and_the_report_is_closed(
    client: Client, one: StagedReturn
) -> None:
    report(client)
    told = {"report_id": AgencyReport.objects.get().pk, "outcome": "unchanged"}
    told["answered_on"] = day(now().date())
    address = reverse("national_agency_answer", args=[one.pk])
    assert "税務署の回答を登録しました" in main(client.post(address, told, follow=True))
    again = client.post(address, told)
    assert again.status_code == 422
    listed = main(client.get(reverse("national_agency"), {"state": "answered"}))
    assert "更正なし" in listed


def test_a_correction_that_came_is_proposed_with_what_it_changed(
    client: Client, one: StagedReturn, clerk: StaffMember
) -> None:
    report(client)
    address = reverse("national_agency_return", args=[one.pk])
    assert "届いた新しい申告" not in main(client.get(address))
    xml = xml_of(a_return({"ABB00540": 0}))
    newer = index_row(1, reference="A", kind="更正", received_on=date(2026, 4, 1))
    taken([(newer, xml, [])], clerk, at=now(), delivery_id="E2")
    answer = client.get(address)
    said = main(answer)
    assert "更正 収受 令和8年4月1日" in said
    assert "380,000 → 0" in said
    assert "1 行 → 0 行" in said
    form = answer.context["answer"]
    told = {"report_id": form.fields["report_id"].choices[0][0], **form.initial}
    assert told["outcome"] == "corrected"
    saved = client.post(reverse("national_agency_answer", args=[one.pk]), told, follow=True)
    assert "税務署の回答を登録しました" in main(saved)
    assert AgencyReport.objects.get().answer.outcome == "corrected"


def test_reports_that_are_late_are_listed_and_told(
    client: Client, one: StagedReturn, clerk: StaffMember
) -> None:
    AgencyReport.objects.create(
        staged=one,
        case_number=9,
        found="所得超過",
        basis="",
        reply_by=now().date() - timedelta(days=1),
        reported_by=clerk,
        reported_at=now(),
    )
    assert "回答期限が過ぎた報告が 1 件" in main(client.get(reverse("national_agency")))
    assert "所得超過" in main(client.get(reverse("national_agency"), {"state": "overdue"}))
    other = client.get(reverse("national_agency"), {"tax_year": 2025})
    assert "所得超過" not in main(other)


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        ({"tax_year": "", "reply_by": ""}, 422, "必須"),
        ({"tax_year": 2026, "reply_by": "2020-01-01"}, 409, "今日より後の日"),
        ({"tax_year": 2025, "reply_by": "2099-01-01"}, 409, "報告していない否認はありません"),
    ],
)
def test_a_report_that_cannot_be_says_why(
    client: Client, one: StagedReturn, told: dict[str, object], status: int, words: str
) -> None:
    assert one.pk
    answer = client.post(reverse("national_agency_report"), told)
    assert answer.status_code == status
    assert words in main(answer)


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"ABB00540": "x"}, 422),
        ({"decided_on": ""}, 422),
        ({"decided_on": "2099-01-01"}, 409),
        ({"ABB00540": "", "relative_1": ""}, 409),
    ],
)
def test_a_correction_that_cannot_be_is_shown_again(
    client: Client, one: StagedReturn, changed: dict[str, object], status: int
) -> None:
    told = {name: value for name, value in correction(**changed).items() if value != ""}
    answer = client.post(reverse("national_agency_propose", args=[one.pk]), told)
    assert answer.status_code == status
    assert not ReturnCorrection.objects.exists()


def test_who_may_not_decide_is_refused_and_an_unknown_return_is_not_there(
    client: Client, one: StagedReturn
) -> None:
    decide = reverse("national_agency_decide", args=[one.pk])
    assert client.post(decide, {"outcome": "grant"}).status_code == 403
    for unknown in (999_999, 2**63):
        address = reverse("national_agency_return", args=[unknown])
        assert client.get(address).status_code == 404


def test_no_address_stands_on_these_pages(client: Client, one: StagedReturn) -> None:
    protect(Addressee.objects.get(pk=one.addressee_id or 0))
    report(client)
    for address in (
        reverse("national_agency"),
        reverse("national_agency_return", args=[one.pk]),
    ):
        assert "大門町" not in client.get(address).content.decode()
