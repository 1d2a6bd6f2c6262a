"""Opening a printed file: the very bytes, for who may print, recorded."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import Notice, NoticeFile
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.web.views.notice_file import stored_at
from support.page_rows import AT, person, protect, staff
from support.tax_rows import run, version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])

CONTENT = b"%PDF-1.7 made up"


@pytest.fixture
def printed(client: Client) -> Iterator[NoticeFile]:
    """A printed file in its place; the clerk has signed in."""
    clerk = staff()
    client.force_login(clerk)
    file = NoticeFile.objects.create(
        run=run(clerk),
        kind="ordinary",
        number=1,
        name="ordinary_001.pdf",
        pages=12,
        notices=6,
        amount=600_000,
        digest=hashlib.sha256(CONTENT).hexdigest(),
        printed_at=AT,
    )
    path = stored_at(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(CONTENT)
    yield file
    path.unlink(missing_ok=True)


def test_the_very_bytes_are_shown_and_it_is_recorded(client: Client, printed: NoticeFile) -> None:
    answer = client.get(reverse("notice_file", args=[printed.pk]))
    assert b"".join(answer) == CONTENT
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert OutgoingRecord.objects.filter(action="assessment.notice_file.opened").count() == 1


def test_a_file_that_was_changed_is_not_shown(client: Client, printed: NoticeFile) -> None:
    stored_at(printed).write_bytes(CONTENT + b"!")
    answer = client.get(reverse("notice_file", args=[printed.pk]))
    assert answer.status_code == 409
    assert "内容が違います" in answer.text


def test_a_file_that_is_gone_is_told(client: Client, printed: NoticeFile) -> None:
    stored_at(printed).unlink()
    assert client.get(reverse("notice_file", args=[printed.pk])).status_code == 409


def test_other_peoples_notices_are_not_for_collection_clerks(
    client: Client, printed: NoticeFile
) -> None:
    client.force_login(staff("2001", Role.COLLECTION_CLERK))
    assert client.get(reverse("notice_file", args=[printed.pk])).status_code == 404


@pytest.mark.parametrize(
    ("until", "clerk", "status"),
    [
        (None, Role.TAX_CLERK, 403),
        (None, Role.TAX_SUPERVISOR, 200),
        (date(2020, 12, 31), Role.TAX_CLERK, 200),
    ],
    ids=["clerk", "supervisor", "protection ended"],
)
def test_a_protected_persons_notice_is_for_who_may_see_the_address(
    client: Client, printed: NoticeFile, until: date | None, clerk: Role, status: int
) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    decided = version(printed.run, taro, age=45, revenue_employment=5_000_000)
    Notice.objects.create(file=printed, number="0000000014", version=decided, first_page=7, pages=2)
    protect(taro, until=until)
    client.force_login(staff("2001", clerk))
    answer = client.get(reverse("notice_file", args=[printed.pk]))
    assert answer.status_code == status
    shown = OutgoingRecord.objects.filter(action="assessment.notice_file.opened").exists()
    assert shown is (status == 200)


def test_the_person_page_names_the_notice_and_its_page(client: Client, printed: NoticeFile) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    decided = version(printed.run, taro, age=45, revenue_employment=5_000_000)
    Notice.objects.create(file=printed, number="0000000014", version=decided, first_page=7, pages=2)
    page = client.get(reverse("person", args=[taro.number])).text
    assert f'href="{reverse("notice_file", args=[printed.pk])}#page=7"' in page
    assert "納税通知書 0000000014" in page
