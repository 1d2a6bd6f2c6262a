"""Deciding what matching left to clerks as they would, by the city's truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents_judged import documents, truth_by_place

if TYPE_CHECKING:
    from pathlib import Path


def decide_queue(files: Path) -> int:
    """Give each document that waits for a clerk to whom it is about, and return how many.

    Whoever is nobody of the city stays in the queue. Two members of staff decide, so that
    documents are decided too whose number is another person's.
    """
    from juminzei.apps.assessment.models import MatchState  # noqa: PLC0415 - needs Django
    from juminzei.apps.assessment.services.decide_match import assign  # noqa: PLC0415 - needs Django
    from juminzei.cli.demo_staff import CLERK, SUPERVISOR  # noqa: PLC0415 - needs Django
    from juminzei.platform.clock import now  # noqa: PLC0415 - needs Django
    from juminzei.platform.staff.models import StaffMember  # noqa: PLC0415 - needs Django

    staff = [StaffMember.objects.get(staff_number=one) for one in (CLERK, SUPERVISOR)]
    truth, decided = truth_by_place(files), 0
    for document in documents():
        person = int(truth[document.place]["addressee_number"] or 0)
        if document.stage != MatchState.QUEUE or document.state != "active" or not person:
            continue
        for member in staff:
            made = assign(document_id=document.key, addressee_id=person, actor=member, at=now())
            if made.outcome == MatchState.CLERK:
                break
        decided += 1
    return decided
