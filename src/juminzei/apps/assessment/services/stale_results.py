"""Whose result of a run is not what their documents come to now.

The calculation itself is made again and compared with the ledger: whatever changed a
person's figures since, it shows, and no act has to remember to say so.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.selectors.counting_versions import REASSESSED, counting
from juminzei.apps.assessment.services import ledger_digest
from juminzei.apps.assessment.services.calculate_chunk import calculate, people_between
from juminzei.apps.assessment.services.ledger_check import written_figures
from juminzei.apps.assessment.services.ledger_instalments import slots
from juminzei.apps.assessment.services.ledger_rows import findings_of
from juminzei.apps.assessment.services.start_run import law_of, plan
from juminzei.platform.storage.columns import read_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import QuerySet
    from numpy.typing import NDArray

    from juminzei.apps.assessment.models import AssessmentRun, AssessmentVersion
    from juminzei.apps.assessment.services.calculate_chunk import Calculated

MISSING = "missing"
"""Somebody on the list of whom the ledger says nothing."""
EMPLOYER, DOCUMENTS, FINDINGS = "special_document", "source_documents", "findings"

Stale = dict[int, list[str]]
"""By addressee number: the names of what differs."""


def stale_results(run: AssessmentRun) -> Stale:
    """Return whose result has to be calculated again, and what differs.

    Blocks of people whose digest is that of the calculation are not read again, unless
    somebody in them was reassessed since.

    Args:
        run: A run that is calculated, or fixed; under the law files of today.
    """
    law = law_of(run.tax_year)
    results = run.job.chunks.order_by("number").values_list("result", flat=True)
    before = [digest for result in results for digest in (result or {}).get("blocks", ())]
    reassessed = run.versions.filter(reason=REASSESSED).values_list("addressee_id", flat=True)
    since = np.array(sorted(set(reassessed)), dtype=np.int64)
    found: Stale = {}
    done = 0
    for part in plan(run.tax_year):
        now = calculate(run.tax_year, people_between(run.tax_year, part.first, part.last), law)
        digests = ledger_digest.blocks(now)
        other = [
            place
            for place, digest in enumerate(digests)
            if before[done + place : done + place + 1] != [digest]
            or np.isin(_of_block(now.people.addressee_ids, place), since).any()
        ]
        done += len(digests)
        rows = counting(run).filter(addressee__gte=part.first, addressee__lte=part.last)
        for addressee, names in (*_in_blocks(rows, now, other), *_other_documents(rows, now)):
            found.setdefault(addressee, []).extend(names)
    return found


def stale_among(run: AssessmentRun, now: Calculated) -> Stale:
    """Return whose result is old among a few who have just been calculated."""
    rows = counting(run).filter(addressee__in=now.people.addressee_ids.tolist())
    figures = np.stack(ledger_digest.figures_of(now), axis=1)
    found: Stale = {}
    for addressee, names in (*_other_figures(rows, now, figures), *_other_documents(rows, now)):
        found.setdefault(addressee, []).extend(names)
    return found


def _of_block(column: NDArray[np.int64], block: int) -> NDArray[np.int64]:
    return column[block * ledger_digest.BLOCK : (block + 1) * ledger_digest.BLOCK]


def _in_blocks(
    rows: QuerySet[AssessmentVersion], now: Calculated, blocks: Sequence[int]
) -> Iterator[tuple[int, list[str]]]:
    """Yield of some blocks whose figures differ, with the names of the figures."""
    columns = ledger_digest.figures_of(now)
    for block in blocks:
        mine = np.stack([_of_block(column, block) for column in columns], axis=1)
        span = rows.filter(addressee__gte=int(mine[0, 0]), addressee__lte=int(mine[-1, 0]))
        yield from _other_figures(span, now, mine)


def _other_figures(
    rows: QuerySet[AssessmentVersion], now: Calculated, mine: NDArray[np.int64]
) -> Iterator[tuple[int, list[str]]]:
    """Yield whose figures differ; ``mine`` has a row a person, ascending."""
    year = slots(now.tax_year, now.law)
    names = np.array(ledger_digest.names(year))
    written = np.stack(written_figures(rows, year), axis=1)
    places = np.searchsorted(written[:, 0], mine[:, 0])
    for row, place in zip(mine, places.tolist(), strict=True):
        if place == len(written) or written[place, 0] != row[0]:
            yield int(row[0]), [MISSING]
        elif (row != written[place]).any():
            yield int(row[0]), names[row != written[place]].tolist()


def _other_documents(
    rows: QuerySet[AssessmentVersion], now: Calculated
) -> Iterator[tuple[int, list[str]]]:
    """Yield whose employer, documents or findings differ, though the figures may not."""
    kept = read_columns(
        rows.order_by("addressee_id"),
        *("addressee_id", "special_document_id", "source_documents", "findings"),
    )
    employer = np.where(now.spread.special_amount > 0, now.people.special_document_id, 0)
    documents = now.people.counted.of_each(len(employer))
    findings = findings_of(now.people)
    places = {person: at for at, person in enumerate(now.people.addressee_ids.tolist())}
    written = zip(
        kept["addressee_id"].tolist(),
        _keys(kept["special_document_id"]),
        kept["source_documents"],
        kept["findings"],
        strict=True,
    )
    for person, withholds, sources, looks in written:
        if (at := places.get(person)) is None:
            continue
        other = {
            EMPLOYER: withholds != int(employer[at]),
            DOCUMENTS: json.loads(sources) != documents[at],
            FINDINGS: json.loads(looks) != findings[at],
        }
        if any(other.values()):
            yield person, [name for name, differs in other.items() if differs]


def _keys(column: NDArray[np.object_]) -> list[int]:
    """Return keys of documents, 0 for none."""
    return [0 if key is None else int(key) for key in column.tolist()]
