"""The queue of letters that came back, one letter, and public notices, on screen."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from juminzei.apps.correspondence.models import (
    PublicNotice,
    PublicNoticeStep,
    ReturnedLetter,
    ReturnStep,
)
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import today
from juminzei.platform.staff.policy import Role
from support.letters import returned
from support.page_rows import person, protect, staff

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
PROPOSAL = {"ground": "unknown", "investigation": "照会に回答なし", "confirmed": "1"}


@pytest.fixture
def clerk(client: Client) -> StaffMember:
    member = staff("1001")
    client.force_login(member)
    return member


@pytest.fixture
def taro() -> Addressee:
    return person(1, "山田　太郎", "ヤマダ タロウ", address="加須市中央1番")


def table_of(client: Client, address: str) -> str:
    return client.get(address).content.decode().partition("<table")[2]


def test_a_letter_is_registered_from_the_number_on_it(
    client: Client, clerk: StaffMember, taro: Addressee
) -> None:
    answer = client.post("/returned/find/", {"number": str(taro.number)})
    assert answer["Location"] == f"/persons/{taro.number}/returned/add/"
    given = {
        "document": "ordinary",
        "tax": "ordinary",
        "tax_year": "2026",
        "reason": "moved",
        "returned_on": today().isoformat(),
        "confirmed": "1",
    }
    told = client.post(answer["Location"], given, follow=True).content.decode()
    assert "返戻を登録しました" in told
    letter = ReturnedLetter.objects.get()
    assert (letter.reason, letter.recorded_by) == ("moved", clerk)
    assert client.post(answer["Location"], given).status_code == 409
    lost = client.post("/returned/find/", {"number": "99"}, follow=True).content.decode()
    assert "その番号の人はいません" in lost


def test_the_queue_is_narrowed_sorted_and_paged(
    client: Client, clerk: StaffMember, taro: Addressee
) -> None:
    other = person(2, "鈴木　花子", "スズキ ハナコ")
    first = returned(taro, clerk)
    second = returned(other, clerk, investigated=True, reason="refused")
    rows = {"": 2, "?state=new": 1, "?state=investigated": 1, "?state=settled": 0}
    rows |= {"?reason=refused": 1, f"?notice_number={taro.number}": 1, "?notice_number=x": 0}
    rows |= {"?state=": 2, "?sort=-returned_on": 2, "?sort=nonsense": 2, "?document=slips": 0}
    found = {query: table_of(client, f"/returned/{query}").count("data-row") for query in rows}
    assert found == rows
    page = table_of(client, "/returned/?sort=-addressee_id")
    assert page.index(f"/returned/{second.pk}/") < page.index(f"/returned/{first.pk}/")
    for day in range(1, 55):
        returned(taro, clerk, returned_on=first.returned_on - timedelta(days=day))
    assert "1–50 / 56 件" in client.get("/returned/").content.decode()
    assert table_of(client, "/returned/?page=2").count("data-row") == 6


def test_a_step_is_entered_and_settles_the_letter(
    client: Client, clerk: StaffMember, taro: Addressee
) -> None:
    letter = returned(taro, clerk)
    assert "未着手" in client.get(f"/returned/{letter.pk}/").content.decode()
    given = {"kind": "resent", "done_on": today().isoformat(), "result": "新しい送付先へ"}
    client.post(f"/returned/{letter.pk}/step/", given)
    assert not ReturnStep.objects.exists()  # the answers are being checked
    given["confirmed"] = "1"
    told = client.post(f"/returned/{letter.pk}/step/", given, follow=True).content.decode()
    assert "「再発送」を登録しました" in told
    assert table_of(client, "/returned/").count("data-row") == 0


def test_the_way_of_a_public_notice_takes_two_people(
    client: Client, clerk: StaffMember, taro: Addressee
) -> None:
    letter = returned(taro, clerk, investigated=True)
    client.post(f"/returned/{letter.pk}/public-notice/", PROPOSAL)
    notice = PublicNotice.objects.get()
    page = f"/public-notices/{notice.pk}/"
    assert "承認待ち" in client.get(page).content.decode()
    assert client.get(f"{page}decide/").status_code == 403
    refused = client.post(f"{page}print/", follow=True).content.decode()
    assert "承認されていない公示送達書は、作成できません" in refused

    client.force_login(staff("2001", Role.TAX_SUPERVISOR))
    assert "公示送達の決定" in client.get("/").content.decode()
    told = client.post(f"{page}decide/", {"outcome": "approve", "confirmed": "1"}, follow=True)
    assert "公示送達を承認しました" in told.content.decode()

    client.force_login(clerk)
    given = {"posted_on": today().isoformat(), "confirmed": "1"}
    assert "みなされます" in client.post(f"{page}post/", given, follow=True).content.decode()
    step = PublicNoticeStep.objects.get(act="posted")
    assert step.effective_on == today() + timedelta(days=7)
    assert "掲示中" in table_of(client, "/public-notices/")
    assert table_of(client, "/public-notices/?state=posted").count("data-row") == 1
    assert table_of(client, "/public-notices/?state=waiting").count("data-row") == 0
    assert client.post(f"{page}post/", given).status_code == 409


def test_who_proposed_does_not_decide(client: Client, taro: Addressee) -> None:
    chief = staff("2001", Role.TAX_SUPERVISOR)
    client.force_login(chief)
    letter = returned(taro, chief, investigated=True)
    client.post(f"/returned/{letter.pk}/public-notice/", PROPOSAL)
    page = f"/public-notices/{PublicNotice.objects.get().pk}/"
    assert "ほかの職員が決定します" in client.get(page).content.decode()
    answer = client.post(f"{page}decide/", {"outcome": "approve", "confirmed": "1"})
    assert answer.status_code == 422
    assert "公示送達の決定" not in client.get("/").content.decode()


@pytest.mark.parametrize("hidden", [False, True])
def test_the_sheet_names_person_and_letter_and_no_amount(
    client: Client, taro: Addressee, *, hidden: bool
) -> None:
    """Of a protected person it shows no address."""
    if hidden:
        protect(taro)
    chief = staff("2001", Role.TAX_SUPERVISOR)
    letter = returned(taro, staff("1001"), investigated=True)
    client.force_login(staff("1002"))
    client.post(f"/returned/{letter.pk}/public-notice/", PROPOSAL)
    page = f"/public-notices/{PublicNotice.objects.get().pk}/"
    client.force_login(chief)
    client.post(f"{page}decide/", {"outcome": "approve", "confirmed": "1"})
    answer = client.post(f"{page}print/")
    assert answer["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    assert len(document) == 1
    text = "".join(document[0].get_textpage().get_text_range().split())
    for words in ("公示送達書", "山田太郎様", "納税通知書", "第20条の2第1項", "加須市長"):
        assert words in text, words
    assert ("加須市中央1番" in text) is not hidden
    assert ("（記載を省略しています）" in text) is hidden
    assert "円" not in text
    assert f"{taro.number:010d}" not in text
    assert OutgoingRecord.objects.filter(action="correspondence.public_notice.printed").exists()
