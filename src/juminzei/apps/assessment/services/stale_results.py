"""Whose result of a run is not what their documents come to now.

The calculation itself is made again and compared with the ledger: whatever changed a
person's figures since, it shows, and no act has to remember to say so.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.models import AssessmentVersion
from juminzei.apps.assessment.services import ledger_digest
from juminzei.apps.assessment.services.calculate_chunk import calculate, people_between
from juminzei.apps.assessment.services.ledger_check import written_figures
from juminzei.apps.assessment.services.ledger_instalments import slots
from juminzei.apps.assessment.services.ledger_rows import findings_of
from juminzei.apps.assessment.services.start_run import law_of, plan
from juminzei.platform.jobs.services import ChunkPlan
from juminzei.platform.storage.columns import read_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.apps.assessment.services.calculate_chunk import Calculated
    from juminzei.kernel.instalments import Due

MISSING = "missing"
"""Somebody on the list of whom the ledger says nothing."""
EMPLOYER, DOCUMENTS, FINDINGS = "special_document", "source_documents", "findings"

Stale = dict[int, list[str]]
"""By addressee number: the names of what differs."""


def stale_results(run: AssessmentRun) -> Stale:
    """Return whose result has to be calculated again, and what differs.

    Blocks of people whose digest is that of the calculation are not read again.

    Args:
        run: A run that is calculated, under the law files of today.
    """
    law = law_of(run.tax_year)
    year = slots(run.tax_year, law)
    results = run.job.chunks.order_by("number").values_list("result", flat=True)
    before = [digest for result in results for digest in (result or {}).get("blocks", ())]
    found: Stale = {}
    done = 0
    for part in plan(run.tax_year):
        people = people_between(run.tax_year, part.first, part.last)
        now = calculate(run.tax_year, people, law)
        digests = ledger_digest.blocks(now)
        other = [
            place
            for place, digest in enumerate(digests)
            if before[done + place : done + place + 1] != [digest]
        ]
        done += len(digests)
        for addressee, names in (
            *_other_figures(run, now, other, year),
            *_other_documents(run, now, part),
        ):
            found.setdefault(addressee, []).extend(names)
    return found


def _other_figures(
    run: AssessmentRun, now: Calculated, blocks: Sequence[int], year: Sequence[Due]
) -> Iterator[tuple[int, list[str]]]:
    """Yield of some blocks whose figures differ, with the names of the figures."""
    names = np.array(ledger_digest.names(year))
    columns = ledger_digest.figures_of(now)
    size = ledger_digest.BLOCK
    for block in blocks:
        mine = np.stack([column[block * size : (block + 1) * size] for column in columns], axis=1)
        people = mine[:, 0]
        span = ChunkPlan(first=int(people[0]), last=int(people[-1]), size=len(people))
        written = np.stack(written_figures(run, span, year), axis=1)
        places = np.searchsorted(written[:, 0], people)
        for row, place in zip(mine, places.tolist(), strict=True):
            if place == len(written) or written[place, 0] != row[0]:
                yield int(row[0]), [MISSING]
            elif (row != written[place]).any():
                yield int(row[0]), names[row != written[place]].tolist()


def _other_documents(
    run: AssessmentRun, now: Calculated, part: ChunkPlan
) -> Iterator[tuple[int, list[str]]]:
    """Yield whose employer, documents or findings differ, though the figures may not."""
    versions = AssessmentVersion.objects.filter(
        run=run, addressee__gte=part.first, addressee__lte=part.last
    )
    kept = read_columns(
        versions.order_by("addressee_id"),
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
