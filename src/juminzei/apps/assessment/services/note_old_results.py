"""Noting at once whose result an act has made old, or right again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from django.db import transaction

from juminzei.apps.addressees.api import survivors
from juminzei.apps.assessment.models import (
    AssessmentRun,
    ResultCheck,
    StaleResult,
    TaxablePerson,
)
from juminzei.apps.assessment.selectors.stale import COMPARABLE, stale_people
from juminzei.apps.assessment.services.calculate_chunk import calculate
from juminzei.apps.assessment.services.stale_results import stale_among
from juminzei.apps.assessment.services.start_run import law_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

AT_ONCE = 5_000
"""Addressee numbers a question."""


@transaction.atomic
def note_old_results(
    tax_year: int, people: Iterable[int | None], *, actor: StaffMember, at: datetime
) -> None:
    """Compare these people's results with what their documents come to now.

    Nothing is done before the year is calculated. The act that changed something is what is
    on record; this only notes whom it concerns.

    Args:
        tax_year: 年度.
        people: Whose documents an act has changed, by any of their addressee numbers.
        actor: Who changed it.
        at: When.
    """
    run = AssessmentRun.objects.filter(tax_year=tax_year, state__in=COMPARABLE).first()
    listed = _listed(people, tax_year) if run is not None else []
    if run is None or not listed:
        return
    now = calculate(tax_year, np.array(listed, dtype=np.int64), law_of(tax_year))
    found = stale_among(run, now)
    known = dict(stale_people(run).values_list("addressee_id", "changed"))
    news = {
        person: list(dict.fromkeys(found.get(person, [])))
        for person in listed
        if person in found or person in known
    }
    if not news:
        return
    check = ResultCheck.objects.create(
        run=run, checked_at=at, checked_by=actor, people=len(found), whole=False
    )
    for person, changed in news.items():
        StaleResult.objects.create(check_made=check, addressee_id=person, changed=changed)


def _listed(people: Iterable[int | None], tax_year: int) -> list[int]:
    """Return under which numbers the people stand on the year's list, ascending."""
    merged = survivors()
    stands = {merged.get(one, one) for one in people if one}
    every = sorted(stands | {away for away, kept in merged.items() if kept in stands})
    found: set[int] = set()
    for first in range(0, len(every), AT_ONCE):
        listed = TaxablePerson.objects.filter(
            list__tax_year=tax_year, included=True, addressee__in=every[first : first + AT_ONCE]
        )
        found.update(listed.values_list("addressee_id", flat=True))
    return sorted(found)
