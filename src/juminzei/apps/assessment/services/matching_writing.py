"""Writes what matching found: decisions with their reasons, states, candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from juminzei.apps.addressees.api import hold_clusters
from juminzei.apps.assessment.models import (
    DocumentState,
    MatchCandidate,
    MatchDecision,
    MatchState,
    TaxDocument,
)
from juminzei.apps.assessment.services.matching_clusters import about_changed
from juminzei.apps.assessment.services.matching_frames import numbers_of
from juminzei.apps.assessment.services.matching_reasons import (
    candidate_columns,
    matched_reasons,
    queue_reasons,
)
from juminzei.apps.assessment.services.note_old_results import note_old_results
from juminzei.linkage.points import RULES_VERSION
from juminzei.platform.storage.bulk import Same, bulk_insert
from juminzei.platform.storage.ids import reserve_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    import polars as pl

    from juminzei.linkage.link import Linked
    from juminzei.platform.staff.models import StaffMember

OPEN = (MatchState.WAITING, MatchState.QUEUE)
AT_ONCE = 500


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What matching found, and under which circumstances it looked.

    Attributes:
        linked: The result.
        register: The mark of everybody who was known.
        pairs: ``document``, ``person`` with equal numbers.
        merged: Merged-away number → survivor.
        under: Document → the merged-away number that led to its person.
    """

    linked: Linked
    register: str
    pairs: pl.DataFrame
    merged: Mapping[int, int]
    under: Mapping[int, int]


def write_decisions(
    found: Found, *, tax_year: int, actor: StaffMember, at: datetime
) -> dict[str, int]:
    """Write the result for every document that is still open; call inside a transaction.

    Returns:
        How many documents went to ``number``, ``exact``, ``scored`` and ``queue``.
    """
    hold_clusters()
    linked = found.linked
    still_open = sorted(set(_still_open(tax_year)) - about_changed(linked, found.merged))
    matched = linked.matched.filter(linked.matched["document"].is_in(still_open))
    queue = linked.queue.filter(linked.queue["document"].is_in(still_open))
    outcomes = [*matched["stage"], *[str(MatchState.QUEUE)] * len(queue)]
    reasons = [
        *_with_origin(matched, found.under),
        *queue_reasons(queue, register=found.register, numbers=numbers_of(found.pairs)),
    ]
    keys = reserve_ids(MatchDecision, len(outcomes))
    bulk_insert(
        MatchDecision,
        {
            "id": keys,
            "document_id": [*matched["document"], *queue["document"]],
            "outcome": outcomes,
            "addressee_id": [*matched["person"], *[None] * len(queue)],
            "reason": reasons,
            "rules_version": Same(RULES_VERSION),
            "decided_by_id": Same(actor.pk),
            "decided_at": Same(at),
            "undoes_id": Same(None),
        },
    )
    _apply(keys)
    _replace_candidates(linked.candidates, [*matched["document"], *queue["document"]])
    note_old_results(tax_year, matched["person"].to_list(), actor=actor, at=at)
    stages = ("number", "exact", "scored", "queue")
    return {stage: outcomes.count(stage) for stage in stages}


def _with_origin(matched: pl.DataFrame, under: Mapping[int, int]) -> Iterator[Mapping[str, object]]:
    """Yield the reason of each match, with the merged-away number if one led to the person."""
    for document, reason in zip(matched["document"], matched_reasons(matched), strict=True):
        yield {**reason, "under": under[document]} if document in under else reason


def _still_open(tax_year: int) -> list[int]:
    """Lock and return the documents that nobody has decided while we compared."""
    waiting = TaxDocument.objects.select_for_update().filter(
        tax_year=tax_year, state=DocumentState.ACTIVE, match_state__in=OPEN
    )
    return list(waiting.values_list("pk", flat=True))


def _apply(keys: range) -> None:
    """Set the state and person of each document to what its new decision says.

    One join over the new decisions: a subquery for each document would let the
    database choose to read all decisions for each of them.
    """
    quote = connection.ops.quote_name
    documents, decisions = (quote(m._meta.db_table) for m in (TaxDocument, MatchDecision))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {documents} SET match_state = d.outcome, addressee_id = d.addressee_id"  # noqa: S608 - tables of ours  # nosec B608
            f" FROM {decisions} d WHERE d.document_id = {documents}.id"
            " AND d.id >= %s AND d.id < %s",
            [keys.start, keys.stop],
        )


def _replace_candidates(candidates: pl.DataFrame, documents: list[int]) -> None:
    """Write the candidates of the queue; what an earlier run proposed is dropped."""
    proposed = set(MatchCandidate.objects.values_list("document_id", flat=True))
    dropped = sorted(proposed.intersection(documents))
    for first in range(0, len(dropped), AT_ONCE):
        some = dropped[first : first + AT_ONCE]
        MatchCandidate.objects.filter(document_id__in=some).delete()
    kept = candidates.filter(candidates["document"].is_in(documents))
    bulk_insert(MatchCandidate, candidate_columns(kept))
