"""訂正 and 取消: which earlier document a row replaces or cancels.

A correction or cancellation acts on the one document that counts under the same slip
key and says the same birth date or kana. If there is none, or more than one, it is
reported: a correction then counts beside what is there, because a clerk who sees two
can drop one, and nobody sees what was dropped wrongly. Files may come in the wrong
order: a first report that arrives after its correction is replaced on arrival, and
one that arrives after a cancellation of the very same content is cancelled.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import DocumentState, Submission, TaxDocument
from juminzei.base.japanese_text import kana_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

AT_ONCE = 900
"""Keys named in one query, below every engine's limit."""

ACTING = {Submission.CORRECTED, Submission.CANCELLED}
"""提出区分 of rows that are about an earlier row."""


@dataclass(slots=True)
class Slip:
    """A document while it is decided what counts."""

    document_id: int
    slip_key: str
    content_key: str
    submission: str
    kana: str
    birth_on: date | None
    content_if_cancelled: Callable[[], str] = str
    """Gives the content key of a cancellation of this very row."""
    state: str = DocumentState.ACTIVE
    replaced_by_id: int | None = None
    acted: bool = False
    """A correction or cancellation that has found its document."""

    @property
    def counts(self) -> bool:
        """Whether the document counts as things stand."""
        return self.state == DocumentState.ACTIVE

    def same_person(self, other: Slip) -> bool:
        """Return whether the two can be about one person: a reference may be used twice."""
        return self.birth_on == other.birth_on or kana_key(self.kana) == kana_key(other.kana)


@dataclass(slots=True)
class Corrections:
    """What counts after a file's rows, taken in their order."""

    known: dict[str, list[Slip]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[int, Slip] = field(default_factory=dict)
    """Documents of earlier files that no longer count."""
    unresolved: list[int] = field(default_factory=list)
    """Keys of corrections and cancellations that found nothing, or more than one document."""

    def take(self, slip: Slip) -> None:
        """Decide what counts now that ``slip`` has come."""
        others = [other for other in self.known[slip.slip_key] if other.same_person(slip)]
        if slip.submission in ACTING:
            self._act(slip, others)
        else:
            self._come_late(slip, others)
        self.known[slip.slip_key].append(slip)

    def _act(self, slip: Slip, others: list[Slip]) -> None:
        cancels = slip.submission == Submission.CANCELLED
        if cancels:
            slip.state = DocumentState.CANCELLED
        counting = [other for other in others if other.counts]
        if len(counting) == 1:
            slip.acted = True
            self._end(counting[0], slip, cancelled=cancels)
        else:
            self.unresolved.append(slip.document_id)

    def _come_late(self, slip: Slip, others: list[Slip]) -> None:
        """End a first report whose correction or cancellation has come before it."""
        if any(other.counts and other.submission not in ACTING for other in others):
            return
        for other in others:
            cancels = other.submission == Submission.CANCELLED
            looks = other.submission in ACTING and not other.acted
            same = not cancels or other.content_key == slip.content_if_cancelled()
            if looks and same and other.state != DocumentState.REPLACED:
                other.acted = True
                self._end(slip, other, cancelled=cancels)
                return

    def _end(self, slip: Slip, by: Slip, *, cancelled: bool) -> None:
        slip.state = DocumentState.CANCELLED if cancelled else DocumentState.REPLACED
        slip.replaced_by_id = by.document_id
        self.changed[slip.document_id] = slip


def corrections_for(tax_year: int, slips: Iterable[Slip]) -> Corrections:
    """Return the state of things before ``slips``: what was taken in under their keys.

    Asked for are the keys of corrections and cancellations, and all corrections and
    cancellations that still look for their document.
    """
    keys = sorted({slip.slip_key for slip in slips if slip.submission in ACTING})
    of_year = TaxDocument.objects.filter(tax_year=tax_year).exclude(state=DocumentState.FORWARDED)
    found = {
        document.pk: document
        for first in range(0, len(keys), AT_ONCE)
        for document in of_year.filter(slip_key__in=keys[first : first + AT_ONCE])
    }
    looking = of_year.filter(submission__in=ACTING, taxdocument__isnull=True)
    found |= {document.pk: document for document in looking}
    acted = {document.replaced_by_id for document in found.values()}
    corrections = Corrections()
    for pk in sorted(found):
        slip = _slip(found[pk])
        slip.acted = pk in acted
        corrections.known[slip.slip_key].append(slip)
    return corrections


def _slip(document: TaxDocument) -> Slip:
    return Slip(
        document_id=document.pk,
        slip_key=document.slip_key,
        content_key=document.content_key,
        submission=document.submission,
        kana=document.kana,
        birth_on=document.birth_on,
        state=document.state,
        replaced_by_id=document.replaced_by_id,
    )
