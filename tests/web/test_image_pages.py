"""Images are looked at by who may, one page at a time, each on record with whom it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings as installed
from django.urls import reverse

from juminzei.apps.images.api import erase_images, register_subject, store_images
from juminzei.apps.images.folder import path_of
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.keys.installed import key_path
from juminzei.platform.limits.models import PersonLookedAt
from juminzei.platform.staff.policy import Role
from support.close_staff import tied
from support.image_files import pixels, scanned
from support.page_rows import AT, person, protect, staff

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import Settings

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
OURS = "test_document"


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def clerk(client: Client) -> StaffMember:
    member = staff()
    client.force_login(member)
    return member


def images(actor: StaffMember, about: int | None = None) -> int:
    """Store two pages of a document of somebody's, or of nobody known yet."""
    register_subject(OURS, lambda keys: dict.fromkeys(keys, about))
    return store_images([scanned(0, 1)], about=OURS, actor=actor, at=AT)


def page(key: int, number: int = 1) -> str:
    return reverse("image_page", args=[key, number])


def views(action: str = "images.viewed") -> list[tuple[str, str, object]]:
    found = OutgoingRecord.objects.filter(action=action).order_by("pk")
    return [(one.subject_kind, one.subject_id, one.details.get("page")) for one in found]


def test_a_page_is_a_picture_that_no_browser_keeps(clerk: StaffMember, client: Client) -> None:
    answer = client.get(page(images(clerk), 2))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert pixels(answer.content) == pixels(scanned(1))
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_every_page_that_is_looked_at_is_on_record_with_the_person(
    clerk: StaffMember, client: Client
) -> None:
    """KR-13: who looked at which page of whose document, and when."""
    someone = person(1, "見本　太郎", "ミホン　タロウ")
    key = images(clerk, someone.number)
    client.get(page(key, 1))
    client.get(page(key, 2))

    whose = f"{someone.number:010d}"
    assert views() == [("addressee", whose, 1), ("addressee", whose, 2)]
    assert OutgoingRecord.objects.filter(action="images.viewed")[0].staff_number == "1001"
    assert PersonLookedAt.objects.get().addressee_number == someone.number


def test_an_image_of_nobody_known_yet_is_on_record_by_itself(
    clerk: StaffMember, client: Client
) -> None:
    key = images(clerk)
    assert client.get(page(key)).status_code == 200
    assert views() == [("image_set", str(key), 1)]
    assert "まだ誰の資料か" in client.get(reverse("image_set", args=[key])).content.decode()


@pytest.mark.parametrize("role", [Role.COLLECTION_CLERK, Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_may_not_see_images_is_told_there_are_none_and_recorded(
    role: Role, client: Client
) -> None:
    key = images(staff("2001"))
    client.force_login(staff("1001", role))
    for address in (page(key), reverse("image_set", args=[key])):
        assert client.get(address).status_code == 404
    denied = OutgoingRecord.objects.filter(action="permission.denied")
    assert {one.details["image_set_id"] for one in denied} == {str(key)}
    assert views() == []


def test_a_protected_persons_image_needs_the_permission_for_their_address(
    clerk: StaffMember, client: Client
) -> None:
    hidden = person(2, "見本　花子", "ミホン　ハナコ")
    protect(hidden)
    key = images(clerk, hidden.number)
    whose = f"{hidden.number:010d}"
    for address in (page(key), reverse("image_set", args=[key])):
        assert client.get(address).status_code == 403
    assert client.post(reverse("image_print", args=[key]), {"purpose": "check"}).status_code == 403
    assert views("images.refused") == [("addressee", whose, None)] * 3
    assert views() == []

    client.force_login(staff("2001", Role.TAX_SUPERVISOR))
    assert client.get(page(key)).status_code == 200
    assert views() == [("addressee", whose, 1)]
    assert views("addressees.protected_address.shown") == [("addressee", whose, None)]


def test_a_close_persons_image_needs_a_cosign(
    clerk: StaffMember, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed.CONFIGURATION, "closeness", "cosign")
    tied(clerk, person(3, "課税　花子", "カゼイ　ハナコ", household_number=70))
    spouse = person(4, "課税　太郎", "カゼイ　タロウ", household_number=70)
    key = images(clerk, spouse.number)

    answer = client.get(page(key))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("cosign_ask", args=[spouse.number])
    assert views("conflicts.close_person.refused")[0][1] == f"{spouse.number:010d}"
    assert views() == []


def test_too_many_people_an_hour_stop_images_too(
    clerk: StaffMember, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed.CONFIGURATION, "persons_per_hour", 1)
    first, second = (person(n, "見本", "ミホン") for n in (5, 6))
    one = images(clerk, first.number)
    assert client.get(page(one)).status_code == 200
    other = images(clerk, second.number)
    assert client.get(page(other)).status_code == 429
    assert views("images.refused")[0][1] == f"{second.number:010d}"


@pytest.mark.parametrize("number", [0, 3, 99_999_999_999_999_999_999])
def test_pages_and_sets_that_are_not_there_are_404(
    clerk: StaffMember, client: Client, number: int
) -> None:
    key = images(clerk)
    assert client.get(page(key, number)).status_code == 404
    assert client.get(page(key + 1 + number)).status_code == 404


def test_an_erased_set_is_404(clerk: StaffMember, client: Client) -> None:
    key = images(clerk)
    erase_images(key, ground="保存期間満了", actor=clerk, at=AT)
    assert client.get(page(key)).status_code == 404
    assert client.get(reverse("image_set", args=[key])).status_code == 404


def test_what_does_not_open_says_so_and_is_on_record(clerk: StaffMember, client: Client) -> None:
    key = images(clerk)
    content = bytearray(path_of(key).read_bytes())
    content[-1] ^= 1
    path_of(key).write_bytes(content)

    assert client.get(page(key, 1)).status_code == 200
    answer = client.get(page(key, 2))
    assert answer.status_code == 409
    assert "個人情報保護責任者" in answer.content.decode()
    assert views("images.broken") == [("image_set", str(key), 2)]


def test_without_the_key_the_page_says_so(clerk: StaffMember, client: Client) -> None:
    key = images(clerk)
    key_path("image").rename(key_path("image").with_name("away"))
    answer = client.get(page(key))
    assert answer.status_code == 409
    assert "鍵ファイルがありません" in answer.content.decode()


def test_a_paper_copy_says_who_when_and_what_for(clerk: StaffMember, client: Client) -> None:
    someone = person(7, "見本　三郎", "ミホン　サブロウ")
    key = images(clerk, someone.number)
    answer = client.post(reverse("image_print", args=[key]), {"purpose": "explain"})

    text = answer.content.decode()
    assert text.count("1001 課税 花子") >= 2
    assert "目的 本人への説明" in text
    record = OutgoingRecord.objects.get(action="images.printed")
    assert (record.purpose, record.details["pages"]) == ("explain", 2)
    assert record.subject_id == f"{someone.number:010d}"


def test_a_paper_copy_without_a_purpose_is_refused(clerk: StaffMember, client: Client) -> None:
    key = images(clerk)
    for purpose in ("", "curiosity"):
        answer = client.post(reverse("image_print", args=[key]), {"purpose": purpose})
        assert answer.status_code == 422
    assert views("images.printed") == []


@pytest.mark.parametrize(("asked", "shown"), [("2", 2), ("9", 2), ("0", 1), ("x", 1), ("²", 1)])
def test_the_viewer_begins_with_the_page_that_is_asked_for(
    clerk: StaffMember, client: Client, asked: str, shown: int
) -> None:
    key = images(clerk)
    text = client.get(reverse("image_set", args=[key]), {"page": asked}).content.decode()
    assert f'src="{page(key, shown)}"' in text
