"""``juminzei receive``: what it takes, what it says, and its exit status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from juminzei.apps.receiving.models import Delivery, SummarySheet
from juminzei.apps.receiving.services.register_delivery import confirm_delivery
from juminzei.cli import main
from juminzei.formats.employer_summary import write
from juminzei.platform.staff.policy import Role
from support.page_rows import AT, staff
from support.receiving_rows import medium
from support.summaries import summary

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def acting_clerk(clerk: StaffMember, monkeypatch: pytest.MonkeyPatch) -> StaffMember:
    """The command acts as the clerk."""
    monkeypatch.setattr(settings.CONFIGURATION, "staff", clerk.staff_number)
    return clerk


@pytest.mark.usefixtures("acting_clerk")
def test_everything_taken_is_success_and_said_in_japanese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sokatsu").write_bytes(write([summary()]))
    assert main(["receive", str(tmp_path), "--sender", "株式会社甲"]) == 0
    said = capsys.readouterr()
    assert "取込済　sokatsu　総括表　1 件（取込 1、保留 0、重複 0）" in said.out
    assert "1 / 1 件" in said.err
    one = Delivery.objects.get()
    assert (one.channel, one.source, one.sender) == ("eltax", "employer", "株式会社甲")
    assert main(["receive", str(tmp_path)]) == 0
    assert "ありませんでした" in capsys.readouterr().out


@pytest.mark.usefixtures("acting_clerk")
def test_something_held_is_status_one_with_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").write_bytes(write([summary()]))
    (tmp_path / "b.pdf").write_bytes(b"\x89PNG\r\n\x1a\n.")
    assert main(["receive", str(tmp_path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["states"] == {"taken": 1, "quarantined": 1}
    assert (told["files"], told["received"], told["accepted"]) == (2, 1, 1)
    reasons = {one["name"]: one["reason"] for one in told["each"]}
    assert "中身はPNG" in reasons["b.pdf"]
    assert SummarySheet.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--channel", "medium"], "--delivery"),
        (["--delivery", "99"], "受領簿にありません"),
        (["--source", "friend"], "選んでください"),
    ],
)
def test_a_wrong_call_changes_nothing(
    arguments: list[str],
    reason: str,
    acting_clerk: StaffMember,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["receive", str(tmp_path), *arguments]) == 2
    assert reason in capsys.readouterr().err
    assert main(["receive", str(tmp_path / "none")]) == 2
    assert not Delivery.objects.exists()
    assert acting_clerk.pk


def test_no_channel_of_the_command_is_mail_or_flash_memory() -> None:
    """R-2.3.7: what is no channel is refused by the command line itself."""
    for channel in ("email", "usb"):
        with pytest.raises(SystemExit):
            main(["receive", ".", "--channel", channel])


def test_a_medium_is_taken_under_its_confirmed_entry(
    acting_clerk: StaffMember,
    supervisor: StaffMember,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """R-2.3.6: the command reads nothing of a medium that one person only has seen."""
    one = medium(acting_clerk)
    (tmp_path / "a").write_bytes(write([summary()]))
    call = ["receive", str(tmp_path), "--channel", "medium", "--delivery", str(one.pk)]
    assert main(call) == 2
    assert "別の人が確認" in capsys.readouterr().err
    confirm_delivery(one.pk, confirmed=True, actor=supervisor, at=AT)
    assert main(call) == 0
    assert one.files.get().accepted == 1


def test_who_may_not_receive_is_refused_and_nothing_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    staff("3001", Role.COLLECTION_CLERK)
    monkeypatch.setattr(settings.CONFIGURATION, "staff", "3001")
    (tmp_path / "a").write_bytes(write([summary()]))
    assert main(["receive", str(tmp_path)]) == 2
    assert "権限" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
