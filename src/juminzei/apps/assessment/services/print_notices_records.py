"""Notes each printed file and where every notice stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import Notice, NoticeFile
from juminzei.apps.assessment.selectors.notices import newest_versions
from juminzei.platform.audit import services as audit
from juminzei.platform.storage.bulk import Same, bulk_insert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from juminzei.apps.assessment.models import AssessmentRun, NoticeKind
    from juminzei.notices.printing import PrintedFile, Refused
    from juminzei.platform.staff.models import StaffMember


def known_digests(run: AssessmentRun, kind: NoticeKind) -> dict[int, tuple[str, str]]:
    """Return what each file of the run was drawn from and became, by its number."""
    rows = NoticeFile.objects.filter(run=run, kind=kind)
    return {
        number: (source, digest)
        for number, source, digest in rows.values_list("number", "source_digest", "digest")
    }


@transaction.atomic
def note(
    *,
    run: AssessmentRun,
    kind: NoticeKind,
    file: PrintedFile,
    actor: StaffMember,
    at: datetime,
) -> None:
    """Note a file that was drawn, in place of what was noted under its number.

    Args:
        run: The run.
        kind: Which form.
        file: What lies in the folder.
        actor: Who prints.
        at: When the file was done.
    """
    NoticeFile.objects.filter(run=run, kind=kind, number=file.number).delete()
    row = NoticeFile.objects.create(
        run=run,
        kind=kind,
        number=file.number,
        name=file.name,
        pages=file.pages,
        notices=file.notices,
        amount=file.amount,
        by_hand=file.by_hand,
        draft=file.draft,
        digest=file.digest,
        source_digest=file.source_digest,
        printed_at=at,
    )
    _note_contents(row, run, file)
    audit.record(
        action="assessment.notice_file.printed",
        actor=actor,
        at=at,
        subject_kind="notice_file",
        subject_id=str(row.pk),
        details={
            "run": run.pk,
            "file": file.name,
            "pages": file.pages,
            "notices": file.notices,
            "amount_yen": file.amount,
            "sha256": file.digest,
            "draft": file.draft,
        },
    )


@transaction.atomic
def forget_beyond(
    *, run: AssessmentRun, kind: NoticeKind, last: int, actor: StaffMember, at: datetime
) -> int:
    """Take back the notes of files that an earlier, longer printing made; return how many."""
    beyond = NoticeFile.objects.filter(run=run, kind=kind, number__gt=last)
    names = list(beyond.values_list("name", flat=True))
    if names:
        beyond.delete()
        audit.record(
            action="assessment.notice_file.withdrawn",
            actor=actor,
            at=at,
            subject_kind="assessment_run",
            subject_id=str(run.pk),
            details={"files": names},
        )
    return len(names)


@transaction.atomic
def note_not_printed(
    *,
    run: AssessmentRun,
    kind: NoticeKind,
    left_out: Sequence[Refused],
    actor: StaffMember,
    at: datetime,
) -> None:
    """Put on record whose notices were not printed because sending is stopped."""
    audit.record(
        action="assessment.notices.not_printed",
        actor=actor,
        at=at,
        subject_kind="assessment_run",
        subject_id=str(run.pk),
        details={"kind": kind, "numbers": [one.number for one in left_out]},
    )


def _note_contents(row: NoticeFile, run: AssessmentRun, file: PrintedFile) -> None:
    placed = file.placed
    versions = newest_versions(run, [int(n.number) for n in placed if not n.is_list])
    bulk_insert(
        Notice,
        {
            "file_id": Same(row.pk),
            "number": [notice.number for notice in placed],
            "version_id": [
                None if notice.is_list else versions[int(notice.number)] for notice in placed
            ],
            "first_page": [notice.first_page for notice in placed],
            "pages": [notice.pages for notice in placed],
        },
    )
