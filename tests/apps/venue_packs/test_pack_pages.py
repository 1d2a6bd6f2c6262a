"""The pages of packs: asked, approved, written, brought back, merged, settled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from juminzei.apps.venue_packs.models import BroughtReturn, Outcome, Pack, PackState
from juminzei.platform.clock import now, today
from juminzei.platform.staff.policy import Role
from support.document_rows import wage
from support.packs import PASSPHRASE, People, asked, out, people, return_file, taken
from support.page_rows import person, staff

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def who() -> People:
    return people(now())


@pytest.fixture
def taro() -> int:
    return person(1, "山田 太郎", "ヤマダ タロウ").number


def text(answer: object) -> str:
    content: bytes = answer.content  # type: ignore[attr-defined]  # a test's response has it
    return content.decode().partition("<main")[2]


def wanted(who: People, *numbers: int, **more: str) -> dict[str, str]:
    day = today()
    return {
        "venue": str(who.hall.pk),
        "tax_year": "2026",
        "first_day": day.isoformat(),
        "last_day": day.isoformat(),
        "due_on": (day + timedelta(days=2)).isoformat(),
        "selection": "numbers",
        "numbers": "\n".join(f"{number:010d}" for number in numbers),
        "staff_numbers": "1001 2001",
        "reason": "山間の会場",
    } | more


def acted(client: Client, page: str, key: int, **values: str) -> HttpResponse:
    answer: HttpResponse = client.post(reverse(page, args=[key]), values)  # type: ignore[assignment]  # a test's response is one
    return answer


def test_how_many_people_is_shown_before_a_pack_is_asked_for(
    client: Client, who: People, taro: int
) -> None:
    person(2, "山田 花子", "ヤマダ ハナコ", household_number=5_000_001)
    client.force_login(who.clerk)
    shown = text(client.post(reverse("desk_pack_ask"), wanted(who, taro)))
    assert "1 人（税の資料も持ち出す人）" in shown
    assert "1 人（氏名・生年月日・続柄だけを使う人）" in shown
    assert not Pack.objects.exists()
    answer = client.post(reverse("desk_pack_ask"), wanted(who, taro, confirmed="yes"))
    assert answer["Location"] == reverse("desk_pack", args=[Pack.objects.get().pk])


@pytest.mark.parametrize(
    ("more", "status", "says"),
    [
        ({"numbers": "123"}, 422, "10桁でないものがあります"),
        ({"numbers": "1234567890"}, 409, "宛名番号にありません"),
        ({"numbers": ""}, 409, "対象者がいません"),
        ({"selection": "recipients"}, 409, "市の全員を持ち出すことはできません"),
        ({"staff_numbers": "花子"}, 422, "職員番号を空白で"),
        ({"due_on": "x"}, 422, "日付"),
    ],
)
def test_what_is_wrong_with_a_request_is_said(
    more: dict[str, str], status: int, says: str, *, client: Client, who: People, taro: int
) -> None:
    client.force_login(who.clerk)
    answer = client.post(reverse("desk_pack_ask"), wanted(who, taro, **more))
    assert answer.status_code == status
    assert says in text(answer)


def test_a_pack_goes_out_and_comes_back_through_its_pages(
    client: Client, who: People, taro: int
) -> None:
    pack = asked(who, [taro], now())
    client.force_login(who.supervisor)
    acted(client, "desk_pack_decide", pack.pk, outcome="grant")
    client.force_login(who.clerk)
    words = {"passphrase": PASSPHRASE, "again": PASSPHRASE}
    answer = acted(client, "desk_pack_write", pack.pk, **words)
    assert answer["Content-Type"] == "application/octet-stream"
    assert f'filename="pack-{pack.pk}.jmzpack"' in answer["Content-Disposition"]
    assert acted(client, "desk_pack_write", pack.pk, **words).status_code == 409
    pack.refresh_from_db()
    file = return_file(pack, taken(taro, pack, state="held"))
    for said in ("返却を受け取りました", "受取済みです"):
        upload = SimpleUploadedFile("return.jmz", file)
        sent = client.post(
            reverse("desk_pack_bring", args=[pack.pk]), {"file": upload}, follow=True
        )
        assert said in text(sent)
    client.force_login(who.supervisor)
    acted(client, "desk_pack_merge", pack.pk)
    shown = text(client.get(reverse("desk_pack", args=[pack.pk])))
    assert "取込済み（窓口で保留）" in shown


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"passphrase": PASSPHRASE, "again": PASSPHRASE + "x"}, "二つの合言葉が違います"),
        ({"passphrase": "short", "again": "short"}, "16 字以上"),
        ({}, "必須"),
    ],
)
def test_a_bad_passphrase_writes_nothing_and_is_not_given_back(
    words: dict[str, str], says: str, client: Client, who: People, taro: int
) -> None:
    pack = asked(who, [taro], now())
    Pack.objects.filter(pk=pack.pk).update(state=PackState.APPROVED)
    client.force_login(who.clerk)
    answer = acted(client, "desk_pack_write", pack.pk, **words)
    assert answer.status_code == 422
    assert says in text(answer)
    assert PASSPHRASE not in text(answer)


def test_a_file_that_is_none_of_ours_is_refused(client: Client, who: People, taro: int) -> None:
    pack, _ = out(who, [taro], now())
    client.force_login(who.clerk)
    for content in (b"%PDF-1.7", b"plain words", b"\xff\xfe\x00junk"):
        upload = SimpleUploadedFile("return.jmz", content)
        answer = client.post(reverse("desk_pack_bring", args=[pack.pk]), {"file": upload})
        assert answer.status_code == 409
    assert Pack.objects.get().state == PackState.OUT


def test_both_sides_of_a_conflict_are_shown_and_settled(
    client: Client, who: People, taro: int
) -> None:
    pack, _ = out(who, [taro], now())
    wage(taro, 1_000)
    entries = {"values": {"insurance_kokuho": 123_456}}
    file = return_file(pack, taken(taro, pack, entries=entries))
    client.force_login(who.clerk)
    upload = SimpleUploadedFile("return.jmz", file)
    client.post(reverse("desk_pack_bring", args=[pack.pk]), {"file": upload})
    client.force_login(who.supervisor)
    acted(client, "desk_pack_merge", pack.pk)
    assert "1–1 / 1 件" in text(client.get(reverse("desk_pack_conflicts")))
    key = BroughtReturn.objects.get().pk
    shown = text(client.get(reverse("desk_pack_conflict", args=[key])))
    assert "123,456" in shown
    assert "課税資料が、持出の後に変わった" in shown
    assert acted(client, "desk_pack_conflict", key, outcome="take").status_code == 422
    acted(client, "desk_pack_conflict", key, outcome="take", reason="本人に電話で確かめた")
    assert BroughtReturn.objects.get().outcome == Outcome.PUT_ASIDE
    again = acted(client, "desk_pack_conflict", key, outcome="drop", reason="もう一度")
    assert again.status_code == 409
    assert "0 件" in text(client.get(reverse("desk_pack_conflicts")))


def test_a_loss_leads_to_the_list_of_people(client: Client, who: People, taro: int) -> None:
    pack, _ = out(who, [taro], now())
    client.force_login(who.clerk)
    assert acted(client, "desk_pack_end", pack.pk, kind="lost").status_code == 422
    answer = acted(client, "desk_pack_end", pack.pk, kind="lost", reason="盗難")
    assert answer["Location"] == reverse("desk_pack_people", args=[pack.pk])
    assert "山田 太郎" in text(client.get(answer["Location"]))
    assert acted(client, "desk_pack_end", pack.pk, kind="void", reason="x").status_code == 409


def test_what_is_late_stands_on_the_list_and_on_the_home_page(
    client: Client, who: People, taro: int
) -> None:
    pack, _ = out(who, [taro], now())
    client.force_login(who.clerk)
    assert "返却期限を過ぎた持出" not in text(client.get(reverse("desk_packs")))
    Pack.objects.update(due_on=today() - timedelta(days=1))
    assert "返却期限を過ぎた持出があります" in text(client.get(reverse("desk_packs")))
    assert "返却期限を過ぎています" in text(client.get(reverse("desk_pack", args=[pack.pk])))
    assert "返却期限を過ぎた持出" in text(client.get(reverse("home")))


def test_the_list_is_narrowed_and_sorted(client: Client, who: People, taro: int) -> None:
    for _ in range(3):
        asked(who, [taro], now())
    client.force_login(who.supervisor)
    assert "1–3 / 3 件" in text(client.get(reverse("desk_packs"), {"sort": "due_on"}))
    assert "0 件" in text(client.get(reverse("desk_packs"), {"state": "lost"}))
    assert "/ 3 件" in text(client.get(reverse("desk_packs"), {"state": "nothing"}))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.COLLECTION_CLERK])
def test_others_see_no_pack(role: Role, client: Client, who: People, taro: int) -> None:
    pack = asked(who, [taro], now())
    client.force_login(staff("3001", role))
    assert client.get(reverse("desk_packs")).status_code == 403
    assert client.get(reverse("desk_pack", args=[pack.pk])).status_code == 404
    assert client.get(reverse("desk_pack_people", args=[pack.pk])).status_code == 404
