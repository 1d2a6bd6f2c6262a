"""One's own account: factors registered and removed after the password, sessions ended."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from juminzei.platform.audit.draining import carry, waiting_records
from juminzei.platform.clock import now
from juminzei.platform.staff import totp
from juminzei.platform.staff.models import SecurityKey, StaffMember
from juminzei.platform.staff.policy import Role
from support.administrators import set_rules
from support.authenticator import SoftKey
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
Patch = pytest.MonkeyPatch
CODE, KEY, NEW = "/sign-in/code/", "/sign-in/key/", "/sign-in/key/new/"
QUESTION = re.compile(r'data-options="([^"]*)"')


def sign_in(client: Client, number: str = "1001") -> Answer:
    return client.post("/sign-in/", {"username": number, "password": PASSWORD})


def question(answer: Answer) -> str:
    found = QUESTION.search(answer.text)
    assert found
    return unescape(found[1])


def register(client: Client, soft: SoftKey, name: str = "職員証") -> Answer:
    answer = soft.registered(question(client.get(NEW)))
    return client.post(NEW, {"name": name, "credential": answer})


def confirm(client: Client) -> None:
    client.post("/account/confirm/", {"password": PASSWORD})


@pytest.fixture
def with_key(client: Client, monkeypatch: Patch) -> SoftKey:
    """A member whose first factor is a key, signed in by it."""
    set_rules(monkeypatch, second_factor=True)
    staff(password=PASSWORD)
    sign_in(client)
    soft = SoftKey()
    assert register(client, soft)["Location"] == "/"
    return soft


def test_a_key_is_the_first_factor_and_is_asked_for_at_the_next_sign_in(
    client: Client, with_key: SoftKey
) -> None:
    assert client.get("/search/").status_code == 200
    other = Client()
    sign_in(other)
    assert other.get("/search/")["Location"].startswith(CODE)
    shown = other.get(CODE)
    assert "QRコード" not in shown.text
    assert 'name="code"' not in shown.text
    before = other.session.session_key
    answer = other.post(KEY, {"credential": with_key.used(question(shown)), "next": "/search/"})
    assert answer["Location"] == "/search/"
    assert other.get("/search/").status_code == 200
    assert other.session.session_key != before


def test_only_the_pages_of_the_factor_open_without_it(client: Client, with_key: SoftKey) -> None:
    """T-A03: neither the own account nor another key is in reach of the password alone."""
    del with_key
    other = Client()
    sign_in(other)
    for page in ("/account/", "/account/app/", "/account/app/picture.png", "/account/confirm/"):
        assert other.get(page)["Location"].startswith(CODE)
    assert other.get(NEW)["Location"] == CODE
    assert other.post(NEW, {"name": "x", "credential": "{}"})["Location"] == CODE
    assert other.get("/sign-in/code/picture.png").status_code == 404
    assert SecurityKey.objects.count() == 1
    del client


def test_a_code_of_an_app_that_was_never_confirmed_is_no_way_around_a_key(
    client: Client, with_key: SoftKey
) -> None:
    """Whoever saw the QR code before the key was registered gains nothing by it."""
    member = StaffMember.objects.get()
    secret = totp.begin_registration(member)
    other = Client()
    sign_in(other)
    other.post(CODE, {"code": totp.code_at(secret, now())})
    assert not totp.has_factor(member)
    assert other.get("/")["Location"].startswith(CODE)
    del client, with_key


def test_a_question_is_answered_once_and_in_the_session_that_asked(
    client: Client, with_key: SoftKey
) -> None:
    first, second = Client(), Client()
    sign_in(first)
    answer = with_key.used(question(first.get(CODE)))
    sign_in(second)
    second.get(CODE)
    assert "確認できませんでした" in second.post(KEY, {"credential": answer}).text
    assert second.get("/")["Location"].startswith(CODE)

    asked = question(second.get(CODE))
    assert second.post(KEY, {"credential": "{}"}).status_code == 200
    assert second.post(KEY, {"credential": with_key.used(asked)}).status_code == 200
    assert second.get("/")["Location"].startswith(CODE)
    del client


def test_a_question_is_good_for_five_minutes(
    client: Client, with_key: SoftKey, monkeypatch: Patch
) -> None:
    other = Client()
    sign_in(other)
    for minutes, seconds, status in ((5, 0, 200), (4, 59, 302)):
        asked = question(other.get(CODE))
        at = now() + timedelta(minutes=minutes, seconds=seconds)
        with monkeypatch.context() as patch:
            patch.setattr("juminzei.web.views.security_key.now", lambda at=at: at)
            answer = other.post(KEY, {"credential": with_key.used(asked)})
            assert answer.status_code == status
    del client


def test_a_question_for_registering_is_no_question_for_coming_in(
    client: Client, with_key: SoftKey
) -> None:
    confirm(client)
    asked = question(client.get(NEW))
    other = Client()
    sign_in(other)
    other.get(CODE)
    session = other.session
    session["key_challenge"] = client.session["key_challenge"]
    session.save()
    assert other.post(KEY, {"credential": with_key.used(asked)}).status_code == 200
    assert other.get("/")["Location"].startswith(CODE)


def test_another_key_needs_the_password_first(client: Client, with_key: SoftKey) -> None:
    assert client.get(NEW)["Location"] == "/account/confirm/"
    client.post("/account/confirm/", {"password": "wrong"})
    assert client.get(NEW)["Location"] == "/account/confirm/"
    assert StaffMember.objects.get().failed_sign_ins == 1
    before = client.cookies["sessionid"].value
    confirm(client)
    assert client.cookies["sessionid"].value != before
    assert register(client, SoftKey(), "予備の鍵")["Location"] == "/account/"
    page = client.get("/account/").text
    assert "予備の鍵" in page
    assert "職員証" in page
    del with_key


def test_ten_minutes_later_the_password_is_asked_for_again(
    client: Client, with_key: SoftKey, monkeypatch: Patch
) -> None:
    confirm(client)
    for minutes, location in ((9, None), (10, "/account/confirm/")):
        at = now() + timedelta(minutes=minutes)
        monkeypatch.setattr("juminzei.web.views.security_key.now", lambda at=at: at)
        assert client.get(NEW).get("Location") == location
    del with_key


def test_factors_are_removed_while_one_stays(client: Client, with_key: SoftKey) -> None:
    first = SecurityKey.objects.get()
    assert client.post("/account/remove/", {"key": first.pk})["Location"] == "/account/confirm/"
    confirm(client)
    page = client.post("/account/remove/", {"key": first.pk}, follow=True).text
    assert "最後の確認手段は削除できません" in page
    register(client, SoftKey(), "予備の鍵")
    assert "削除しました" in client.post("/account/remove/", {"key": first.pk}, follow=True).text
    assert "職員証" not in client.get("/account/").text
    first.refresh_from_db()
    assert first.removed_at is not None
    del with_key


def test_an_app_is_registered_beside_a_key(client: Client, with_key: SoftKey) -> None:
    confirm(client)
    assert client.get("/account/app/picture.png").content.startswith(b"\x89PNG")
    member = StaffMember.objects.get()
    secret = totp.begin_registration(member)
    assert secret[:4] in client.get("/account/app/").text
    assert client.post("/account/app/", {"code": "12345"}).status_code == 200
    answer = client.post("/account/app/", {"code": totp.code_at(secret, now())})
    assert answer["Location"] == "/account/"
    assert client.get("/account/app/")["Location"] == "/account/"
    assert client.get("/account/app/picture.png").status_code == 404
    other = Client()
    sign_in(other)
    shown = other.get(CODE).text
    assert 'name="code"' in shown
    assert "data-security-key" in shown
    del with_key


def test_leaving_everywhere_ends_the_session_and_is_on_record(client: Client) -> None:
    """T-A11: a copy of the cookie opens nothing afterwards."""
    staff(password=PASSWORD)
    sign_in(client)
    kept = client.cookies["sessionid"].value
    answer = client.post("/account/leave/")
    assert "storage" in answer["Clear-Site-Data"]
    assert SESSION_KEY not in client.session
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get("/")["Location"].startswith("/sign-in/")
    assert StaffMember.objects.get().session_mark == ""


def test_the_account_shows_roles_training_and_sign_ins(client: Client) -> None:
    staff("1001", Role.TAX_CLERK, Role.AUDITOR, password=PASSWORD)
    staff("1002", Role.PRIVACY_OFFICER, password=PASSWORD)
    client.post("/sign-in/", {"username": "1001", "password": "wrong"})
    sign_in(client)
    carry(waiting_records())
    page = client.get("/account/").text
    assert "課税の日常の事務" in page
    assert "操作記録を、業務のデータを見ずに検証する" in page
    assert page.count('chip-good">有効<') == 2
    assert page.count('chip-good">サインイン<') == 1
    assert page.count('chip-warning">失敗<') == 1
    assert "1002" not in page


def test_where_no_address_is_set_keys_are_not_offered(client: Client, monkeypatch: Patch) -> None:
    staff(password=PASSWORD)
    sign_in(client)
    set_rules(monkeypatch, profile="production", second_factor=False, acknowledgement=False)
    confirm(client)
    assert "JUMINZEI_ADDRESS" in client.get(NEW).text
    assert NEW not in client.get("/account/").text
