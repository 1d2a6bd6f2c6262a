"""``juminzei staff`` from outside: who may, what it says, what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.cli.actor import system_user
from juminzei.cli.main import main
from juminzei.platform.clock import now, today
from juminzei.platform.staff.activations import activate
from juminzei.platform.staff.models import RoleGrant, StaffMember
from juminzei.platform.staff.personnel_rows import HEADER
from support.administrators import FIRST, SECOND, set_rules

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
FROM = ("--from", "2026-04-01")
TODAY = today().isoformat()

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


def outcome(capsys: Capture, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["staff", *words, "--json"]) == 0, capsys.readouterr().err
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return told


def refusal(capsys: Capture, *words: str) -> str:
    capsys.readouterr()
    assert main(["staff", *words]) == 2
    return capsys.readouterr().err


@pytest.fixture
def begun(capsys: Capture, monkeypatch: Patch) -> None:
    """Begin an installation, and act as its first administrator."""
    outcome(capsys, "first", *FIRST, *SECOND)
    set_rules(monkeypatch, staff="9001")


def test_a_city_is_staffed_from_nothing(begun: None, capsys: Capture, monkeypatch: Patch) -> None:
    assert begun is None
    assert outcome(capsys, "add", "2001", "課税 花子", "税務課", *FROM) == {"entered": "2001"}
    assert outcome(capsys, "grant", "2001", "tax_clerk", *FROM) == {"granted": "tax_clerk"}
    asked = outcome(capsys, "grant", "2001", "privacy_officer", *FROM)
    assert "承認できません" in refusal(capsys, "approve", str(asked["request"]))
    listed = outcome(capsys, "list", "--search", "花子")
    assert listed["staff"]["2001"]["roles"] == "tax_clerk"
    assert list(listed["waiting"]) == [str(asked["request"])]

    set_rules(monkeypatch, staff="9002")
    outcome(capsys, "approve", str(asked["request"]))
    roles = RoleGrant.objects.filter(staff_member__staff_number="2001")
    assert sorted(roles.values_list("role", flat=True)) == ["privacy_officer", "tax_clerk"]


def test_roles_and_service_end_by_command(begun: None, capsys: Capture) -> None:
    assert begun is None
    outcome(capsys, "add", "2001", "課税 花子", "税務課", *FROM)
    outcome(capsys, "grant", "2001", "tax_clerk", *FROM)
    assert outcome(capsys, "revoke", "2001", "tax_clerk", "--on", TODAY) == {"revoked": 1}
    assert outcome(capsys, "end", "2001", "--on", TODAY)["last_day"] == TODAY
    assert StaffMember.objects.get(staff_number="2001").valid_until == today()


def test_a_request_is_turned_down_by_command(
    begun: None, capsys: Capture, monkeypatch: Patch
) -> None:
    assert begun is None
    outcome(capsys, "add", "2001", "課税 花子", "税務課", *FROM)
    asked = outcome(capsys, "grant", "2001", "auditor", *FROM)["request"]
    set_rules(monkeypatch, staff="9002")
    assert outcome(capsys, "refuse", str(asked)) == {"refused": asked}


def test_training_reviews_and_personnel_files_by_command(
    begun: None, capsys: Capture, tmp_path: Path
) -> None:
    assert begun is None
    file = tmp_path / "jinji.csv"
    line = f"採用,2001,課税 花子,税務課,常勤,{TODAY},,tax_clerk"
    file.write_text("\n".join([",".join(HEADER), line, "合計,1,0,0"]), encoding="utf-8")
    assert outcome(capsys, "import", str(file))["joined"] == 1
    trained = outcome(capsys, "trained", "2001", "--from", TODAY, "--until", "2999-03-31")
    assert trained == {"trained_until": "2999-03-31"}
    assert outcome(capsys, "review", "--until", "2999-03-31")["members"] == 3
    assert outcome(capsys, "keep", "2001") == {"kept": "2001"}
    assert outcome(capsys, "remove", "9002") == {"removed": "9002"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("end", "7777", "--on", "2026-05-01"), "7777"),
        (("grant", "9002", "king", *FROM), "king"),
        (("approve", "99"), "99"),
        (("import", "nowhere.csv"), "nowhere.csv"),
        (("trained", "9002", *FROM), "--until"),
        (("first", *FIRST, *SECOND), "登録されています"),
        (("add", "2001", "窓口", "税務課", *FROM), "共用"),
    ],
)
def test_a_refusal_is_one_line_and_changes_nothing(
    begun: None, words: tuple[str, ...], told: str, capsys: Capture
) -> None:
    assert begun is None
    before = StaffMember.objects.count()
    assert told in refusal(capsys, *words)
    assert StaffMember.objects.count() == before


def test_acts_about_staff_are_somebodys(capsys: Capture) -> None:
    outcome(capsys, "first", *FIRST, *SECOND)
    assert "JUMINZEI_STAFF" in refusal(capsys, "list")


def test_in_production_the_user_of_the_system_must_be_one_of_the_numbers(
    capsys: Capture, monkeypatch: Patch
) -> None:
    outcome(capsys, "first", *FIRST, *SECOND)
    production = {"profile": "production", "staff": "9001"}
    set_rules(monkeypatch, **production)
    assert system_user() in refusal(capsys, "list")
    set_rules(monkeypatch, **production, staff_of_users={system_user(): ["9002"]})
    assert "9001" in refusal(capsys, "list")
    set_rules(monkeypatch, **production, staff_of_users={system_user(): ["9001"]})
    assert "9001" in outcome(capsys, "list")["staff"]


def test_two_halves_of_a_code_let_somebody_begin(
    begun: None, capsys: Capture, monkeypatch: Patch
) -> None:
    assert begun is None
    outcome(capsys, "add", "2001", "課税 花子", "税務課", *FROM)
    first = outcome(capsys, "activate", "2001")["first_half"]
    assert "承認できません" in refusal(capsys, "approve-activation", "2001")
    set_rules(monkeypatch, staff="9002")
    second = outcome(capsys, "approve-activation", "2001")["second_half"]
    halves = (first, second)
    activate(staff_number="2001", halves=halves, password="shiroi-kumo-tokei", at=now())
    assert StaffMember.objects.get(staff_number="2001").check_password("shiroi-kumo-tokei")


def test_the_first_administrators_get_their_codes(capsys: Capture) -> None:
    codes = outcome(capsys, "first", *FIRST, *SECOND)["activation_codes"]
    assert sorted(codes) == ["9001", "9002"]
    first, second = codes["9001"].split("-")
    activate(staff_number="9001", halves=(first, second), password="shiroi-kumo-tokei", at=now())


def test_the_rules_tell_where_they_are_weak(
    begun: None, capsys: Capture, monkeypatch: Patch
) -> None:
    """T-A08: the deviation of profile `asvs` is shown."""
    assert begun is None
    told = outcome(capsys, "rules")
    assert told["rules"]["password_days"] == "90"
    assert not [one for one in told["deviations"] if "asvs" in one]
    set_rules(monkeypatch, staff="9001", sign_in_profile="asvs")
    assert [one for one in outcome(capsys, "rules")["deviations"] if "asvs" in one]
