"""A file on its way: received, looked at, taken in once, erased; counts add up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juminzei.apps.receiving.models import DeliveredFile, FileState, FileStep
from juminzei.apps.receiving.services import take_file as taking
from juminzei.apps.receiving.services.enter_file import enter_file
from juminzei.apps.receiving.services.moving import move
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.take_file import take_file
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents import spool
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.documents.services import receive
from juminzei.platform.jobs.services import ChunkFailedError
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.lines_receiver import LinesReceiver, lines
from support.page_rows import AT, staff
from support.receiving_rows import delivery, entered, kept_names, taken

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = [
    pytest.mark.django_db(databases=["default", "audit"]),
    pytest.mark.usefixtures("receivers"),
]


class Killed(BaseException):
    """The process ends here; nobody catches it."""


def test_a_file_is_taken_in_and_leaves_nothing_behind(clerk: StaffMember, tmp_path: Path) -> None:
    file = entered(clerk, lines("1", "bad", "3"), tmp_path)
    assert kept_names() == [file.digest]
    sealed = spool.place(file.digest)
    assert b"LINES" not in sealed.read_bytes()
    assert sealed.stat().st_mode & 0o777 == 0o600
    file = take_file(file.pk, actor=clerk, at=AT)
    assert (file.state, file.kind, file.label, file.content) == (
        "taken", "lines", "行の資料", "text",
    )  # fmt: skip
    assert (file.received_rows, file.accepted, file.held, file.duplicates) == (3, 2, 1, 0)
    assert file.received_file == ReceivedFile.objects.get()
    assert kept_names() == []
    states = list(FileStep.objects.filter(file=file).order_by("pk").values_list("state", flat=True))
    assert states == ["received", "checked", "taken"]
    acts = OutgoingRecord.objects.filter(subject_kind="delivered_file").order_by("pk")
    assert [act.action.rpartition(".")[2] for act in acts] == states
    assert acts.last().details["accepted"] == 2  # type: ignore[union-attr]  # there are three


def test_the_same_file_again_is_all_duplicates_under_whatever_name(
    clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I02: detected by what is in it; nothing doubled."""
    taken(clerk, lines("1", "bad"), tmp_path)
    again = taken(clerk, lines("1", "bad"), tmp_path, name="renamed.csv")
    assert (again.received_rows, again.accepted, again.held, again.duplicates) == (2, 0, 0, 2)
    assert ReceivedFile.objects.count() == 1


def test_the_same_file_twice_in_a_delivery_is_one_entry(clerk: StaffMember, tmp_path: Path) -> None:
    path, one = tmp_path / "a", delivery(clerk)
    path.write_bytes(lines("1"))
    files = [enter_file(one, path, name="a.csv", actor=clerk, at=AT) for _ in range(2)]
    other = enter_file(one, path, name="b.csv", actor=clerk, at=AT)
    assert files[0] == files[1] != other
    take_file(files[0].pk, actor=clerk, at=AT)
    assert kept_names() == [other.digest], "the other entry still waits for it"
    take_file(other.pk, actor=clerk, at=AT)
    assert kept_names() == []
    assert sum(DeliveredFile.objects.values_list("accepted", flat=True)) == 1


def test_a_folder_is_taken_in_as_a_whole(clerk: StaffMember, tmp_path: Path) -> None:
    folder = tmp_path / "delivery"
    (folder / "images").mkdir(parents=True)
    (folder / "index.txt").write_text("2")
    for number in range(2):
        (folder / "images" / f"{number}.txt").write_text(f"page {number}")
    file = enter_file(delivery(clerk), folder, name="delivery", actor=clerk, at=AT)
    assert (file.files, file.size_bytes) == (3, 13)
    file = take_file(file.pk, actor=clerk, at=AT)
    assert (file.state, file.content, file.accepted, file.further) == (
        "taken", "folder", 2, {"images": 2},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"LINES\nbroken\n", "読めません"),
        (b"LINES\nmistake\n", "取込の途中で誤り"),
        (b"something else\n", "どの資料か"),
    ],
)
def test_what_cannot_be_taken_waits_in_quarantine_and_stops_nobody(
    clerk: StaffMember, tmp_path: Path, content: bytes, reason: str
) -> None:
    file = taken(clerk, content, tmp_path)
    assert file.state == FileState.QUARANTINED
    assert reason in file.reason
    assert "mistake" not in file.reason
    assert kept_names() == [file.digest]
    assert not ReceivedFile.objects.exists()
    assert taken(clerk, lines("1"), tmp_path).state == FileState.TAKEN


@pytest.mark.parametrize("inside", [False, True], ids=["plain", "inside a job"])
def test_a_busy_database_is_no_fault_of_the_file(
    clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, inside: bool
) -> None:
    """It stays where it is and is taken in by the next attempt; nobody has to release it."""
    file = entered(clerk, lines("1"), tmp_path)

    def busy(*_: object) -> None:
        locked = OperationalError("database is locked")
        if not inside:
            raise locked
        raise ChunkFailedError("処理単位 1 で失敗しました") from locked

    with monkeypatch.context() as patched:
        patched.setattr(LinesReceiver, "take", busy)
        with pytest.raises((OperationalError, ChunkFailedError)):
            take_file(file.pk, actor=clerk, at=AT)
    file.refresh_from_db()
    assert (file.state, kept_names()) == ("checked", [file.digest])
    assert take_file(file.pk, actor=clerk, at=AT).state == "taken"


def test_what_stands_in_a_reason_never_reaches_the_log(
    clerk: StaffMember, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken(clerk, lines("mistake", "見本太郎"), tmp_path)
    said = capsys.readouterr()
    assert "見本" not in said.out + said.err


STEPS = {
    "before it is looked at": "examined",
    "before its check is written": "move",
    "before it is handed over": "receiver_of",
    "after it was taken in": "_counts",
    "before it is erased": "erase_unneeded",
}


@pytest.mark.parametrize("step", STEPS)
def test_an_end_at_any_step_changes_nothing_of_the_result(
    step: str, clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-J10: a process dies between any two steps; the same call again ends as if it had not."""
    file = entered(clerk, lines("1", "bad", "3"), tmp_path)

    def killed(*_given: object, **_named: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(taking, STEPS[step], killed)
        with pytest.raises(Killed):
            take_file(file.pk, actor=clerk, at=AT)
    file = take_file(file.pk, actor=clerk, at=AT)
    assert file.state == FileState.TAKEN
    assert (file.received_rows, file.accepted, file.held, file.duplicates) == (3, 2, 1, 0)
    assert [one.state for one in file.steps.order_by("pk")] == ["received", "checked", "taken"]
    assert kept_names() == []
    assert ReceivedFile.objects.count() == 1


def test_what_an_earlier_attempt_began_is_counted_for_whoever_finished_it(
    clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-J10: begun a day ago and killed, finished now and killed before the register knew."""
    data, day_before = lines("1", "bad", "3"), AT - timedelta(days=1)
    begun = receive(content=data, kind="lines", name="a", actor=clerk, at=day_before)
    assert not begun.file.complete
    file = entered(clerk, data, tmp_path)

    def killed(*_given: object, **_named: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(taking, "_counts", killed)
        with pytest.raises(Killed):
            take_file(file.pk, actor=clerk, at=AT)
    file = take_file(file.pk, actor=clerk, at=AT)
    assert (file.received_rows, file.accepted, file.held, file.duplicates) == (3, 2, 1, 0)
    received = ReceivedFile.objects.get()
    assert (received.delivery, received.channel) == (file.delivery_id, "eltax")
    again = taken(clerk, data, tmp_path, name="b.csv")
    assert (again.accepted, again.held, again.duplicates) == (0, 0, 3), "another delivery's"
    received.refresh_from_db()
    assert received.delivery == file.delivery_id


def test_two_processes_move_a_file_once(clerk: StaffMember, tmp_path: Path) -> None:
    file = entered(clerk, lines("1"), tmp_path)
    stale = DeliveredFile.objects.get(pk=file.pk)
    take_file(file.pk, actor=clerk, at=AT)
    with pytest.raises(ReceivingRefusedError, match="ほかの処理"):
        move(stale, FileState.QUARANTINED, reason="x", actor=clerk, at=AT)
    file.refresh_from_db()
    assert file.state == FileState.TAKEN


def test_a_file_whose_content_never_came_says_so(clerk: StaffMember, tmp_path: Path) -> None:
    file = entered(clerk, lines("1"), tmp_path)
    spool.erase(file.digest)
    with pytest.raises(ReceivingRefusedError, match="もう一度渡して"):
        take_file(file.pk, actor=clerk, at=AT)


def test_nobody_takes_in_what_they_may_not(
    clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = entered(clerk, lines("1"), tmp_path)
    with pytest.raises(NotPermittedError):
        take_file(file.pk, actor=staff("3001", Role.COLLECTION_CLERK), at=AT)
    monkeypatch.setattr(LinesReceiver, "function", "assess.fix")
    with pytest.raises(NotPermittedError):
        take_file(file.pk, actor=clerk, at=AT)
    file.refresh_from_db()
    assert file.state == FileState.CHECKED
    assert not ReceivedFile.objects.exists()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.sampled_from(["1", "2", "bad", "x"]), min_size=1, max_size=6),
    times=st.integers(1, 3),
)
def test_counts_add_up_however_often_a_file_comes(
    rows: list[str], times: int, clerk: StaffMember, tmp_path: Path
) -> None:
    for _ in range(times):
        file = taken(clerk, lines(*rows), tmp_path)
        assert file.received_rows == file.accepted + file.held + file.duplicates == len(rows)
    assert ReceivedFile.objects.filter(complete=False).count() == 0
