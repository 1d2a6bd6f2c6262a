"""The city's own grants: checked, put in force at once, and every change on record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import Error, transaction
from django.urls import reverse

from juminzei.cli import main
from juminzei.cli.serve import notice_policy
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.policy.installed import (
    MOST_TOLD,
    change_to,
    lines,
    notice_matrix,
    proposed,
    put_in_force,
)
from juminzei.platform.policy.matrix import in_force_file, matrix
from juminzei.platform.policy.models import InstalledMatrix
from juminzei.platform.policy.reading import PolicyError
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import allowed
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
MORE = """
[[grants]]
role = "collection_clerk"
functions = ["law.simulate"]
ground = "市の試行"
valid_from = 2026-04-01
terminals = ["ordinary"]
hours = ["09:00", "12:00"]
"""
LINE = "collection_clerk|law.simulate|2026-04-01||public,tax|ordinary|09:00-12:00"
PLAIN = MORE.replace('terminals = ["ordinary"]\nhours = ["09:00", "12:00"]\n', "")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings.CONFIGURATION, "data", tmp_path)
    (tmp_path / "policy").mkdir()
    return tmp_path / "policy"


@pytest.fixture
def administrator() -> StaffMember:
    return staff("9001", Role.ADMINISTRATOR)


def wrote(folder: Path, text: str, mode: int = 0o600) -> None:
    (folder / "grants.toml").write_text(text, encoding="utf-8")
    (folder / "grants.toml").chmod(mode)


def told() -> list[dict[str, object]]:
    found = OutgoingRecord.objects.filter(action="policy.matrix.changed").order_by("pk")
    return [one.details for one in found]


def test_what_the_city_adds_is_in_force_at_once_and_its_difference_on_record(
    folder: Path, administrator: StaffMember
) -> None:
    """T-Z14: the difference of the matrix is in the log, and who made it."""
    clerk = staff("1001", Role.COLLECTION_CLERK)
    notice_matrix(actor=administrator, at=AT)
    wrote(folder, PLAIN)
    assert not allowed(clerk, "law.simulate", on=AT.date())
    put_in_force(actor=administrator, at=AT)
    assert allowed(clerk, "law.simulate", on=AT.date())
    first, second = told()
    assert (first["added"], second["removed"]) == ([], [])
    assert second["added"] == ["collection_clerk|law.simulate|2026-04-01||public,tax||"]
    record = OutgoingRecord.objects.filter(action="policy.matrix.changed").last()
    assert record is not None
    assert (record.staff_number, record.subject_id) == ("9001", "2")

    (folder / "grants.toml").unlink()
    put_in_force(actor=administrator, at=AT)
    assert not allowed(clerk, "law.simulate", on=AT.date())
    assert told()[2]["removed"] == second["added"]


def test_what_is_only_written_is_not_in_force(folder: Path, administrator: StaffMember) -> None:
    notice_matrix(actor=administrator, at=AT)
    wrote(folder, MORE)
    assert change_to(proposed(AT.date())).added == (LINE,)
    assert change_to(matrix()).added == ()


def test_a_change_by_hand_is_noticed_at_the_next_start(folder: Path) -> None:
    notice_policy()
    in_force_file().write_text(MORE, encoding="utf-8")
    notice_policy()
    notice_policy()
    assert [one["added_count"] for one in told()] == [len(lines(matrix())) - 1, 1]
    assert InstalledMatrix.objects.count() == 2
    assert folder.exists()


def test_the_city_may_bring_a_whole_matrix(folder: Path, administrator: StaffMember) -> None:
    whole = '\n[[grants]]\nrole = "administrator"\nfunctions = ["staff.manage", "staff.approve"'
    ending = (
        ', "policy.apply", "policy.view", "audit.view"]\nground = "市"\nvalid_from = 2020-01-01\n'
    )
    wrote(folder, "replaces = true\n" + whole + ending)
    put_in_force(actor=administrator, at=AT)
    assert len(matrix().grants) == 1
    assert matrix().grants[0].of_city


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("replaces = true\n" + MORE, "を使える役割が 2026-06-01 にありません"),
        (MORE + '[grant]\nrole = "x"\n', "のほかは書けません"),
        (MORE.replace("law.simulate", "law.simulated"), "law.simulated は知らない名前です"),
        (MORE.replace("collection_clerk", "chief"), "chief という役割はありません"),
        ('replaces = "yes"\n' + MORE, "replaces = true のほか"),
        ("[[grants", "TOML として読めません"),
    ],
)
def test_what_cannot_be_taken_is_told_and_changes_nothing(
    text: str, problem: str, folder: Path, administrator: StaffMember
) -> None:
    wrote(folder, text)
    with pytest.raises(PolicyError, match=problem):
        put_in_force(actor=administrator, at=AT)
    assert not in_force_file().exists()
    assert told() == []


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_is_refused(mode: int, folder: Path) -> None:
    wrote(folder, MORE, mode)
    with pytest.raises(PolicyError, match="chmod 600"):
        proposed(AT.date())


def test_the_command_shows_and_applies_as_somebody(
    folder: Path,
    administrator: StaffMember,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    notice_matrix(actor=administrator, at=AT)
    wrote(folder, MORE)
    assert main(["policy", "apply"]) != 0
    assert "JUMINZEI_STAFF" in capsys.readouterr().err
    monkeypatch.setattr(settings.CONFIGURATION, "staff", "9001")
    assert main(["policy", "check"]) == 0
    assert f"+ {LINE}" in capsys.readouterr().out
    assert main(["policy", "apply"]) == 0
    assert len(told()) == 2
    staff("1001")
    monkeypatch.setattr(settings.CONFIGURATION, "staff", "1001")
    assert main(["policy", "apply"]) != 0
    assert "権限がありません" in capsys.readouterr().err


def test_the_page_tells_the_citys_grants_from_the_programs(
    folder: Path, administrator: StaffMember, client: Client
) -> None:
    wrote(folder, MORE)
    put_in_force(actor=administrator, at=AT)
    client.force_login(staff("3001", Role.AUDITOR))
    page = client.get(reverse("policy")).content.decode()
    assert "市の定め" in page
    assert "端末：一般、09:00から12:00まで" in page
    assert "権限表の変更の記録" in page
    document = client.get(reverse("policy_document")).content.decode()
    assert "（市の定め）市の試行" in document


def test_versions_of_the_matrix_cannot_be_changed(folder: Path, administrator: StaffMember) -> None:
    assert folder.exists()
    notice_matrix(actor=administrator, at=AT)
    for change in (
        lambda: InstalledMatrix.objects.update(added=0),
        lambda: InstalledMatrix.objects.all().delete(),
    ):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            change()


def test_a_long_difference_is_counted_whole(folder: Path, administrator: StaffMember) -> None:
    notice_matrix(actor=administrator, at=AT)
    days = [date(2027, 1, 1 + day).isoformat() for day in range(26)]
    many = "".join(
        MORE.replace("2026-04-01", day).replace('["law.simulate"]', FUNCTIONS) for day in days
    )
    wrote(folder, many)
    put_in_force(actor=administrator, at=AT)
    details = told()[-1]
    assert details["added_count"] == 26 * 9
    assert len(details["added"]) == MOST_TOLD  # type: ignore[arg-type]  # a list


FUNCTIONS = (
    '["law.simulate", "run.view", "person.view", "person.search", "documents.view",'
    ' "match.decide", "match.run", "assess.run", "assess.review"]'
)
