"""A drop folder: each file to its receiver, done ones put aside, whatever interrupts it."""

from __future__ import annotations

import csv
import fcntl
import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.receiving.models import DeliveredFile, Delivery, DeliveryStep, FileState, Step
from juminzei.apps.receiving.services import drop_folder as dropping
from juminzei.apps.receiving.services import take_delivery as working
from juminzei.apps.receiving.services.drop_folder import DropReport, receive_folder
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.register_delivery import DeliveryEntry, confirm_delivery
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.jobs.models import JobState
from support.lines_receiver import lines
from support.page_rows import AT
from support.receiving_rows import kept_names, medium

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = [
    pytest.mark.django_db(databases=["default", "audit"]),
    pytest.mark.usefixtures("receivers"),
]
ENTRY = DeliveryEntry(channel=Channel.ELTAX, source=Source.EMPLOYER)


class Killed(BaseException):
    """The process ends here."""


def clock() -> datetime:
    return AT


def received(folder: Path, actor: StaffMember, delivery: Delivery | None = None) -> DropReport:
    return receive_folder(folder, ENTRY, delivery=delivery, actor=actor, clock=clock)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good files, one of them with a held row, one unknown file and one folder."""
    place = tmp_path / "drop"
    (place / "images").mkdir(parents=True)
    (place / "a.csv").write_bytes(lines("1", "2"))
    (place / "b.csv").write_bytes(lines("3", "bad"))
    (place / "c.bin").write_bytes(b"\x00\x01")
    (place / "images" / "index.txt").write_text("1")
    (place / "images" / "1.txt").write_text("page")
    return place


def left(folder: Path) -> list[str]:
    """Return what lies in the folder, below ``done/2026-06-01`` and so on."""
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


RECEIPTS = "done/2026-06-01.csv"


def receipts(folder: Path) -> list[list[str]]:
    """Return the lines of the first day's receipts under their heading."""
    return list(csv.reader((folder / RECEIPTS).read_text("utf-8-sig").splitlines()))[1:]


def as_expected(folder: Path) -> None:
    """Whatever happened: each file once, the same counts, nothing lying about."""
    one = Delivery.objects.get()
    states = dict(one.files.values_list("name", "state"))
    assert states == {
        "a.csv": "taken", "b.csv": "taken", "c.bin": "quarantined", "images": "taken",
    }  # fmt: skip
    counts = [
        (file.received_rows, file.accepted, file.held, file.duplicates)
        for file in one.files.order_by("name")
    ]
    assert counts == [(2, 2, 0, 0), (2, 1, 1, 0), (0, 0, 0, 0), (1, 1, 0, 0)]
    assert left(folder) == [RECEIPTS]
    lines_of = [[line[3], *line[6:]] for line in receipts(folder)]
    assert lines_of == [
        ["a.csv", "取込済", "2", "2", "0", "0"],
        ["b.csv", "取込済", "2", "1", "1", "0"],
        ["c.bin", "隔離", "0", "0", "0", "0"],
        ["images", "取込済", "1", "1", "0", "0"],
    ]
    assert kept_names() == [DeliveredFile.objects.get(state="quarantined").digest]
    assert ReceivedFile.objects.count() == 2
    assert DeliveryStep.objects.filter(step=Step.EMPTIED).count() == 1


def test_each_file_goes_to_its_receiver_and_is_put_aside(folder: Path, clerk: StaffMember) -> None:
    report = received(folder, clerk)
    as_expected(folder)
    assert (len(report.files), report.resumed) == (4, False)
    assert not DeliveryStep.objects.filter(step=Step.CLOSED).exists(), "one waits in quarantine"
    assert received(folder, clerk).files == []
    assert Delivery.objects.count() == 1


MOMENTS = {
    "before a file is entered": (dropping, "enter_file", 0),
    "after the first file was entered": (dropping, "enter_file", 1),
    "before the work begins": (dropping, "take_delivery", 0),
    "between two files": (working, "take_file", 2),
    "before a file is put aside": (dropping, "_put_aside", 0),
    "between two that are put aside": (dropping, "_put_aside", 2),
    "between a receipt and its erasing": (dropping, "_erase", 1),
    "before the end is written": (dropping, "empty_folder", 0),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_end_at_any_step_is_made_good_by_the_next_run(
    moment: str, folder: Path, clerk: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-J10: run again after an end between any two steps: exactly the remainder, same result."""
    module, name, after = MOMENTS[moment]
    original, calls = getattr(module, name), 0

    def killed(*given: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls > after:
            raise Killed
        return original(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(module, name, killed)
        patch.setattr(working, "this_worker", lambda: "x/1/dead")
        with pytest.raises(Killed):
            received(folder, clerk)
    monkeypatch.setattr("juminzei.platform.jobs.leases.is_free", lambda _chunk, _at: True)
    assert received(folder, clerk).resumed
    as_expected(folder)


def test_what_comes_while_a_run_was_interrupted_is_the_next_delivery(
    folder: Path, clerk: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_given: object, **_named: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(dropping, "_put_aside", killed)
        with pytest.raises(Killed):
            received(folder, clerk)
    (folder / "new.csv").write_bytes(lines("9"))
    report = received(folder, clerk)
    assert len(report.deliveries) == 2
    assert list(Delivery.objects.get(pk=report.deliveries[1]).files.values_list("name")) == [
        ("new.csv",)
    ]


def test_the_same_files_dropped_again_are_duplicates(folder: Path, clerk: StaffMember) -> None:
    """T-I02: another day, the same content: nothing doubled, nothing lost."""
    received(folder, clerk)
    (folder / "again.csv").write_bytes(lines("1", "2"))
    report = receive_folder(folder, ENTRY, actor=clerk, clock=lambda: AT + timedelta(days=1))
    (again,) = report.files
    assert (again.state, again.duplicates, again.accepted) == (FileState.TAKEN, 2, 0)
    assert (folder / "done" / "2026-06-02.csv").is_file()
    assert not (folder / "again.csv").exists()


def test_files_of_one_name_have_a_receipt_each(folder: Path, clerk: StaffMember) -> None:
    received(folder, clerk)
    (folder / "a.csv").write_bytes(lines("other"))
    received(folder, clerk)
    named = [line[3] for line in receipts(folder)]
    assert named.count("a.csv") == 2
    digests = DeliveredFile.objects.filter(name="a.csv").values_list("digest", flat=True)
    assert {line[4] for line in receipts(folder) if line[3] == "a.csv"} == set(digests)


def test_what_was_taken_in_is_nowhere_in_plain_any_more(folder: Path, clerk: StaffMember) -> None:
    """Files hold Individual Numbers: after the sealed storing no original is left."""
    (folder / "d.csv").write_bytes(lines("123456789018"))
    received(folder, clerk)
    everything = b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
    assert b"123456789018" not in everything
    assert (folder / RECEIPTS).stat().st_mode & 0o777 == 0o600


def test_a_name_in_a_receipt_is_no_formula(folder: Path, clerk: StaffMember) -> None:
    """T-I09, T-I10: what the sender called it may be opened in a spreadsheet."""
    (folder / "=1+cmd.csv").write_bytes(lines("7"))
    (folder / 'a\nb,"c.csv').write_bytes(lines("8"))
    received(folder, clerk)
    named = [line[3] for line in receipts(folder)]
    assert "'=1+cmd.csv" in named
    assert len(named) == 6
    assert not any(set(name) & set("\n\r\t") for name in named)


def test_what_was_never_kept_is_not_erased_but_refused(
    folder: Path, clerk: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("juminzei.apps.receiving.services.enter_file.most_bytes", lambda: 7)
    received(folder, clerk)
    assert "refused/2026-06-01/a.csv" in left(folder)


def test_a_link_is_never_followed_when_its_name_leaves_the_folder(
    folder: Path, clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I10: a link to a folder outside is refused, and what it leads to stays."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious.csv").write_bytes(lines("1"))
    (folder / "link").symlink_to(outside)
    received(folder, clerk)
    assert (outside / "precious.csv").read_bytes() == lines("1")


def test_a_delivery_without_quarantine_closes_itself(tmp_path: Path, clerk: StaffMember) -> None:
    (tmp_path / "a.csv").write_bytes(lines("1"))
    received(tmp_path, clerk)
    assert DeliveryStep.objects.filter(step=Step.CLOSED).exists()
    job = JobState.DONE
    from juminzei.platform.jobs.models import Job  # noqa: PLC0415 - only here

    assert list(Job.objects.values_list("kind", "state", "total")) == [("receiving", job, 1)]


def test_two_runs_do_not_share_a_folder(folder: Path, clerk: StaffMember) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(ReceivingRefusedError, match="ほかの受領"):
            received(folder, clerk)
    finally:
        os.close(handle)
    assert not Delivery.objects.exists()


def test_a_medium_is_read_under_its_confirmed_entry_only(
    folder: Path, clerk: StaffMember, supervisor: StaffMember
) -> None:
    """R-2.3.6: a medium's files go under the entry that two people made."""
    one = medium(clerk)
    with pytest.raises(ReceivingRefusedError, match="別の人が確認"):
        received(folder, clerk, one)
    assert len(left(folder)) == 5
    assert not one.files.exists()
    confirm_delivery(one.pk, confirmed=True, actor=supervisor, at=AT)
    assert received(folder, clerk, one).deliveries == [one.pk]
    assert one.files.count() == 4


def test_hidden_files_stay_where_they_are(folder: Path, clerk: StaffMember) -> None:
    (folder / ".part").write_bytes(b"being written")
    received(folder, clerk)
    assert (folder / ".part").exists()
    assert not DeliveredFile.objects.filter(name__contains="part").exists()
