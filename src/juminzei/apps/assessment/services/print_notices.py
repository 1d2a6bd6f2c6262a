"""Prints the notices of a run: files of at most 1,000 pages, a manifest, and their records.

Each file is a step of its own: it is drawn in another process, renamed into place when it
is whole, and then recorded in one transaction. Printing again after any interruption
draws only what is missing or would come out otherwise.
"""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from juminzei.apps.addressees import api as addressees
from juminzei.apps.assessment.selectors import notices as stored
from juminzei.apps.assessment.services import print_notices_records as records
from juminzei.apps.assessment.services.notice_recipients import held_back, not_printed, received
from juminzei.apps.assessment.services.print_notices_orders import Task, issue_day, orders
from juminzei.kernel.law import load
from juminzei.notices import manifest
from juminzei.notices.packing import PAGE_LIMIT
from juminzei.notices.printing_pool import print_files
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from juminzei.apps.assessment.models import AssessmentRun, NoticeKind
    from juminzei.kernel.law import Law
    from juminzei.notices.printing import PrintedFile, Refused
    from juminzei.platform.staff.models import StaffMember

LOCK = ".printing"


class PrintRefusedError(Exception):
    """The notices cannot be printed now; nothing was changed."""


@dataclass(frozen=True, slots=True)
class PrintReport:
    """What lies in ``folder`` after printing, and whose notices do not."""

    folder: Path
    files: tuple[PrintedFile, ...]
    not_printed: tuple[Refused, ...] = ()
    """Sending is stopped, or the tax is held."""


def print_notices(
    *,
    tax_year: int,
    kind: NoticeKind,
    ordinance: str,
    folder: Path,
    actor: StaffMember,
    clock: Callable[[], datetime],
    workers: int = 1,
    page_limit: int = PAGE_LIMIT,
    on_file: Callable[[PrintedFile], None] = lambda _file: None,
) -> PrintReport:
    """Print every notice of the year's run.

    A run that is not fixed yet is printed with 「見本・未確定」 across every page. A notice whose
    parts do not add up, of somebody to whom sending is stopped or whose tax is held is left
    out and named in the manifest. Notices go to whoever receives the person's letters on the
    day of issue, or today where that day is over. If somebody is protected while it prints,
    what that changes is printed once more.

    Args:
        tax_year: 年度.
        kind: Which form.
        ordinance: The city's folder of law files, and the name of its wording.
        folder: Where the files go, made if need be; they replace what an earlier
            printing of the same kind left there.
        actor: Who prints.
        clock: Tells the time at which each file was done.
        workers: Processes that draw at a time, about 0.8 GiB each.
        page_limit: Pages of a file at most.
        on_file: Told of each file when it is done.

    Raises:
        NotPermittedError: The actor may not print notices.
        PrintRefusedError: There is no calculated run, its law has changed since, or
            somebody is printing into the same folder.
    """
    now = clock()
    require(actor, "notices.print", on=now.date())
    run, law = _printable(tax_year, ordinance)
    issued_on = max(now.date(), issue_day(tax_year, kind, ordinance))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    task = Task(
        run=run,
        kind=kind,
        law=law,
        ordinance=ordinance,
        folder=folder,
        protected=frozenset(addressees.protected(now.date())),
        received=received(run, kind, issued_on),
        page_limit=page_limit,
    )
    with _alone(folder):
        return _settled(task, workers, actor, clock, on_file)


def _settled(
    task: Task,
    workers: int,
    actor: StaffMember,
    clock: Callable[[], datetime],
    on_file: Callable[[PrintedFile], None],
) -> PrintReport:
    """Print, and once more as long as somebody was protected meanwhile."""
    left_out = (*not_printed(task.kind, task.received), *held_back(task.run, task.kind))
    while True:
        files = []
        for file in _printed(task, workers, actor, clock):
            on_file(file)
            files.append(file)
        files.sort(key=lambda file: file.number)
        _close(task, files, left_out, actor, clock())
        protected = frozenset(addressees.protected(clock().date()))
        if protected == task.protected:
            return PrintReport(task.folder, tuple(files), left_out)
        task = replace(task, protected=protected)


def _printable(tax_year: int, ordinance: str) -> tuple[AssessmentRun, Law]:
    run = stored.printable_run(tax_year)
    if run is None:
        raise PrintRefusedError(
            f"{tax_year}年度の当初賦課がまだ計算されていません。"
            f"juminzei assess --tax-year {tax_year} を先に実行してください。"
        )
    law = load(tax_year, ordinance)
    if law.digest != run.law_digest:
        raise PrintRefusedError(
            f"{tax_year}年度の当初賦課（#{run.pk}）は、いまと違う版の法令ファイルで計算されて"
            "います。通知書の計算が台帳と合わなくなるため、計算し直してから印刷してください。"
        )
    return run, law


def _printed(
    task: Task, workers: int, actor: StaffMember, clock: Callable[[], datetime]
) -> Iterator[PrintedFile]:
    """Yield each file once it is drawn and noted."""
    known = records.known_digests(task.run, task.kind)
    for file in print_files(orders(task, known), workers):
        if file.pages and (file.drawn or file.number not in known):
            records.note(run=task.run, kind=task.kind, file=file, actor=actor, at=clock())
        yield file


def _close(
    task: Task,
    files: list[PrintedFile],
    left_out: tuple[Refused, ...],
    actor: StaffMember,
    at: datetime,
) -> None:
    """Leave nothing of an earlier printing behind, and say what lies in the folder."""
    run, kind = task.run, task.kind
    if left_out:
        records.note_not_printed(run=run, kind=kind, left_out=left_out, actor=actor, at=at)
    records.forget_beyond(run=run, kind=kind, last=len(files), actor=actor, at=at)
    current = {file.name for file in files if file.pages}
    for path in task.folder.glob(f"{kind}-*.pdf*"):
        if path.name not in current:
            path.unlink()
    manifest.write(
        task.folder,
        files,
        kind=kind.value,
        tax_year=run.tax_year,
        run=run.pk,
        issued_on=task.issued_on,
        not_printed=left_out,
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder for one printing at a time; the system lets go if we are killed."""
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PrintRefusedError(
                f"{folder} には別の印刷が書き込んでいます。終わってから実行してください。"
            ) from None
        yield
