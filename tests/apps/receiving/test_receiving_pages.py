"""The pages of receiving: what clerks see, do, and are told when it cannot be done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from juminzei.apps.receiving.models import DeliveredFile, Delivery, Fate, FileState
from juminzei.apps.receiving.selectors.statistics import alarms, by_day
from juminzei.apps.receiving.services.enter_file import enter_file
from juminzei.apps.receiving.services.register_delivery import confirm_delivery
from juminzei.apps.receiving.services.release import ask_release
from juminzei.apps.receiving.waiting import waiting
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel
from juminzei.platform.documents.scanning import ScanResult
from support.lines_receiver import lines
from support.page_rows import AT
from support.receiving_rows import delivery, entered, medium, taken

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = [
    pytest.mark.django_db(databases=["default", "audit"]),
    pytest.mark.usefixtures("receivers"),
]


def text(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]  # a test's response has it


def upload(client: Client, one: Delivery, content: bytes, name: str = "a.csv") -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    address = reverse("delivery_upload", args=[one.pk])
    return cast("HttpResponse", client.post(address, {"file": file}, follow=True))


def test_a_delivery_is_registered_and_a_file_taken_in(client: Client, clerk: StaffMember) -> None:
    client.force_login(clerk)
    given = {"channel": "eltax", "source": "employer", "copy": "main", "claimed_files": "1"}
    answer = client.post(reverse("delivery_new"), given, follow=True)
    one = Delivery.objects.get()
    assert f"受領番号 {one.pk} で登録しました" in text(answer)
    assert one.received_by == clerk
    page = text(upload(client, one, lines("1", "bad")))
    assert "行の資料 2 件（取込 1、保留 1、重複 0）" in page
    assert "締める" in page
    assert "申告と違う" not in page


def test_a_quarantined_upload_says_why(client: Client, clerk: StaffMember) -> None:
    client.force_login(clerk)
    page = text(upload(client, delivery(clerk), b"\x89PNG\r\n\x1a\n.", "scan.pdf"))
    assert "隔離しました" in page
    assert "名前はPDFですが、中身はPNG" in page


def test_a_medium_is_confirmed_by_another_before_files_can_be_sent(
    client: Client, clerk: StaffMember, supervisor: StaffMember
) -> None:
    """R-2.3.6: the page offers no upload before, and refuses one that comes anyway."""
    one = medium(clerk)
    client.force_login(clerk)
    page = text(client.get(reverse("delivery", args=[one.pk])))
    assert "別の人が確認してから" in page
    assert "検査して取り込む" not in page
    refused = upload(client, one, lines("1"))
    assert (refused.status_code, DeliveredFile.objects.count()) == (409, 0)
    client.force_login(supervisor)
    confirm = reverse("delivery_confirm", args=[one.pk])
    assert client.post(confirm, {"outcome": "confirm"}, follow=True).status_code == 200
    assert "取込 1" in text(upload(client, one, lines("1")))


def test_mail_and_flash_memory_are_no_choice(client: Client, clerk: StaffMember) -> None:
    """R-2.3.7: what no channel is cannot be posted either."""
    client.force_login(clerk)
    page = text(client.get(reverse("delivery_new")))
    options = page.partition('name="channel"')[2].partition("</select>")[0]
    assert "メール" not in options
    assert options.count("<option") == len(Channel) + len(["選んでください"])
    for channel in ("email", "flash", "", "usb"):
        given = {"channel": channel, "source": "employer", "copy": "main"}
        assert client.post(reverse("delivery_new"), given).status_code == 422
    assert not Delivery.objects.exists()


def test_a_form_that_nobody_filled_in_enters_nothing(client: Client, clerk: StaffMember) -> None:
    client.force_login(clerk)
    untouched = client.post(reverse("delivery_new"), {"copy": "main", "channel": "", "source": ""})
    assert untouched.status_code == 422
    assert not Delivery.objects.exists()


def test_an_entry_without_files_is_not_called_taken(client: Client, clerk: StaffMember) -> None:
    client.force_login(clerk)
    one = delivery(clerk)
    assert "ファイルなし" in text(client.get(reverse("delivery_list")))
    upload(client, one, lines("1"))
    page = text(client.get(reverse("delivery_list")))
    assert "取込済" in page
    assert "ファイルなし" not in page


def test_what_is_refused_is_said_in_the_page(client: Client, clerk: StaffMember) -> None:
    client.force_login(clerk)
    given = {"channel": "medium", "source": "employer", "copy": "main"}
    answer = client.post(reverse("delivery_new"), given)
    assert answer.status_code == 409
    assert "媒体番号と持込者" in text(answer)
    one = delivery(clerk, claimed_files=3)
    step = reverse("delivery_step", args=[one.pk])
    assert client.post(step, {"step": "close"}).status_code == 409
    numbers = client.post(step, {"step": "close", "note": "１２３４ ５６７８ ９０１２"})
    assert numbers.status_code == 422
    assert client.post(step, {"step": "close", "note": "欠けている"}).status_code == 302
    assert client.post(step, {"step": "return"}).status_code == 409


def test_two_people_decide_about_a_quarantined_file(
    client: Client, clerk: StaffMember, supervisor: StaffMember, tmp_path: Path
) -> None:
    file = taken(clerk, b"unknown", tmp_path)
    page = reverse("delivered_file", args=[file.pk])
    client.force_login(clerk)
    ask = reverse("release_ask", args=[file.pk])
    assert client.post(ask, {"fate": "return"}).status_code == 422
    client.post(ask, {"fate": "return", "reason": "別の市のもの"})
    assert client.post(ask, {"fate": "return", "reason": "再度"}).status_code == 409
    assert "決定を待っています" in text(client.get(page))
    decide = reverse("release_decide", args=[file.pk])
    assert client.post(decide, {"outcome": "grant"}).status_code == 403
    client.force_login(supervisor)
    assert "元に戻せません" in text(client.get(page))
    assert client.post(decide, {"outcome": "grant"}).status_code == 302
    assert client.post(decide, {"outcome": "grant"}).status_code == 409
    file.refresh_from_db()
    assert file.state == FileState.RETURNED


def test_the_register_is_narrowed_by_channel_state_medium_and_day(
    client: Client, clerk: StaffMember
) -> None:
    one, other = delivery(clerk), medium(clerk, medium="DVD-7")
    client.force_login(clerk)

    def shown(query: str) -> set[int]:
        page = text(client.get(f"{reverse('delivery_list')}?{query}"))
        return {each.pk for each in (one, other) if f'href="/receiving/{each.pk}/"' in page}

    day = AT.date()
    assert shown("") == {one.pk, other.pk}
    assert shown("channel=eltax") == {one.pk}
    assert shown("state=unconfirmed") == {other.pk}
    assert shown("medium=DVD") == {other.pk}
    assert shown("state=closed") == set()
    assert shown(f"since={day}&until={day}") == {one.pk, other.pk}
    assert shown(f"since={day + timedelta(days=1)}") == set()
    assert shown("channel=email") == set()
    records = OutgoingRecord.objects.filter(action="receiving.listed")
    assert records.count() == 8


def test_a_long_list_says_how_many_there_are(client: Client, clerk: StaffMember) -> None:
    for _ in range(51):
        delivery(clerk)
    client.force_login(clerk)
    page = text(client.get(reverse("delivery_list")))
    assert "1–50 / 51 件" in page
    first = Delivery.objects.order_by("pk")[0].pk
    assert f'href="/receiving/{first}/"' not in page
    other = text(client.get(f"{reverse('delivery_list')}?page=2&sort=-received_at"))
    assert f'href="/receiving/{first}/"' in other


def test_each_day_is_counted_by_channel_and_kind(clerk: StaffMember, tmp_path: Path) -> None:
    taken(clerk, lines("1", "bad"), tmp_path)
    taken(clerk, lines("1", "bad"), tmp_path)
    taken(clerk, lines("3"), tmp_path, channel=Channel.PAPER)
    taken(clerk, b"unknown", tmp_path)
    entered(clerk, lines("4"), tmp_path)
    day = AT.date()
    found = {
        (line.channel, line.label): (
            line.files, line.received, line.accepted, line.held, line.duplicates,
            line.waiting, line.quarantined,
        )
        for line in by_day(day, day)
    }  # fmt: skip
    assert found == {
        ("eLTAX", "行の資料"): (2, 4, 1, 1, 2, 0, 0),
        ("紙", "行の資料"): (1, 1, 1, 0, 0, 0, 0),
        ("eLTAX", "（未判定）"): (2, 0, 0, 0, 0, 1, 1),
    }
    assert by_day(day + timedelta(days=1), day + timedelta(days=9)) == []


def test_the_statistics_page_adds_the_lines_up(
    client: Client, clerk: StaffMember, tmp_path: Path
) -> None:
    taken(clerk, lines("1", "2"), tmp_path)
    client.force_login(clerk)
    address = reverse("receiving_statistics")
    page = text(client.get(f"{address}?since={AT.date()}&until={AT.date()}"))
    assert "ファイル 1、件数 2（取込 2、保留 0、重複 0）、未取込 0、隔離 0" in page
    assert client.get(f"{address}?since=x").status_code == 200


@pytest.mark.parametrize(("hours", "count"), [(24, 0), (25, 1)])
def test_what_was_not_taken_in_alarms_after_a_day(
    hours: int, count: int, clerk: StaffMember, tmp_path: Path
) -> None:
    """EL-12: both sides of the limit."""
    entered(clerk, lines("1"), tmp_path)
    found = alarms(AT + timedelta(hours=hours))
    assert [alarm.count for alarm in found if "時間を過ぎて" in alarm.text] == [1] * count


def test_alarms_and_tasks_tell_what_waits(
    clerk: StaffMember, supervisor: StaffMember, tmp_path: Path
) -> None:
    both = {"receiving.register", "receiving.release"}
    assert alarms(AT) == []
    medium(clerk)
    file = taken(clerk, b"unknown", tmp_path)
    infected = taken(clerk, b"worse", tmp_path)
    DeliveredFile.objects.filter(pk=infected.pk).update(scan=ScanResult.INFECTED)
    counts = {alarm.text: alarm.count for alarm in alarms(AT)}
    assert counts == {
        "感染が見つかったファイル": 1,
        "隔離されているファイル": 1,
        "二人目の確認を待つ媒体": 1,
    }
    ask_release(file.pk, fate=Fate.RETURN, reason="別の市", actor=clerk, at=AT)

    def tasks(member: StaffMember, functions: set[str]) -> dict[str, int]:
        return {task.label: task.count for task in waiting(member, functions, AT) if task.count}

    assert tasks(clerk, both) == {"隔離された資料": 1}
    assert tasks(supervisor, both) == {
        "媒体の受領の確認": 1,
        "隔離された資料": 1,
        "隔離した資料の扱いの決定": 1,
    }
    assert tasks(supervisor, set()) == {}


def test_no_name_of_a_bearer_or_sender_is_on_record(
    client: Client, clerk: StaffMember, supervisor: StaffMember, tmp_path: Path
) -> None:
    one = medium(clerk, sender="加藤商店", bearer="加藤一郎")
    confirm_delivery(one.pk, confirmed=True, actor=supervisor, at=AT)
    path = tmp_path / "a"
    path.write_bytes(lines("1"))
    file = enter_file(one, path, name="加藤一郎.csv", actor=clerk, at=AT)
    client.force_login(clerk)
    for address in (reverse("delivery", args=[one.pk]), reverse("delivered_file", args=[file.pk])):
        assert client.get(address).status_code == 200
    said = [f"{one.subject_id}{one.details}" for one in OutgoingRecord.objects.all()]
    assert not any("加藤" in line for line in said)


def test_what_is_not_there_is_404(client: Client, clerk: StaffMember) -> None:
    client.force_login(clerk)
    for name in ("delivery", "delivered_file"):
        assert client.get(reverse(name, args=[99])).status_code == 404
    for name in ("delivery_confirm", "delivery_step", "delivery_upload", "release_ask"):
        assert client.post(reverse(name, args=[99])).status_code == 404
