"""Other systems ask for unified numbers: what they get, and what they never get."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from juminzei.apps.unified.models import LinkEvent, LocalAddressee, NumberRequest, UnifiedPerson
from juminzei.base.numbers import unified_number
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.policy.models import DeniedDay
from juminzei.platform.staff.policy import Role
from juminzei.platform.vault.models import NumberLink, SealedNumber
from support.api_calls import call, errors, key
from support.page_rows import AT, person, protect, staff
from support.unified_rows import made_up, numbered, owns, unified_of

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

    from juminzei.apps.addressees.models import Addressee

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
HEALTH, COLLECTION = "国民健康保険システム", "収納システム"
TARO = {
    "name": "山田　太郎",
    "kana": "ヤマダ　タロウ",
    "birth_on": "1980-04-01",
    "sex": "1",
    "postcode": "",
    "address": "加須市三俣２丁目１番地１",
}


def asked(**changed: Any) -> dict[str, Any]:
    """Return a 付番依頼 of 国民健康保険 for 山田太郎."""
    standard = {
        "system": "health_insurance",
        "request_id": str(uuid4()),
        "local_number": "0000000077",
        "basic": TARO,
    }
    return standard | changed


def ask(client: Client, question: str, body: object, *, name: str = HEALTH) -> Answer:
    return call(
        client,
        body,
        address=f"/api/v1/unified/{question}",
        Authorization=f"Bearer {key(name)}",
    )


def number(client: Client, name: str = HEALTH, **changed: Any) -> dict[str, Any]:
    """Return the answer to a 付番依頼, which must be answered."""
    given = ask(client, "number", asked(**changed), name=name)
    assert given.status_code == 200, given.content
    told: dict[str, Any] = json.loads(given.content)
    return told


def registered(one: Addressee, system: str = "health_insurance") -> str:
    """Have a system know a person under a number of its own; return the unified number."""
    unified = unified_of(one)
    LocalAddressee.objects.create(
        system=system, local_number="0000000077", person_id=unified, entered_at=AT
    )
    return str(unified)


def digits(serial: int) -> str:
    return made_up(serial).reveal()


# --- which number


def test_somebody_unknown_is_numbered_and_the_same_request_changes_nothing(client: Client) -> None:
    request = asked()
    first = ask(client, "number", request)
    again = ask(client, "number", request)
    assert first.json() == again.json()
    assert first.json()["state"] == "numbered"
    assert UnifiedPerson.objects.count() == LinkEvent.objects.count() == 1
    assert NumberRequest.objects.count() == 1

    other = number(client)  # another request for the same addressee
    assert (other["state"], other["unified_number"]) == ("known", first.json()["unified_number"])


def test_a_request_id_is_of_one_request(client: Client) -> None:
    request = asked()
    ask(client, "number", request)
    answer = ask(client, "number", request | {"local_number": "0000000078"})
    assert answer.status_code == 422
    assert (errors(answer)[0]["key"], errors(answer)[0]["code"]) == (
        "request_id",
        "request_id_used",
    )
    assert LocalAddressee.objects.count() == 1


def test_the_same_individual_number_is_the_same_unified_number(client: Client) -> None:
    """DN-01: the tax's own addressee and another system's come together by the keyed hash."""
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    owns(taro, 1)
    numbered()
    moved = TARO | {"address": "久喜市下早見85番地の3"}
    told = number(client, basic=moved, individual_number=digits(1))
    assert (told["state"], told["unified_number"]) == ("linked", str(unified_of(taro)))
    third = number(
        client,
        "介護保険システム",
        system="long_term_care",
        basic=moved,
        individual_number=digits(1),
    )
    assert third["unified_number"] == told["unified_number"]
    assert UnifiedPerson.objects.get().address == taro.address, "the register's word stands"


def test_without_a_number_only_all_of_the_basic_information_ties(client: Client) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    numbered()
    told = number(client, COLLECTION, system="collection")
    assert (told["state"], told["unified_number"]) == ("linked", str(unified_of(taro)))


@pytest.mark.parametrize(
    ("basic", "with_number", "waiting_for"),
    [
        (TARO | {"address": "久喜市下早見85番地の3"}, False, "alike"),
        (TARO | {"birth_on": "1980-04-02"}, True, "disagrees"),
        (TARO | {"name": "鈴木　一", "kana": "スズキ　ハジメ"}, True, "disagrees"),
    ],
)
def test_what_cannot_be_told_waits_for_people(
    client: Client,
    basic: dict[str, str],
    with_number: bool,  # noqa: FBT001 - a column of the cases
    waiting_for: str,
) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    owns(taro, 1)
    numbered()
    more = {"individual_number": digits(1)} if with_number else {}
    told = number(client, basic=basic, **more)
    assert told == {"state": "waiting", "unified_number": None, "waiting_for": waiting_for}
    assert UnifiedPerson.objects.count() == 1
    found = ask(client, "find", {"system": "health_insurance", "local_number": "0000000077"})
    assert found.json() == {"unified_number": None, "waits": True}


def test_two_individual_numbers_are_two_people_of_one_name(client: Client) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ", address="加須市騎西一丁目7番地")
    owns(taro, 1)
    numbered()
    told = number(client, individual_number=digits(2))
    assert told["state"] == "numbered"
    assert told["unified_number"] != str(unified_of(taro))


def test_two_addressees_of_one_system_with_one_number_wait(client: Client) -> None:
    first = number(client, individual_number=digits(1))
    second = number(client, local_number="0000000078", individual_number=digits(1))
    assert (first["state"], second["waiting_for"]) == ("numbered", "duplicate")


def test_another_individual_number_for_the_same_addressee_waits(client: Client) -> None:
    number(client, individual_number=digits(1))
    told = number(client, individual_number=digits(2))
    assert told["waiting_for"] == "number_changed"
    assert SealedNumber.objects.count() == 1


# --- who somebody is


def test_basic_information_is_told_with_a_purpose_and_on_record(client: Client) -> None:
    """R-3.2.8: who was asked about, by whom and what for, under the person's own number."""
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    numbered()
    unified = registered(taro)
    body = {"system": "health_insurance", "unified_number": unified, "purpose": "inquiry"}
    told = ask(client, "basic", body).json()
    assert (told["name"], told["address"], told["address_withheld"]) == (
        "山田 太郎",
        taro.address,
        False,
    )
    record = OutgoingRecord.objects.get(action="unified.basic.asked")
    assert (record.subject_kind, record.subject_id) == ("addressee", f"{taro.number:010d}")
    assert (record.purpose, record.staff_name) == ("inquiry", HEALTH)
    assert record.details == {"system": "health_insurance"}


def test_a_system_is_told_nothing_of_whom_it_has_not_registered(client: Client) -> None:
    """T-Z05: refused with a reason, on record, and without telling whether there is anybody."""
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    numbered()
    registered(taro, system="long_term_care")
    body = {"system": "health_insurance", "purpose": "inquiry"}
    told = [
        ask(client, "basic", body | {"unified_number": asked_for})
        for asked_for in (str(unified_of(taro)), str(unified_number.number(999_999)))
    ]
    assert [answer.status_code for answer in told] == [422, 422]
    assert [errors(answer) for answer in told] == [errors(told[0])] * 2
    assert errors(told[0])[0]["code"] == "not_registered"
    first, second = OutgoingRecord.objects.filter(action="unified.basic.refused").order_by("pk")
    assert (first.result, first.subject_id) == ("refused", f"{taro.number:010d}")
    assert second.subject_id == ""


def test_a_protected_persons_address_is_withheld(client: Client) -> None:
    hidden = person(3, "山本 﨑子", "ヤマモト サキコ", address="加須市騎西一丁目7番地")
    numbered()
    protect(hidden)
    body = {
        "system": "health_insurance",
        "unified_number": registered(hidden),
        "purpose": "inquiry",
    }
    answer = ask(client, "basic", body)
    assert (answer.json()["address"], answer.json()["postcode"]) == (None, None)
    assert answer.json()["address_withheld"] is True
    assert "騎西" not in answer.content.decode("unicode_escape")


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"unified_number": "100000000000000"}, "unified_number", "check_digit"),
        ({"unified_number": 7}, "unified_number", "type"),
        ({"purpose": "curiosity"}, "purpose", "choice"),
        ({"more": 1}, "", "unknown_key"),
    ],
)
def test_mistakes_name_field_and_kind(
    client: Client, changed: dict[str, Any], field: str, code: str
) -> None:
    body = {
        "system": "health_insurance",
        "unified_number": str(unified_number.number(1)),
        "purpose": "inquiry",
    } | changed
    answer = ask(client, "basic", body)
    assert answer.status_code == 422
    (told,) = errors(answer)
    assert (told["index"], told["key"], told["code"]) == (0, field, code)
    assert told["remedy"]


# --- hostile calls


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        (COLLECTION, {}),
        (HEALTH, {"system": "tax"}),
        (HEALTH, {"system": "long_term_care"}),
        (HEALTH, {"system": "nobody"}),
        ("誰か", {}),
        (COLLECTION, {"system": "collection", "individual_number": "1"}),
        ("滞納整理システム", {"system": "arrears", "individual_number": "1"}),
    ],
)
def test_who_is_not_on_the_list_is_refused_and_noticed(
    client: Client, name: str, changed: dict[str, Any]
) -> None:
    """R-3.3.5, R-3.3.6: 収納 and 滞納 can send no Individual Number; nobody speaks for another."""
    if "individual_number" in changed:
        changed["individual_number"] = digits(1)
    answer = ask(client, "number", asked(**changed), name=name)
    assert answer.status_code == 403
    record = OutgoingRecord.objects.order_by("-pk")[0]
    assert (record.action, record.subject_id) == ("permission.denied", "unified/number")
    assert DeniedDay.objects.get().count == 1
    assert not LocalAddressee.objects.exists()
    assert not SealedNumber.objects.exists()


def test_staff_and_strangers_do_not_get_in(client: Client) -> None:
    assert call(client, asked(), address="/api/v1/unified/number").status_code == 401
    client.force_login(staff("1001", Role.TAX_SUPERVISOR))
    assert call(client, asked(), address="/api/v1/unified/number").status_code == 403
    assert ask(client, "everything", asked()).status_code == 404
    bearer = {"Authorization": f"Bearer {key(HEALTH)}"}
    assert client.get("/api/v1/unified/number", headers=bearer).status_code == 405


def test_nothing_is_done_while_one_request_of_many_is_wrong(client: Client) -> None:
    many = [asked(), asked(basic={"name": "x"}), asked(local_number="1")]
    answer = ask(client, "number", many)
    assert answer.status_code == 422
    assert [(one["index"], one["key"]) for one in errors(answer)] == [
        (1, "basic.kana"),
        (2, "local_number"),
    ]
    assert not LocalAddressee.objects.exists()
    record = OutgoingRecord.objects.get(action="unified.call.refused")
    assert record.details == {"codes": ["format", "missing"], "requests": 2}


def test_an_individual_number_is_in_no_answer_record_or_row(client: Client) -> None:
    """T-Z02, T-Z03: wherever it is sent, right or wrong."""
    secret = digits(1)
    wrong = secret[:-1] + str((int(secret[-1]) + 1) % 10)
    spaced = f"{secret[:4]} {secret[4:8]} {secret[8:]}"
    bodies: list[object] = [
        asked(individual_number=secret),
        asked(individual_number=wrong),
        asked(individual_number=int(secret)),
        asked(individual_number=[secret]),
        asked(individual_number=secret, local_number=secret),
        asked(basic=TARO | {"name": secret}),
        asked(basic=TARO | {"address": f"加須市 {spaced}"}),
        asked(request_id=secret),
        asked(**{secret: "x"}),
        asked(basic=TARO | {secret: "x"}),
        {"system": secret},
        secret,
        [asked(individual_number=secret), {secret: secret}],
    ]
    told = ""
    for body in bodies:
        answer = ask(client, "number", body)
        assert answer.status_code < 500
        told += answer.content.decode() + str(answer.headers)
    told += str(list(OutgoingRecord.objects.values()))
    for table in (LocalAddressee, NumberRequest, UnifiedPerson, LinkEvent, NumberLink):
        told += str(list(table.objects.values()))
    assert secret[:-1] not in told
    assert secret not in told.replace(" ", "")


def test_the_description_names_the_questions(client: Client) -> None:
    client.force_login(staff())
    assert "<code>basic.birth_on</code>" in client.get("/api/v1/").text
    told = client.get("/api/v1/openapi.json").json()
    assert {"/unified/number", "/unified/find", "/unified/basic"} <= set(told["paths"])
