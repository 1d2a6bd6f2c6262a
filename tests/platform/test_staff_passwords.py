"""Passwords: long, not guessable, not like one of the last 24, good for a time or not."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff import guessed_words
from juminzei.platform.staff.models import PastPassword
from juminzei.platform.staff.passwords import (
    REMEMBERED,
    change_password,
    expired,
    password_problems,
    skeleton,
)
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.rules import rules
from support.administrators import set_rules
from support.moments import START
from support.page_rows import staff

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
FIRST = "akai-tsubaki-2025"


@pytest.fixture
def member() -> StaffMember:
    """A clerk who chose a password."""
    clerk = staff()
    change_password(member=clerk, old=None, new=FIRST, at=START)
    return clerk


@pytest.mark.parametrize(
    "alike",
    [
        FIRST,
        "akai-tsubaki-2026",
        "akai-tsubaki-2025!",
        "AKAI-Tsubaki-2025",
        "ａｋａｉ－ｔｓｕｂａｋｉ－２０２５",
        "2025akaitsubaki",
        "akai_tsubaki#9",
    ],
)
def test_a_password_like_one_before_is_refused(member: StaffMember, alike: str) -> None:
    """T-A07: the same, one digit on, another width or case."""
    with pytest.raises(StaffRefusedError, match="似ています"):
        change_password(member=member, old=FIRST, new=alike, at=START)
    assert member.check_password(FIRST)


@pytest.mark.parametrize("near", ["akai-tsubakki-2025", "akei-tsubaki-2025", "kai-tsubaki-2025"])
def test_a_password_a_few_letters_away_is_refused(member: StaffMember, near: str) -> None:
    """T-A07: also where the letters differ a little."""
    with pytest.raises(StaffRefusedError, match="似ています"):
        change_password(member=member, old=FIRST, new=near, at=START)


def test_an_unrelated_password_is_taken_and_recorded(member: StaffMember) -> None:
    """T-A07: unrelated → accepted."""
    change_password(member=member, old=FIRST, new="shiroi-kumo-tokei", at=START)
    member.refresh_from_db()
    assert member.check_password("shiroi-kumo-tokei")
    assert member.password_set_at == START
    records = OutgoingRecord.objects.filter(action="staff.password.changed")
    assert records.count() == 2
    assert "kumo" not in str(list(records.values()))


WORDS = [
    f"{left}-{right}-michi"
    for left in ("sakura", "momiji", "kawara", "hinode", "tsukimi")
    for right in ("wakaba", "nagisa", "tokiwa", "komorebi", "yuunagi")
]


def test_the_24th_before_is_still_known_and_the_one_before_that_is_not(
    member: StaffMember,
) -> None:
    """T-A07: any of the last 24."""
    before = FIRST
    for word in WORDS[:REMEMBERED]:
        assert password_problems(member, FIRST) != []
        change_password(member=member, old=before, new=word, at=START)
        before = word
    assert password_problems(member, FIRST) == []
    assert password_problems(member, WORDS[0]) != []
    assert PastPassword.objects.filter(staff_member=member).count() == REMEMBERED


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("", "文字以上"),
        ("kumo-tokei1", "文字以上"),
        ("x" * 201, "文字以上"),
        ("password1234", "推測"),
        ("Juminzei20262026", "推測"),
        ("aaaaaaaaaaaaaa", "推測"),
        ("1001-shiroi-kumo", "推測"),
        ("課税の課税の課税の課税の", "推測"),
    ],
)
def test_short_long_and_guessable_passwords_are_refused(password: str, told: str) -> None:
    assert told in "".join(password_problems(staff(), password))


@pytest.mark.parametrize(
    "known",
    ["Kazo-Juminzei-2026", "加須市・住民税2026年度", "ZeimukaPassword1", "kanrisha_KAZO_0401"],
)
def test_the_citys_own_words_make_no_password(known: str) -> None:
    assert "推測" in "".join(password_problems(staff(), known))
    assert password_problems(staff("1002"), f"{known}-shiroi-kumo") == []


def test_the_words_that_make_no_password_are_those_of_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "staff.md").read_text(encoding="utf-8")
    told = page.partition("<!-- words -->")[2].partition("<!-- /words -->")[0]
    assert re.findall(r"[^\s,.]+", told) == list(guessed_words.WORDS)


@pytest.mark.parametrize("length", [12, 64, 200])
def test_long_passwords_of_any_signs_are_taken(length: int) -> None:
    password = ("あかねさす紫野ゆき標野ゆき" * 20)[:length]
    assert password_problems(staff(), password) == []


def test_the_least_length_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    set_rules(monkeypatch, password_length=15)
    assert "15文字以上" in "".join(password_problems(staff(), "shiroi-kumo-12"))


def test_a_wrong_old_password_changes_nothing(member: StaffMember) -> None:
    with pytest.raises(StaffRefusedError, match="今のパスワード"):
        change_password(member=member, old="wrong", new="shiroi-kumo-tokei", at=START)
    assert member.check_password(FIRST)


def test_no_password_is_kept_in_clear_or_quickly_tried(member: StaffMember) -> None:
    kept = PastPassword.objects.get(staff_member=member).skeleton
    assert kept.startswith("argon2$argon2id$")
    assert "tsubaki" not in kept


def test_two_members_with_one_password_have_different_digests(member: StaffMember) -> None:
    other = staff("1002")
    change_password(member=other, old=None, new=FIRST, at=START)
    digests = set(PastPassword.objects.values_list("skeleton", flat=True))
    assert len(digests) == 2
    assert member.pk != other.pk


@pytest.mark.parametrize(("days", "over"), [(0, False), (90, False), (91, True)])
def test_a_password_is_good_for_90_days(member: StaffMember, days: int, *, over: bool) -> None:
    """T-A08: profile `assessment`."""
    assert expired(member, START + timedelta(days=days)) is over


def test_in_profile_asvs_no_password_expires_and_the_deviation_is_told(
    member: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-A08: profile `asvs`."""
    assert not [told for told in rules().deviations() if "asvs" in told]
    set_rules(monkeypatch, sign_in_profile="asvs")
    assert not expired(member, START + timedelta(days=9_999))
    assert [told for told in rules().deviations() if "asvs" in told]


@pytest.mark.parametrize(
    ("password", "left"),
    [("Ｋｕｍｏ-２０２５", "kumo"), ("2025-01-02", "2025-01-02"), ("a1b2", "a1b2")],
)
def test_what_has_few_letters_is_kept_whole(password: str, left: str) -> None:
    assert skeleton(password) == left
