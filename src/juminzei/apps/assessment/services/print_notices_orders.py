"""Turns a run into orders for files: what stands in each, in the order of posting."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.apps.assessment.models import NoticeKind, RunState
from juminzei.apps.assessment.services import print_notices_ordinary as ordinary
from juminzei.apps.assessment.services import print_notices_special as special
from juminzei.base.business_days import next_open_day
from juminzei.notices.packing import PAGE_LIMIT
from juminzei.notices.printing import FileOrder
from juminzei.notices.wording import city_wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.apps.assessment.services.notice_recipients import Received
    from juminzei.kernel.law import Law


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be printed, and under which law, name and mark."""

    run: AssessmentRun
    kind: NoticeKind
    law: Law
    ordinance: str
    folder: Path
    protected: frozenset[int]
    received: Received
    page_limit: int = PAGE_LIMIT

    @property
    def draft(self) -> bool:
        """Whether 「見本・未確定」 is printed across every page."""
        return self.run.state != RunState.FIXED

    @property
    def issued_on(self) -> date:
        """発付年月日: the city's day of the year, or the next one on which it is open."""
        return issue_day(self.run.tax_year, self.kind, self.ordinance)


def issue_day(tax_year: int, kind: NoticeKind, ordinance: str) -> date:
    """Return the city's day of the year for that form, or the next one on which it is open."""
    month, day = map(int, city_wording.load(ordinance).issued[kind].split("-"))
    return next_open_day(date(tax_year, month, day))


def orders(task: Task, known: Mapping[int, tuple[str, str]]) -> Iterator[FileOrder]:
    """Yield one order a file; each reads the figures of its own file only.

    Args:
        task: What is to be printed.
        known: Digests noted when files were printed before, by number.
    """
    if task.kind == NoticeKind.ORDINARY:
        yield from _ordinary(task, known)
    else:
        yield from _special(task, known)


def _ordinary(task: Task, known: Mapping[int, tuple[str, str]]) -> Iterator[FileOrder]:
    key = confirmation_key()
    wording = city_wording.load(task.ordinance)
    files = ordinary.plan(task.run, task.received, task.protected, task.page_limit)
    for number, planned in enumerate(files, start=1):
        made = ordinary.notices(
            planned,
            tax_year=task.run.tax_year,
            law=task.law,
            wording=wording,
            confirmation_key=key,
        )
        blank = _blank(task, number, known, by_hand=bool(planned[0].by_hand))
        yield replace(blank, ordinary=made)


def _special(task: Task, known: Mapping[int, tuple[str, str]]) -> Iterator[FileOrder]:
    files = special.plan(task.run, task.received, task.protected, task.page_limit)
    for number, planned in enumerate(files, start=1):
        made = special.parts(planned, tax_year=task.run.tax_year, law=task.law)
        blank = _blank(task, number, known, by_hand=bool(planned[0].packet.by_hand))
        yield replace(blank, special=made)


def _blank(
    task: Task, number: int, known: Mapping[int, tuple[str, str]], *, by_hand: bool
) -> FileOrder:
    """Return the order of a file that has nothing in it yet."""
    ending = "-by-hand" if by_hand else ""
    return FileOrder(
        number=number,
        path=task.folder / f"{task.kind}-{number:04d}{ending}.pdf",
        tax_year=task.run.tax_year,
        ordinance=task.ordinance,
        issued_on=task.issued_on,
        draft=task.draft,
        by_hand=by_hand,
        known=known.get(number, ("", "")),
        law_warning=task.law.warning,
    )


def confirmation_key() -> bytes:
    """Return the installation's secret for 確認番号."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"juminzei.notices.confirmation", "sha256")
