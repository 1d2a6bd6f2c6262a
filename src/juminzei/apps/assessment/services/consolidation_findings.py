"""What a clerk should look at in a person's documents: nothing is dropped in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.models import DocumentKind, Finding
from juminzei.apps.assessment.services.consolidation_returns import of_kinds

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from juminzei.apps.assessment.services.consolidation_departments import KnownElsewhere
    from juminzei.apps.assessment.services.consolidation_documents import Documents
    from juminzei.apps.assessment.services.consolidation_notices import OneStop
    from juminzei.apps.assessment.services.consolidation_ruling import Block, Ruling
    from juminzei.base.money import Flags, Yen


def of_ruling(reports: Block, columns: Block, ruling: Ruling) -> dict[str, Yen]:
    """Return how far returns fall short of the reports, and those out of turn or not ready.

    Args:
        reports: What the reports alone come to.
        columns: What the documents together come to.
        ruling: Which return rules.
    """
    return {
        Finding.RETURN_LACKS_PAY: _lacking("revenue_employment", reports, columns, ruling),
        Finding.RETURN_LACKS_PENSION: _lacking("revenue_public_pension", reports, columns, ruling),
        Finding.RETURN_LACKS_UNDER16: _lacking("dependants_under16", reports, columns, ruling),
        Finding.RETURN_NOT_READY: ruling.unready,
        Finding.INHABITANT_RETURN_LATER: ruling.outfiled.astype(np.int64),
    }


def of_gifts(columns: Block, ruled: Flags, found: OneStop) -> dict[str, Yen]:
    """Return the gifts told by one-stop notices that are void and stand in no return."""
    missing = np.maximum(found.gifts - columns["donation_hometown"], 0)
    return {
        Finding.ONE_STOP_VOID_BY_RETURN: np.where(ruled, missing, 0),
        Finding.ONE_STOP_OVER_LIMIT: np.where(found.over_limit, found.gifts, 0),
    }


def of_notices(documents: Documents, owners: Flags) -> dict[str, Yen]:
    """Return how many notices of other cities are about residents, whose income is known here.

    Args:
        documents: Of every kind.
        owners: Who lives elsewhere and only owns a house or office here.
    """
    notices = of_kinds(documents, [DocumentKind.CITY_NOTICE])
    return {Finding.CITY_NOTICE_OF_RESIDENT: np.where(owners, 0, notices.counted(len(owners)))}


def of_departments(
    columns: Block, elsewhere: KnownElsewhere, above: Documents, documented: Flags
) -> dict[str, Yen]:
    """Return what departments know and documents do not say, or the other way round.

    A disability on record is no deduction until it is declared: a clerk asks.

    Args:
        columns: What the documents together come to.
        elsewhere: What departments know.
        above: Returns and notices that rule.
        documented: Who has any document; without income a disability changes nothing.
    """
    undeclared = documented & (elsewhere.disability > columns["disability"])
    claimed = above.any(above["public_assistance"], len(documented)) & ~elsewhere.assisted
    return {
        Finding.DISABILITY_NOT_DECLARED: np.where(undeclared, elsewhere.disability, 0),
        Finding.ASSISTANCE_NOT_CONFIRMED: claimed.astype(np.int64),
    }


def _lacking(name: str, reports: Block, columns: Block, ruling: Ruling) -> NDArray[np.int64]:
    gap: NDArray[np.int64] = np.maximum(reports[name] - columns[name], 0)
    return np.where(ruling.ruled, gap, 0)


def of_corrections(
    every: Sequence[Documents], corrected: Collection[int], persons: int
) -> dict[str, Yen]:
    """Return how many documents of each person count otherwise than they were received.

    Args:
        every: All documents, by kind.
        corrected: Keys of documents corrected by office authority.
        persons: How many people there are.
    """
    keys = list(corrected)
    found = [one.chosen(np.isin(one["document_id"], keys)).counted(persons) for one in every]
    return {Finding.OFFICIALLY_CORRECTED: np.sum(found, axis=0)}
