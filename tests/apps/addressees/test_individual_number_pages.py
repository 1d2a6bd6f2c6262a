"""The pages of a person's number: shown by a button only, for moments, and never repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.addressees import individual_number as door
from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.vault.models import NumberView, NumberViewAlert, SealedNumber
from juminzei.platform.vault.services import seal
from support.page_rows import person, staff

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

    from juminzei.apps.addressees.models import Addressee

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
BODY = "31415926535"
DIGITS = BODY + str(check_digit(BODY))
PARTED = f"{DIGITS[:4]} {DIGITS[4:8]} {DIGITS[8:]}"
SHOW = {"purpose": "matching", "reason": "窓口で本人と確かめるため"}
LINK = {"number": DIGITS, "reason": "declared"}


@pytest.fixture
def taro() -> Addressee:
    return person(1, "山田 太郎", "ヤマダ タロウ")


@pytest.fixture
def sealed(taro: Addressee) -> Addressee:
    seal(door.OWN, [(taro.number, IndividualNumber(DIGITS))])
    return taro


@pytest.fixture
def supervisor(client: Client) -> Client:
    client.force_login(staff("2001", Role.TAX_SUPERVISOR))
    return client


def address(name: str, who: Addressee) -> str:
    return reverse(name, args=[who.number])


def assert_unseen(answer: Answer) -> None:
    told = answer.content.decode() + str(answer.headers)
    assert DIGITS not in told
    assert PARTED not in told


def test_the_page_shows_a_mask(supervisor: Client, sealed: Addressee) -> None:
    answer = supervisor.get(address("individual_number", sealed))
    assert answer.status_code == 200
    assert "＊＊＊＊" in answer.text
    assert_unseen(answer)


def test_the_number_is_shown_for_half_a_minute_and_kept_nowhere(
    supervisor: Client, sealed: Addressee
) -> None:
    """T-Z07: a purpose and a reason, then thirty seconds; the browser keeps nothing."""
    answer = supervisor.post(address("individual_number_show", sealed), SHOW)

    assert PARTED in answer.text
    assert answer["Refresh"] == f"30; url={address('individual_number', sealed)}"
    assert answer["Cache-Control"] == "no-store"
    assert DIGITS not in str(answer.headers) + str(dict(supervisor.session))
    view = NumberView.objects.get()
    assert (view.staff_number, view.subject_id, view.purpose) == ("2001", sealed.number, "matching")
    record = OutgoingRecord.objects.get(action="vault.number.revealed")
    assert (record.purpose, record.subject_id) == ("matching", f"{sealed.number:010d}")
    assert SHOW["reason"] not in str(record.details)


def test_a_link_never_shows_a_number(supervisor: Client, sealed: Addressee) -> None:
    assert supervisor.get(address("individual_number_show", sealed)).status_code == 405
    assert not NumberView.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": ""}, "必須"),
        ({"reason": "電話 1234 の件"}, "4桁以上の数字は書けません"),
        ({"reason": "電話 １２-３４ の件"}, "4桁以上の数字は書けません"),
        ({"reason": "あ" * 101}, "100"),
        ({"purpose": "curiosity"}, "利用目的を一覧から選んでください"),
        ({"purpose": ""}, "必須"),
    ],
)
def test_without_a_purpose_and_a_proper_reason_nothing_is_shown(
    supervisor: Client, sealed: Addressee, changes: dict[str, str], said: str
) -> None:
    answer = supervisor.post(address("individual_number_show", sealed), {**SHOW, **changes})
    assert answer.status_code == 422
    assert said in answer.text
    assert_unseen(answer)
    assert not NumberView.objects.exists()


def test_the_thirty_first_look_of_a_day_raises_an_alert(
    supervisor: Client, sealed: Addressee
) -> None:
    """T-Z07."""
    for _ in range(30):
        supervisor.post(address("individual_number_show", sealed), SHOW)
    assert not NumberViewAlert.objects.exists()
    supervisor.post(address("individual_number_show", sealed), SHOW)
    assert NumberViewAlert.objects.get().views == 31


def test_a_broken_seal_is_told_without_a_number_and_is_on_record(
    supervisor: Client, sealed: Addressee
) -> None:
    row = SealedNumber.objects.get()
    row.ciphertext = bytes(28)
    row.save()
    answer = supervisor.post(address("individual_number_show", sealed), SHOW)
    assert answer.status_code == 409
    assert "封緘が壊れています" in answer.text
    assert OutgoingRecord.objects.filter(action="vault.seal.broken").count() == 1


def test_nobody_there_is_nobody_there(supervisor: Client) -> None:
    assert supervisor.get("/individual-number/9999999999/").status_code == 404
    for act in ("show", "link", "unlink"):
        form = {**SHOW, **LINK} if act != "unlink" else {"reason": "mistake"}
        form["reason"] = SHOW["reason"] if act == "show" else "mistake"
        assert supervisor.post(f"/individual-number/9999999999/{act}/", form).status_code == 404


def test_a_number_is_tied_and_taken_off(supervisor: Client, taro: Addressee) -> None:
    answer = supervisor.post(address("individual_number_link", taro), LINK, follow=True)
    assert "登録あり" in answer.text
    assert "本人の申告" in answer.text
    assert_unseen(answer)
    assert door.bearers(IndividualNumber(DIGITS)) == [taro.number]

    again = supervisor.post(address("individual_number_link", taro), LINK)
    assert again.status_code == 409
    assert_unseen(again)

    shown = supervisor.post(address("individual_number_unlink", taro), {"reason": "mistake"})
    assert "元に戻せません" in shown.text
    assert door.has_own_number(taro.number)

    confirmed = {"reason": "mistake", "confirmed": "1"}
    answer = supervisor.post(address("individual_number_unlink", taro), confirmed, follow=True)
    assert "登録なし" in answer.text
    assert "誤りの訂正" in answer.text
    gone = supervisor.post(address("individual_number_unlink", taro), confirmed)
    assert gone.status_code == 409


WRONG = DIGITS[:-1] + str((int(DIGITS[-1]) + 1) % 10)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (WRONG, "検査数字が合いません"),
        (DIGITS[:-1], "数字12桁"),
        ("", "個人番号を入れてください"),
        (f"{DIGITS}x", "数字12桁"),
    ],
)
def test_what_was_typed_wrongly_does_not_come_back(
    supervisor: Client, taro: Addressee, typed: str, said: str
) -> None:
    for place in (address("individual_number_link", taro), reverse("individual_number_search")):
        answer = supervisor.post(place, {**LINK, "number": typed, "purpose": "matching"})
        assert answer.status_code == 422
        assert said in answer.text
        assert not typed or typed not in answer.text
    assert not SealedNumber.objects.exists()


@pytest.mark.parametrize("typed", [DIGITS, PARTED, f"{DIGITS[:4]}-{DIGITS[4:8]}－{DIGITS[8:]}"])
def test_a_search_finds_the_person_and_repeats_nothing(
    client: Client, sealed: Addressee, typed: str
) -> None:
    """T-Z08: by a form that posts; no address, header or session holds the number."""
    client.force_login(staff("1001"))
    answer = client.post(
        reverse("individual_number_search"), {"number": typed, "purpose": "matching"}
    )
    assert "山田 太郎" in answer.text
    assert address("person", sealed) in answer.text
    assert_unseen(answer)
    assert typed not in answer.text
    assert not answer.has_header("Location")
    assert DIGITS not in str(dict(client.session))


def test_a_search_in_the_address_is_not_looked_at(client: Client, sealed: Addressee) -> None:
    assert sealed
    client.force_login(staff("1001"))
    answer = client.get(reverse("individual_number_search"), {"number": DIGITS})
    assert "山田 太郎" not in answer.text
    assert_unseen(answer)
    assert not OutgoingRecord.objects.filter(action="addressees.number.searched").exists()


def test_a_number_that_nobody_has_finds_nobody(client: Client, taro: Addressee) -> None:
    assert taro
    client.force_login(staff("1001"))
    answer = client.post(
        reverse("individual_number_search"), {"number": DIGITS, "purpose": "matching"}
    )
    assert "紐付いている人はいません" in answer.text


@pytest.mark.parametrize("role", [Role.COLLECTION_CLERK, Role.PRIVACY_OFFICER, Role.AUDITOR])
def test_without_the_function_the_field_is_not_there_and_posting_is_refused(
    client: Client, sealed: Addressee, role: Role
) -> None:
    """T-Z08."""
    client.force_login(staff("7001", role))
    place = reverse("individual_number_search")
    assert client.get(place).status_code in {403, 404}
    answer = client.post(place, {"number": DIGITS, "purpose": "matching"})
    assert answer.status_code in {403, 404}
    assert_unseen(answer)
    assert place not in client.get("/").text
    assert client.get(address("individual_number", sealed)).status_code in {403, 404}


def test_two_clerks_decide_on_a_nonregistered_persons_number(client: Client) -> None:
    """R-3.2.7, on the pages: the first asks, the second reads the number again."""
    outsider = person(7, "外山 住夫", "トヤマ スミオ", kind="nonregistered")
    decide = address("individual_number_decide", outsider)
    client.force_login(staff("1001"))
    answer = client.post(address("individual_number_link", outsider), LINK, follow=True)
    assert "別の職員の決定を待っています" in answer.text
    own = client.post(decide, {"number": DIGITS, "outcome": "agree"})
    assert own.status_code == 409
    assert "申請した職員は決定できません" in own.text

    client.logout()
    client.force_login(staff("1002"))
    assert "外山 住夫" in client.get(reverse("individual_number_search")).text
    assert client.get(decide).status_code == 200
    missing = client.post(decide, {"outcome": "agree"})
    assert missing.status_code == 422
    agreed = client.post(decide, {"number": DIGITS, "outcome": "agree"}, follow=True)
    assert "外山 住夫" not in agreed.text
    assert_unseen(agreed)
    assert door.bearers(IndividualNumber(DIGITS)) == [outsider.number]


def test_a_number_may_be_turned_down_without_reading_it(client: Client) -> None:
    outsider = person(7, "外山 住夫", "トヤマ スミオ", kind="nonregistered")
    client.force_login(staff("1001"))
    client.post(address("individual_number_link", outsider), LINK)
    client.logout()
    client.force_login(staff("1002"))
    client.post(address("individual_number_decide", outsider), {"outcome": "refuse"})
    assert not SealedNumber.objects.exists()


def test_the_persons_page_leads_there(supervisor: Client, sealed: Addressee) -> None:
    answer = supervisor.get(address("person", sealed))
    assert address("individual_number", sealed) in answer.text


def test_looking_at_the_masked_page_is_on_record(supervisor: Client, sealed: Addressee) -> None:
    supervisor.get(address("individual_number", sealed))
    supervisor.get(address("individual_number_decide", sealed))
    looks = OutgoingRecord.objects.filter(action="addressees.number.page_viewed")
    assert [one.subject_id for one in looks] == [f"{sealed.number:010d}"] * 2


@pytest.mark.parametrize("kind", ["corporation", "joint"])
def test_no_body_has_an_individual_number(supervisor: Client, kind: str) -> None:
    body = person(9, "株式会社北埼玉", "キタサイタマ", kind=kind)
    page = supervisor.get(address("individual_number", body)).text
    assert "法人と共有に個人番号はありません" in page
    assert "番号を紐付ける" not in page
    answer = supervisor.post(address("individual_number_link", body), LINK)
    assert answer.status_code == 409
    assert not SealedNumber.objects.exists()
    assert_unseen(answer)
    assert "登録と表示" not in supervisor.get(address("person", body)).text
