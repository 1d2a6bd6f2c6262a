"""The pages of employers and summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.receiving.models import Employer, EmployerDecision, SummaryDecision
from juminzei.apps.receiving.waiting import waiting
from juminzei.platform.audit.outbox.models import OutgoingRecord
from support.document_rows import wage
from support.page_rows import AT
from support.receiving_rows import received_things

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
GIVEN = {"name": "丙株式会社", "address": "加須市大門町", "collector_number": "３００３"}


@pytest.fixture
def things(client: Client, clerk: StaffMember, supervisor: StaffMember) -> dict[str, int]:
    """One of everything, and a clerk who has signed in."""
    made = received_things(supervisor)
    client.force_login(clerk)
    return made


def text(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]  # a test's response has it


@pytest.mark.usefixtures("things")
def test_an_employer_is_registered_and_numbers_taken_in_either_width(client: Client) -> None:
    answer = client.post(reverse("employer_new"), GIVEN, follow=True)
    made = Employer.objects.get(collector_number="3003")
    assert f"事業所番号 {made.pk} で登録しました" in text(answer)
    assert client.post(reverse("employer_new"), GIVEN).status_code == 409
    assert client.post(reverse("employer_new"), {"name": "x"}).status_code == 422


def test_a_search_finds_by_number_and_name_and_leaves_no_name_in_an_address(
    client: Client, things: dict[str, int]
) -> None:
    client.post(reverse("employer_new"), GIVEN)

    def found(**search: str) -> int:
        answer = client.post(reverse("employer_list"), search)
        assert answer.status_code == 200, "the answer is the page itself"
        return text(answer).count("data-row")

    assert found(number="1001") == found(number="１００１") == found(name="株式会社　甲") == 1
    assert found(name="丙株式会社") == 1
    assert found(name="丁") == 0
    assert found() == 2
    records = [str(one.details) for one in OutgoingRecord.objects.all()]
    assert not any("甲" in one or "丙" in one for one in records)
    assert things


def test_a_change_shows_in_the_history(client: Client, things: dict[str, int]) -> None:
    address = reverse("employer", args=[things["employer_id"]])
    change = reverse("employer_change", args=[things["employer_id"]])
    assert client.post(change, {**GIVEN, "seen": "1"}).status_code == 302
    page = text(client.get(address))
    assert "株式会社甲" in page, "the former name, in the history"
    assert "丙株式会社" in page
    assert client.post(change, {**GIVEN, "seen": "1"}).status_code == 409
    assert client.post(change, {**GIVEN, "seen": "x"}).status_code == 422


def test_a_merger_leads_to_the_other(client: Client, things: dict[str, int]) -> None:
    client.post(reverse("employer_new"), GIVEN)
    other = Employer.objects.get(collector_number="3003")
    merge = reverse("employer_merge", args=[things["employer_id"]])
    assert client.post(merge, {"into": ""}).status_code == 422
    assert client.post(merge, {"into": "999999"}).status_code == 409
    page = text(client.post(merge, {"into": str(other.pk)}, follow=True))
    assert f"事業所 {other.pk}</a> に合併しました" in page
    assert "変更する" not in page
    assert f"事業所 {things['employer_id']}" in text(
        client.get(reverse("employer", args=[other.pk]))
    )


def test_reasons_of_ordinary_collection_are_shown_by_year(
    client: Client, things: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """普A to F of an employer's reports, with the city's own threshold of 普C."""
    monkeypatch.setattr("juminzei.apps.receiving.views.employers.now", lambda: AT)
    for reason in ("", "C", "C", "F"):
        wage(
            None, 900_000, collector_number="1001", state="active",
            ordinary_collection=bool(reason), ordinary_reason=reason,
        )  # fmt: skip
    page = text(client.get(reverse("employer", args=[things["employer_id"]])))
    row = page.partition("令和8年度")[2].partition("</tr>")[0]
    counts = [part.partition("<")[0] for part in row.split('class="number">')[1:]]
    assert counts == ["4", "1", "0", "0", "2", "0", "0", "1"]
    assert "930,000 円以下" in page
    assert "仮定" in page


def test_an_unknown_payer_is_decided_once(client: Client, things: dict[str, int]) -> None:
    """R-2.3.5: registration queue → decision."""
    assert "乙商店" in text(client.get(reverse("unknown_employer_list")))
    one = reverse("unknown_employer", args=[things["unknown_employer_id"]])
    assert client.get(one).status_code == 200
    assert client.post(one, {}).status_code == 422
    assert client.post(one, {"outcome": "same"}).status_code == 409
    given = {"outcome": "same", "employer": str(things["employer_id"])}
    assert client.post(one, given).status_code == 302
    assert client.post(one, given).status_code == 409
    assert EmployerDecision.objects.get().employer_id == things["employer_id"]
    assert "乙商店" not in text(client.get(reverse("unknown_employer_list")))


def test_a_summary_that_differs_is_listed_and_decided(
    client: Client, things: dict[str, int], clerk: StaffMember
) -> None:
    """EL-04: the worklist, both figures, a reason, and off the list."""
    functions = {"documents.import", "employers.edit"}
    tasks = {task.label: task.count for task in waiting(clerk, functions, AT)}
    assert tasks == {
        "登録のない支払者": 1,
        "総括表と明細の差異": 1,
        "利用者IDの確認": 1,
        "特別徴収の届出": 1,
        "回送の紙面の処理": 0,
    }
    worklist = reverse("summary_list")
    assert "報告人員 -3" in text(client.get(worklist))
    page = text(client.get(reverse("summary", args=[things["summary_id"]])))
    figures = page.partition('name="seen" value="')[2].partition('"')[0]
    assert figures == "3/0 1/0 1/0 1/0"
    decide = reverse("summary_decide", args=[things["summary_id"]])
    given = {"outcome": "accepted", "reason": "紙で別に届く", "seen": figures}
    assert client.post(decide, {**given, "reason": ""}).status_code == 422
    assert client.post(decide, {**given, "seen": "x"}).status_code == 409
    assert client.post(decide, given).status_code == 302
    assert "data-row" not in text(client.get(worklist))
    assert "了承済" in text(client.get(f"{worklist}?state=accepted&year=2026"))
    assert SummaryDecision.objects.get().decided_by == clerk
    assert client.get(f"{worklist}?year=x").status_code == 200


@pytest.mark.usefixtures("things")
def test_what_is_not_there_is_404(client: Client) -> None:
    for name in ("employer", "unknown_employer", "summary"):
        assert client.get(reverse(name, args=[999_999])).status_code == 404
    for name in ("employer_change", "employer_merge"):
        assert client.post(reverse(name, args=[999_999])).status_code == 404
