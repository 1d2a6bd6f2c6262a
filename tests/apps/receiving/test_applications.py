"""Notifications of employers: received once, tied to employer and person, seen, decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.receiving.models import (
    ApplicationDecision,
    ApplicationOutcome,
    EmployerApplication,
)
from juminzei.apps.receiving.selectors.applications import (
    employer_of_application,
    people_of_application,
    person_candidates,
)
from juminzei.apps.receiving.services.decide_application import decide_application
from juminzei.apps.receiving.services.employer_register import EmployerEntry, register_employer
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.waiting import waiting
from juminzei.formats import employer_application
from juminzei.formats.employer_application import ApplicationKind
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.applications import application
from support.document_rows import number, person_on_the_list, wage
from support.page_rows import AT, staff
from support.receiving_rows import taken

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from juminzei.apps.receiving.models import Employer
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
NAME = {"person_name": "加藤　一郎", "person_kana": "カトウ　イチロウ"}


@pytest.fixture
def employer(clerk: StaffMember) -> Employer:
    entry = EmployerEntry(name="株式会社甲", address="加須市三俣", collector_number="1001")
    return register_employer(entry, actor=clerk, at=AT)


def sent(clerk: StaffMember, folder: Path, *kinds: str, **fields: object) -> EmployerApplication:
    """Take in a file of notifications and return the newest."""
    rows = [application(kind, **fields) for kind in kinds or ("異動",)]
    taken(clerk, employer_application.write(rows), folder)
    return EmployerApplication.objects.latest("pk")


def decide(
    one: EmployerApplication, clerk: StaffMember, outcome: str = "accepted", **given: object
) -> ApplicationDecision:
    return decide_application(
        one.pk,
        outcome=ApplicationOutcome(outcome),
        actor=clerk,
        at=AT,
        **given,  # type: ignore[arg-type]  # each test names its own
    )


def test_every_kind_of_notification_is_received_once(clerk: StaffMember, tmp_path: Path) -> None:
    """EL-02; T-J02, T-I02: sent again, alone or in a longer file, nothing is doubled."""
    data = employer_application.write([application(kind) for kind in ApplicationKind])
    file = taken(clerk, data, tmp_path)
    assert (file.state, file.kind) == ("taken", "employer_application")
    assert (file.received_rows, file.accepted, file.duplicates) == (5, 5, 0)
    again = taken(clerk, data, tmp_path, name="renamed.csv")
    assert (again.accepted, again.duplicates) == (0, 5)
    longer = employer_application.write(
        [application("異動"), application("切替", begins_in="2026-09")]
    )
    more = taken(clerk, longer, tmp_path)
    assert (more.accepted, more.duplicates) == (1, 1)
    assert EmployerApplication.objects.count() == 6
    received = ReceivedFile.objects.order_by("pk")[0]
    assert (received.channel, received.source) == ("eltax", "employer")
    assert received.delivery == file.delivery_id
    one = EmployerApplication.objects.get(application="異動")
    assert (one.stated["movement"], one.stated["collected_yen"]) == ("退職", 20_000)
    assert one.stated["moved_on"] == "2026-05-31"
    assert one.person_birth_on is not None


def test_a_file_with_a_broken_row_waits_with_place_and_remedy(
    clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I12: nothing of it is taken."""
    rows = [application("異動"), application("切替", begins_in="6月")]
    file = taken(clerk, employer_application.write(rows), tmp_path)
    assert file.state == "quarantined"
    assert "3 行目 特別徴収の開始月" in file.reason
    assert not EmployerApplication.objects.exists()


def test_a_notification_of_another_year_is_not_taken(clerk: StaffMember, tmp_path: Path) -> None:
    data = employer_application.write([application("異動")])
    file = taken(clerk, data, tmp_path, tax_year=2025)
    assert file.state == "quarantined"
    assert "令和7年度の届出ではありません" in file.reason


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"recipient_reference": "77", **NAME}, True),
        ({"recipient_reference": "77", "person_name": "加藤", "person_kana": ""}, True),
        ({"recipient_reference": "77", "person_name": "別人", "person_kana": "ベツジン"}, False),
        ({"recipient_reference": "", **NAME}, True),
        ({"recipient_reference": "78", **NAME, "person_birth_on": None}, False),
        ({"recipient_reference": "77", "collector_number": "9", **NAME}, False),
    ],
)
def test_the_person_is_found_by_the_employers_own_reports(
    said: dict[str, object], *, found: bool, clerk: StaffMember, tmp_path: Path
) -> None:
    person_on_the_list(1)
    wage(
        number(1), 1_000_000, collector_number="1001", recipient_reference="77",
        kana="カトウ　イチロウ", birth_on=application("異動").person_birth_on,
    )  # fmt: skip
    one = sent(clerk, tmp_path, "異動", **said)
    assert person_candidates(one) == ([number(1)] if found else [])
    assert list(people_of_application(one.pk)) == person_candidates(one)


def test_an_accepted_notification_stands_by_with_employer_and_person(
    clerk: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    """EL-02: checked, tied, on record; it is decided once and appended only."""
    person_on_the_list(1)
    one = sent(clerk, tmp_path)
    assert employer_of_application(one) == employer
    decision = decide(one, clerk, employer_id=employer.pk, addressee=number(1))
    assert (decision.employer, decision.addressee_id) == (employer, number(1))
    assert list(people_of_application(one.pk)) == [number(1)]
    record = OutgoingRecord.objects.get(action="receiving.application.accepted")
    assert (record.subject_kind, record.details["application"]) == ("addressee", one.pk)
    with pytest.raises(ReceivingRefusedError, match="判断を待っている届出ではありません"):
        decide(one, clerk, employer_id=employer.pk, addressee=number(1))


@pytest.mark.parametrize(
    ("outcome", "with_employer", "addressee", "said"),
    [
        ("accepted", False, 1, "事業所番号"),
        ("accepted", True, 99, "宛名番号"),
        ("accepted", True, None, "宛名番号"),
        ("returned", True, 1, "差し戻す理由"),
    ],
)
def test_a_word_that_lacks_something_is_refused(
    outcome: str, *, with_employer: bool, addressee: int | None, said: str, clerk: StaffMember,
    employer: Employer, tmp_path: Path
) -> None:  # fmt: skip
    person_on_the_list(1)
    one = sent(clerk, tmp_path)
    who = None if addressee is None else number(addressee)
    with pytest.raises(ReceivingRefusedError, match=said):
        decide(
            one, clerk, outcome, addressee=who, employer_id=employer.pk if with_employer else None
        )
    assert not ApplicationDecision.objects.exists()


def test_a_change_of_name_is_about_nobody_and_a_returned_one_says_why(
    clerk: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    one = sent(clerk, tmp_path, "名称所在地変更")
    assert decide(one, clerk, employer_id=employer.pk).addressee_id is None
    other = sent(clerk, tmp_path, "切替")
    assert decide(other, clerk, "returned", reason="開始月が過ぎている").employer is None


def test_who_may_not_take_in_documents_decides_nothing(clerk: StaffMember, tmp_path: Path) -> None:
    one = sent(clerk, tmp_path)
    with pytest.raises(NotPermittedError):
        decide(one, staff("4001", Role.COLLECTION_CLERK), "returned", reason="x")


def test_the_worklist_leads_to_the_word(
    client: Client, clerk: StaffMember, employer: Employer, tmp_path: Path
) -> None:
    person_on_the_list(1)
    wage(number(1), 1, collector_number="1001", recipient_reference="1", kana="カトウイチロウ")
    one = sent(clerk, tmp_path)
    client.force_login(clerk)
    listing = reverse("employer_application_list")
    assert "判断待ち" in client.get(listing).text
    tasks = {task.view: task.count for task in waiting(clerk, {"documents.import"}, AT)}
    assert tasks["employer_application_list"] == 1
    page = client.get(reverse("employer_application", args=[one.pk])).text
    for words in ("退職", "普通徴収", f"{number(1):010d}", f'value="{employer.pk}"'):
        assert words in page
    address = reverse("employer_application", args=[one.pk])
    assert client.post(address, {"outcome": "returned"}).status_code == 409
    refused = client.post(address, {"outcome": "returned", "reason": "1" * 12})
    assert refused.status_code == 422
    given = {"outcome": "accepted", "employer": employer.pk, "addressee": number(1)}
    assert "判断を記録しました" in client.post(address, given, follow=True).text
    assert "該当する届出はありません" in client.get(listing).text
    assert "受付済" in client.get(listing, {"state": "accepted", "application": "異動"}).text
    assert "該当する届出" in client.get(listing, {"state": "all", "number": "9"}).text
    assert client.get(reverse("employer_application", args=[one.pk + 9])).status_code == 404
