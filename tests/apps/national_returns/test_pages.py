"""The pages of national returns: who sees what, what is posted, what is handed out."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.national_returns.models import (
    Disposal,
    ExpectedDelivery,
    ExportRequest,
    Forwarding,
    ReturnDelivery,
    StagedReturn,
    StagedState,
)
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.cells import moment
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.policy import Role
from support.made_up_returns import a_return, index_row, xml_of
from support.national_rows import identified, image_only, taken, with_data, without_second_page
from support.page_rows import person, protect, staff

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def boss(client: Client) -> StaffMember:
    """A supervisor, signed in."""
    member = staff("9001", Role.TAX_SUPERVISOR, Role.TAX_CLERK)
    client.force_login(member)
    return member


@pytest.fixture
def three(boss: StaffMember) -> list[StagedReturn]:
    """A whole return, one without 第二表, one with an error."""
    broken = xml_of(a_return({"ABB00080": 77})).replace(b">77<", b">7.7<")
    return taken(
        [
            with_data(1, reference="A"),
            without_second_page(2, reference="B"),
            (index_row(3, reference="C"), broken, []),
        ],
        boss,
        at=now(),
    )


def main(content: bytes) -> str:
    text = content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def shown(client: Client, view: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(view, args=args), query)
    assert answer.status_code == 200
    return main(answer.content)


def test_the_list_shows_states_and_narrows(client: Client, three: list[StagedReturn]) -> None:
    assert three
    everything = shown(client, "national_returns")
    assert "1–3 / 3 件" in everything
    assert "画像から入力待ち 1" in everything
    waiting = shown(client, "national_returns", state="entry")
    assert "1–1 / 1 件" in waiting
    assert "0 件" in shown(client, "national_returns", tax_year="2024")
    assert "1–3 / 3 件" in shown(client, "national_returns", sort="name")


def test_people_are_looked_for_by_post_alone(client: Client, three: list[StagedReturn]) -> None:
    """KR-03: by name, kana, birthday and reference; nothing of it stands in an address."""
    assert three
    address = reverse("national_search")
    for values in (
        {"name": "山田"},
        {"kana": "ﾔﾏﾀﾞ"},
        {"birth_on": "1980-04-02"},
        {"reference": "B"},
    ):
        answer = client.post(address, values)
        assert answer.status_code == 200
        assert "件" in main(answer.content)
        assert "山田 太郎" in main(answer.content)
    assert "0 件" in main(client.post(address, {"name": "佐藤"}).content)
    assert client.post(address, {}).status_code == 422
    assert "山田" not in main(client.get(address, {"name": "山田"}).content)
    record = OutgoingRecord.objects.filter(action="national_returns.searched").first()
    assert record is not None
    assert record.details == {"by": ["name"], "found": 3}


def test_by_address_nobody_is_found_who_is_protected_or_unknown(
    client: Client, three: list[StagedReturn]
) -> None:
    address = reverse("national_search")
    values = {"address": "大門町"}
    assert "0 件" in main(client.post(address, values).content)
    someone = person(1, "山田　太郎", "ヤマダ　タロウ")
    identified(three[0], someone)
    assert "1–1 / 1 件" in main(client.post(address, values).content)
    protect(someone)
    assert "0 件" in main(client.post(address, values).content)


def test_a_return_is_shown_as_the_paper_looks(client: Client, three: list[StagedReturn]) -> None:
    """KR-13: each look at a person's return is on record with the person."""
    someone = person(1, "山田　太郎", "ヤマダ　タロウ")
    identified(three[0], someone)
    text = shown(client, "national_return", three[0].pk)
    assert "5,000,000" in text
    assert "大門町" in text
    record = OutgoingRecord.objects.filter(action="national_returns.return.viewed").get()
    assert (record.subject_kind, record.subject_id) == ("addressee", f"{someone.number:010d}")


def test_the_address_of_the_protected_and_the_unknown_is_not_shown(
    client: Client, three: list[StagedReturn]
) -> None:
    assert "大門町" not in shown(client, "national_return", three[0].pk)
    someone = person(1, "山田　太郎", "ヤマダ　タロウ")
    identified(three[0], someone)
    protect(someone)
    assert "大門町" not in shown(client, "national_return", three[0].pk)


def test_errors_are_told_by_path(client: Client, three: list[StagedReturn]) -> None:
    text = shown(client, "national_return", three[2].pk)
    assert "収入金額等 › 給与 金額（ABB00080）" in text
    assert "7.7" not in text


def test_an_image_stands_beside_the_data(client: Client, three: list[StagedReturn]) -> None:
    """KR-02, KR-05."""
    answer = client.get(reverse("national_return", args=[three[1].pk]))
    content = answer.content.decode()
    assert "data-viewer" in content
    assert "7,000,000" in main(answer.content)


def test_a_paper_copy_says_who_made_it(client: Client, three: list[StagedReturn]) -> None:
    answer = client.post(reverse("national_print", args=[three[0].pk]))
    assert "課税 花子が作成" in main(answer.content)
    assert OutgoingRecord.objects.filter(action="national_returns.return.printed").count() == 1
    assert client.get(reverse("national_print", args=[three[0].pk])).status_code == 405


def test_two_people_enter_from_the_image(client: Client, three: list[StagedReturn]) -> None:
    staged = three[1]
    identified(staged, person(1, "山田　太郎", "ヤマダ　タロウ"))
    address = reverse("national_enter", args=[staged.pk])
    values = {"ABI00240": "30,000", "ABY00020": "山田　花子", "ABY00040": "S56.1.2"}
    assert "1回目" in main(client.get(address).content)
    assert client.post(address, {"ABI00240": "x"}).status_code == 422
    assert client.post(address, values).status_code == 302
    assert client.post(address, values).status_code == 409
    client.force_login(staff("1002"))
    second = main(client.get(address).content)
    assert "2回目" in second
    assert "30,000" not in second
    assert client.post(address, {**values, "ABI00240": "20,000"}).status_code == 302
    client.force_login(staff("1003"))
    third = main(client.get(address).content)
    assert "都道府県、市区町村への寄附" in third
    assert "新生命保険料" not in third
    assert client.post(address, {"ABI00240": "30,000"}).status_code == 302
    staged.refresh_from_db()
    assert staged.state == StagedState.TAKEN
    assert staged.document is not None
    columns = staged.document.figures.columns
    assert (columns["donation_hometown"], columns["has_spouse"]) == (30_000, 1)


def test_an_entry_is_completed_when_the_person_is_known(client: Client, boss: StaffMember) -> None:
    (staged,) = taken([image_only()], boss, at=now())
    address = reverse("national_enter", args=[staged.pk])
    client.post(address, {"ABB00080": "100"})
    client.force_login(staff("1002"))
    client.post(address, {"ABB00080": "100"})
    finish = reverse("national_finish", args=[staged.pk])
    assert "入力を確定する" in shown(client, "national_return", staged.pk)
    client.post(finish)
    staged.refresh_from_db()
    assert staged.state == StagedState.ENTRY
    identified(staged, person(1, "山田　太郎", "ヤマダ　タロウ"))
    client.post(finish)
    staged.refresh_from_db()
    assert staged.state == StagedState.TAKEN


def test_a_return_is_forwarded_as_a_file(client: Client, three: list[StagedReturn]) -> None:
    address = reverse("national_forward", args=[three[0].pk])
    assert client.post(address, {"municipality": "12"}).status_code == 422
    bad = client.post(address, {"municipality": "112161", "reason": "転出"})
    assert bad.status_code == 409
    good = client.post(address, {"municipality": "112160", "reason": "転出"})
    assert good.status_code == 302
    assert "埼玉県羽生市（112160） へ送る" in shown(client, "national_forwarding")
    send = reverse("national_forwarding_send")
    assert client.post(send, {"municipality": "131016"}).status_code == 409
    answer = client.post(send, {"municipality": "112160"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {"manifest.json", "index.csv", "data/1.xml"} == set(archive.namelist())
    assert Forwarding.objects.get().staged.state == StagedState.FORWARDED
    assert "回送のため消去" in shown(client, "national_return", three[0].pk)


def test_a_file_is_handed_out_masked_or_after_another_allowed_it(
    client: Client, three: list[StagedReturn]
) -> None:
    assert three
    assert "ABB00080" in shown(client, "national_export", form="KOA020", tax_year="2026")
    values = {
        "tax_year": "2026",
        "form": "KOA020",
        "columns": ["seq", "name"],
        "charset": "utf-8-sig",
        "purpose": "突合",
    }
    file = client.post(reverse("national_export_file"), {**values, "act": "file"})
    assert file["Content-Type"] == "text/csv"
    assert "＊" in file.content.decode("utf-8-sig")
    client.force_login(staff("1001"))
    assert (
        client.post(reverse("national_export_file"), {**values, "columns": []}).status_code == 422
    )
    asked = client.post(reverse("national_export_file"), {**values, "act": "ask"})
    assert asked.status_code == 302
    key = ExportRequest.objects.get().pk
    client.force_login(staff("9002", Role.TAX_SUPERVISOR))
    assert "突合" in shown(client, "national_export_requests")
    client.post(reverse("national_export_decide", args=[key]), {"outcome": "grant"})
    refused = client.post(reverse("national_export_granted", args=[key]))
    assert refused.status_code == 302
    client.logout()
    client.force_login(StaffMember.objects.get(staff_number="1001"))
    file = client.post(reverse("national_export_granted", args=[key]))
    assert "山田　太郎" in file.content.decode("utf-8-sig")


def test_the_calendar_is_kept_by_supervisors(client: Client, three: list[StagedReturn]) -> None:
    assert three
    values = {
        "source": "etax",
        "every_days": "1",
        "valid_from": "2020-01-01",
        "valid_until": "2099-12-31",
    }
    address = reverse("national_calendar")
    assert client.post(address, {**values, "every_days": "0"}).status_code == 422
    assert client.post(address, {**values, "valid_until": "2019-12-31"}).status_code == 409
    assert client.post(address, values).status_code == 302
    assert ExpectedDelivery.objects.count() == 1
    text = shown(client, "national_deliveries")
    assert "1 日ごと" in text
    assert "E20260225" in text
    assert moment(ReturnDelivery.objects.get().received_at) in text, "in Japan's time"
    client.force_login(staff("1001"))
    assert client.post(address, values).status_code == 403


def test_nobody_else_gets_in(client: Client, three: list[StagedReturn]) -> None:
    client.force_login(staff("3003", Role.AUDITOR))
    assert client.get(reverse("national_returns")).status_code in {403, 404}
    assert client.get(reverse("national_return", args=[three[0].pk])).status_code == 404
    assert client.get(reverse("national_return", args=[2**70])).status_code == 404


def test_time_that_is_over_is_asked_for_decided_and_erased_on_the_page(
    client: Client, boss: StaffMember, three: list[StagedReturn]
) -> None:
    """KR-12: the whole way on the page, by two people."""
    StagedReturn.objects.update(keep_until=now().date() - timedelta(days=1))
    assert f"{len(three)}" in shown(client, "national_disposal")
    ask, until = reverse("national_disposal_ask"), f"{now().date() - timedelta(days=1)}"
    assert client.post(ask, {"until": "x", "reason": "満了"}).status_code == 422
    today = {"until": f"{now().date()}", "reason": "満了"}
    assert client.post(ask, today).status_code == 409
    client.post(ask, {"until": until, "reason": "満了"})
    assert "自分の起案です" in shown(client, "national_disposal")
    client.force_login(staff("9002", Role.TAX_SUPERVISOR))
    key = Disposal.objects.get().pk
    client.post(reverse("national_disposal_decide", args=[key]), {"outcome": "grant"})
    assert "あと 3 件を消去します" in shown(client, "national_disposal")
    client.post(reverse("national_disposal_go", args=[key]))
    assert "保存期限を過ぎたため消去しました" in shown(client, "national_return", three[0].pk)
    assert "山田" not in shown(client, "national_return", three[1].pk)
    assert boss.pk == Disposal.objects.get().asked_by_id
