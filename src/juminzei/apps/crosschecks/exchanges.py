"""Letters about what checks found, for the one log of everything sent and received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse

from juminzei.apps.crosschecks.models import WORKED_ON, CaseLetter
from juminzei.platform.documents.exchanges import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

PARTNERS = {
    "taxpayer": "納税義務者",
    "denial": "納税義務者",
    "employer": "給与等の支払者",
    "city": "他市区町村",
}
"""Kind of letter → with whom; never a name."""


def exchanges(since: datetime, until: datetime) -> Iterator[Exchange]:
    """Yield the letters that were made; one waits until it is answered or its case is done."""
    yield from _told(_letters(since, until))


def open_exchanges(since: datetime, until: datetime) -> Iterator[Exchange]:
    """Yield those that nobody answered and whose case is still worked on."""
    yield from _told(_letters(since, until).filter(answers=None, case__state__in=WORKED_ON))


def _letters(since: datetime, until: datetime) -> QuerySet[CaseLetter]:
    rows = CaseLetter.objects.filter(made_at__gte=since, made_at__lte=until)
    return rows.select_related("case").annotate(answered=Count("answers"))


def _told(letters: QuerySet[CaseLetter]) -> Iterator[Exchange]:
    for letter in letters:
        waits = not letter.__dict__["answered"] and letter.case.state in WORKED_ON
        yield Exchange(
            at=letter.made_at,
            direction="out",
            channel="文書",
            partner=letter.city_name or PARTNERS[letter.kind],
            what=f"{letter.get_kind_display()} {letter.pk}",
            told=None,
            count=1,
            done=0 if waits else 1,
            waiting=1 if waits else 0,
            page=reverse("crosscheck_case", args=[letter.case_id]),
            due_on=letter.reply_by,
        )
