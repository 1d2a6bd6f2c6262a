"""Whose document is it? The automatic part of matching (名寄せ・個人特定)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import survivors
from juminzei.apps.assessment.services.matching_clusters import found_under, pairs_of_survivors
from juminzei.apps.assessment.services.matching_frames import everybody, looked_at, number_pairs
from juminzei.apps.assessment.services.matching_writing import Found, write_decisions
from juminzei.linkage.link import link
from juminzei.linkage.points import RULES_VERSION
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@dataclass(frozen=True, slots=True)
class MatchSummary:
    """How many documents one run looked at, and where each of them went.

    Attributes:
        number: Matched by an equal Individual Number that other fields bear out.
        exact: Matched by a key that only one person has.
        scored: Matched by similarity, above threshold and margin.
        queue: Left to a clerk.
    """

    number: int
    exact: int
    scored: int
    queue: int


def match(*, tax_year: int, actor: StaffMember, at: datetime) -> MatchSummary:
    """Find the person of every document of ``tax_year`` that still waits for one.

    Documents in the queue are looked at again only if the register, or whose numbers
    are theirs, has changed since; what a clerk has decided, or undone, is never touched.
    The comparison runs before the transaction, so that clerks can work meanwhile; a
    document that somebody has decided by then is left as it is, and so is one about
    somebody whose numbers were brought together or taken apart by then.

    Args:
        tax_year: 年度.
        actor: Who runs it; needs ``match.run``.
        at: When, for the record.

    Raises:
        NotPermittedError: The actor may not run the matching; nothing was done.
    """
    require(actor, "match.run", on=at.date())
    merged = survivors()
    people, register = everybody(merged)
    by_each = number_pairs()
    pairs = pairs_of_survivors(by_each, merged)
    documents = looked_at(tax_year, register, pairs)
    linked = link(documents, people, pairs)
    found = Found(linked, register, pairs, merged, found_under(linked.matched, by_each, merged))
    with transaction.atomic():
        counts = write_decisions(found, tax_year=tax_year, actor=actor, at=at)
        summary = MatchSummary(**counts)
        audit.record(
            action="assessment.documents.matched",
            actor=actor,
            at=at,
            details={"tax_year": tax_year, "rules": RULES_VERSION, **asdict(summary)},
        )
    return summary
