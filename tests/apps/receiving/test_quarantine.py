"""Quarantine: what the scanner says, and release by two people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from juminzei.apps.receiving.models import Fate, FileState, ReleaseDecision
from juminzei.apps.receiving.services.enter_file import enter_file
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.release import ask_release, decide_release
from juminzei.apps.receiving.services.take_file import take_file
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents import scanning, spool
from juminzei.platform.documents.scanning import ScanResult, ScanRules, scanned
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.lines_receiver import lines
from support.page_rows import AT, staff
from support.receiving_rows import delivery, kept_names, taken

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.apps.receiving.models import DeliveredFile, ReleaseRequest
    from juminzei.platform.staff.models import StaffMember

pytestmark = [
    pytest.mark.django_db(databases=["default", "audit"]),
    pytest.mark.usefixtures("receivers"),
]


def scanner(folder: Path, monkeypatch: pytest.MonkeyPatch, status: str) -> None:
    """Set a scanner that answers with ``status``, told that what has a virus in it is infected."""
    script = folder / "scanner"
    script.write_text(f'#!/bin/sh\ngrep -rq EICAR "$2" && exit 1\nexit {status}\n')
    script.chmod(0o700)
    monkeypatch.setattr(settings.CONFIGURATION, "scan_command", f"{script} --quiet")


def ask(file: DeliveredFile, actor: StaffMember, fate: Fate = Fate.RELEASE) -> ReleaseRequest:
    return ask_release(file.pk, fate=fate, reason="提出者に確かめた", actor=actor, at=AT)


@pytest.mark.parametrize(
    ("status", "row", "outcome"),
    [
        ("0", "1", ("taken", "clean")),
        ("0", "EICAR", ("quarantined", "infected")),
        ("2", "1", ("quarantined", "failed")),
    ],
)
def test_the_scanner_is_asked_about_every_file(
    status: str,
    row: str,
    outcome: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """T-I11: the scan hook is called, and what is infected or unscannable waits."""
    scanner(tmp_path, monkeypatch, status)
    file = taken(staff("1001"), lines(row), tmp_path)
    assert (file.state, file.scan) == outcome
    alarms = OutgoingRecord.objects.filter(action="receiving.file.infected")
    assert alarms.count() == (outcome[1] == "infected")


@pytest.mark.parametrize(
    ("page", "outcome"), [("1", ("taken", "clean")), ("EICAR", ("quarantined", "infected"))]
)
def test_the_scanner_is_shown_the_files_of_a_sealed_folder_and_nobody_else(
    page: str,
    outcome: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """T-I11: a delivery is as clean as the worst file in it; afterwards nothing lies in plain."""
    scanner(tmp_path, monkeypatch, "0")
    folder, clerk = tmp_path / "delivery", staff("1001")
    (folder / "images").mkdir(parents=True)
    (folder / "index.txt").write_text("1")
    (folder / "images" / "1.txt").write_text(page)
    file = enter_file(delivery(clerk), folder, name="delivery", actor=clerk, at=AT)
    assert kept_names() == [file.digest]
    file = take_file(file.pk, actor=clerk, at=AT)
    assert (file.state, file.scan) == outcome
    assert kept_names() == ([file.digest] if file.state == "quarantined" else [])


def test_a_scanner_that_is_not_there_or_hangs_did_not_say_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.CONFIGURATION, "scan_command", "/nowhere/scanner")
    assert scanned(tmp_path) == ScanResult.FAILED
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o700)
    monkeypatch.setattr(settings.CONFIGURATION, "scan_command", str(slow))
    monkeypatch.setattr(settings.CONFIGURATION, "scan_seconds", 1)
    assert scanned(tmp_path) == ScanResult.FAILED


def test_an_installed_scanner_is_found_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "clamdscan"
    script.write_text("#!/bin/sh\nexit 0\n")
    script.chmod(0o700)
    monkeypatch.setattr(scanning, "KNOWN", ((str(tmp_path / "none"),), (str(script), "--fdpass")))
    assert scanned(tmp_path) == ScanResult.CLEAN


def test_a_scanner_is_named_by_its_absolute_path() -> None:
    assert ScanRules(scan_command="/usr/bin/clamscan -i").scan_command
    with pytest.raises(ValueError, match="absolute path"):
        ScanRules(scan_command="clamscan -i")


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ({"profile": "laptop"}, False),
        ({"profile": "production"}, True),
        ({"profile": "laptop", "unscanned": "hold"}, True),
        ({"profile": "production", "unscanned": "take"}, False),
    ],
)
def test_in_production_the_unscanned_waits_unless_the_city_says_otherwise(
    given: dict[str, Any], *, held: bool
) -> None:
    assert ScanRules(**given).unscanned_held is held


@pytest.mark.parametrize(("unscanned", "state"), [("hold", "quarantined"), ("take", "taken")])
def test_a_setting_says_what_becomes_of_the_unscanned(
    unscanned: str, state: str, clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "KNOWN", ())
    monkeypatch.setattr(settings.CONFIGURATION, "unscanned", unscanned)
    file = taken(clerk, lines("1"), tmp_path)
    assert (file.scan, file.state) == (ScanResult.NOT_SCANNED, state)


def test_two_people_release_a_file_and_it_is_taken_in(
    clerk: StaffMember, supervisor: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.CONFIGURATION, "unscanned", "hold")
    file = taken(clerk, lines("1", "2"), tmp_path)
    request = ask(file, clerk)
    with pytest.raises(ReceivingRefusedError, match="決定を待って"):
        ask(file, clerk)
    with pytest.raises(NotPermittedError):
        decide_release(request.pk, granted=True, actor=clerk, at=AT)
    done = decide_release(request.pk, granted=True, actor=supervisor, at=AT)
    assert (done.state, done.accepted, done.released) == (FileState.TAKEN, 2, True)
    assert kept_names() == []
    with pytest.raises(ReceivingRefusedError, match="決定を待つ申請がありません"):
        decide_release(request.pk, granted=True, actor=supervisor, at=AT)


def test_who_asked_does_not_decide(supervisor: StaffMember, tmp_path: Path) -> None:
    request = ask(taken(supervisor, b"unknown", tmp_path), supervisor, Fate.RETURN)
    with pytest.raises(ReceivingRefusedError, match="申請した職員"):
        decide_release(request.pk, granted=True, actor=supervisor, at=AT)
    assert not ReleaseDecision.objects.exists()


def test_turned_down_it_stays_and_can_be_asked_again(
    clerk: StaffMember, supervisor: StaffMember, tmp_path: Path
) -> None:
    file = taken(clerk, b"unknown", tmp_path)
    kept = decide_release(ask(file, clerk).pk, granted=False, actor=supervisor, at=AT)
    assert kept.state == FileState.QUARANTINED
    assert spool.holds(file.digest)
    assert ask(file, clerk, Fate.RETURN).pk


def test_what_is_returned_is_erased(
    clerk: StaffMember, supervisor: StaffMember, tmp_path: Path
) -> None:
    file = taken(clerk, b"unknown", tmp_path)
    back = decide_release(ask(file, clerk, Fate.RETURN).pk, granted=True, actor=supervisor, at=AT)
    assert (back.state, back.reason) == (FileState.RETURNED, "提出者に確かめた")
    assert kept_names() == []
    with pytest.raises(ReceivingRefusedError, match="隔離されていません"):
        ask(back, clerk)


def test_what_is_infected_is_never_released(
    clerk: StaffMember, supervisor: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner(tmp_path, monkeypatch, "0")
    file = taken(clerk, lines("EICAR"), tmp_path)
    with pytest.raises(ReceivingRefusedError, match="感染"):
        ask(file, clerk)
    back = decide_release(ask(file, clerk, Fate.RETURN).pk, granted=True, actor=supervisor, at=AT)
    assert back.state == FileState.RETURNED


def test_a_release_needs_a_reason_and_somebody_who_may(clerk: StaffMember, tmp_path: Path) -> None:
    file = taken(clerk, b"unknown", tmp_path)
    with pytest.raises(ReceivingRefusedError, match="理由"):
        ask_release(file.pk, fate=Fate.RETURN, reason=" ", actor=clerk, at=AT)
    with pytest.raises(NotPermittedError):
        ask(file, staff("3001", Role.COLLECTION_CLERK))


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (("0", "1"), ("taken", "clean")),
        (("2", "1"), ("taken", "failed")),
        (("0", "EICAR"), ("quarantined", "infected")),
    ],
)
def test_what_was_not_scanned_is_scanned_again_when_it_is_released(
    answer: tuple[str, str],
    outcome: tuple[str, str],
    *,
    clerk: StaffMember,
    supervisor: StaffMember,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """T-I11: quarantine until clean: two people's word does not let in what is infected."""
    status, row = answer
    monkeypatch.setattr(scanning, "KNOWN", ())
    monkeypatch.setattr(settings.CONFIGURATION, "unscanned", "hold")
    file = taken(clerk, lines(row), tmp_path)
    assert (file.state, file.scan) == ("quarantined", "not_scanned")
    scanner(tmp_path, monkeypatch, status)
    done = decide_release(ask(file, clerk).pk, granted=True, actor=supervisor, at=AT)
    assert (done.state, done.scan) == outcome
    done.refresh_from_db()
    assert (done.state, done.scan) == outcome
    assert bool(kept_names()) == (outcome[0] == "quarantined")
    alarms = OutgoingRecord.objects.filter(action="receiving.file.infected")
    assert alarms.count() == (outcome[1] == "infected")
