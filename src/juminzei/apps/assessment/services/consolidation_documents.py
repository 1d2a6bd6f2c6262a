"""The documents that count for some persons, as columns in the order of preference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import Q

from juminzei.apps.assessment.models.document import (
    DocumentState,
    MatchState,
    PensionFigures,
    WageFigures,
)
from juminzei.apps.assessment.selectors.corrected_columns import with_corrections
from juminzei.apps.assessment.services.stood_for import in_their_place
from juminzei.platform.storage.columns import Columns, read_columns

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.db.models import QuerySet
    from numpy.typing import NDArray

    from juminzei.apps.assessment.selectors.official_corrections import Corrected

MATCHED = (MatchState.NUMBER, MatchState.EXACT, MatchState.SCORED, MatchState.CLERK)
"""Documents whose person is known."""
FEW = 500
"""So many people are asked for by their numbers, more by the range of their numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Documents:
    """Documents of one kind, those of one person together, the preferred one first."""

    person: NDArray[np.int64]
    """Which person, as a place in the list of addressee numbers."""
    columns: Columns

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.person)

    def chosen(self, rows: NDArray[Any]) -> Documents:
        """Return some documents, by truth values or places, in the order given."""
        return Documents(
            self.person[rows], {name: column[rows] for name, column in self.columns.items()}
        )

    def of_persons(self, wanted: NDArray[np.bool_]) -> Documents:
        """Return the documents of the persons marked in ``wanted``."""
        return self.chosen(wanted[self.person])

    def summed(self, amounts: NDArray[np.int64], persons: int) -> NDArray[np.int64]:
        """Return the sum of ``amounts`` for each of ``persons`` people, exactly."""
        total = np.zeros(persons, dtype=np.int64)
        np.add.at(total, self.person, amounts)
        return total

    def counted(self, persons: int) -> NDArray[np.int64]:
        """Return how many of these documents each of ``persons`` people has."""
        return self.summed(np.ones(len(self), dtype=np.int64), persons)

    def marked(self, persons: int) -> NDArray[np.bool_]:
        """Return which of ``persons`` people have any of these documents."""
        result = np.zeros(persons, dtype=np.bool_)
        result[self.person] = True
        return result

    def any(self, flags: NDArray[np.bool_], persons: int) -> NDArray[np.bool_]:
        """Return for which of ``persons`` people any document has the flag."""
        result = np.zeros(persons, dtype=np.bool_)
        result[self.person[flags]] = True
        return result

    def first_of_each(self) -> NDArray[np.int64]:
        """Return the places of the preferred document of each person who has any."""
        return np.flatnonzero(np.r_[True, self.person[1:] != self.person[:-1]][: len(self)])


def together(first: Documents, second: Documents) -> Documents:
    """Return documents of the same columns in one, the ``first`` before the ``second``."""
    return Documents(
        np.concatenate([first.person, second.person]),
        {name: np.concatenate([first[name], second[name]]) for name in first.columns},
    )


def wage_reports(
    tax_year: int,
    addressee_ids: NDArray[np.int64],
    others: Mapping[int, int],
    corrected: Corrected,
) -> Documents:
    """Return the wage reports that count, the main one of each person first.

    The main report (主たる給与) is the one with 甲欄, then the one with a year-end
    adjustment (年末調整), because its declarations were confirmed in December, then
    the one of an employer not left, then the one with more revenue, then the earlier
    received.
    """
    found = documents_of(WageFigures.objects, tax_year, addressee_ids, others, corrected)
    found.columns["adjusted"] = _adjusted(found)
    order = np.lexsort(
        (
            found["document_id"],
            -found["revenue"],
            ~np.isnat(found["left_on"]),
            ~found["adjusted"],
            found["secondary"],
            found.person,
        )
    )
    return found.chosen(order)


def _adjusted(wages: Documents) -> NDArray[np.bool_]:
    """Return which employers adjusted at year's end: only then are these columns filled.

    Of little pay the income stated is 0 all the same; the deductions never are, because
    the basic deduction is among them.
    """
    return np.asarray((wages["income_stated"] > 0) | (wages["deduction_total_stated"] > 0))


def pension_reports(
    tax_year: int,
    addressee_ids: NDArray[np.int64],
    others: Mapping[int, int],
    corrected: Corrected,
) -> Documents:
    """Return the pension reports that count, the one with the most revenue first."""
    found = documents_of(PensionFigures.objects, tax_year, addressee_ids, others, corrected)
    return found.chosen(np.lexsort((found["document_id"], -found["revenue"], found.person)))


def documents_of(
    figures: Any,  # noqa: ANN401 - the manager of one of the models of figures
    tax_year: int,
    addressee_ids: NDArray[np.int64],
    others: Mapping[int, int],
    corrected: Corrected,
    *more: str,
) -> Documents:
    """Return the documents that count for some persons, in no order.

    Args:
        figures: Of which model.
        tax_year: Of which year.
        addressee_ids: Addressee numbers, ascending.
        others: Merged-away numbers, and for which of ``addressee_ids`` they count.
        corrected: What was corrected by office authority.
        more: Fields besides those of the model, such as ``document__filed_on``.
    """
    query = _counting(figures, tax_year, addressee_ids, others)
    own = [field.attname for field in query.model._meta.concrete_fields]
    payer = ("document__payer_number", "document__payer_name")
    received = read_columns(query, *own, "document__addressee_id", *payer, *more)
    columns = with_corrections(received, corrected)
    persons = in_their_place(columns.pop("document__addressee_id").astype(np.int64), others)
    places = np.searchsorted(addressee_ids, persons)
    known = addressee_ids[np.minimum(places, len(addressee_ids) - 1)] == persons
    return Documents(places.astype(np.int64), columns).chosen(known)


def _counting(
    figures: Any,  # noqa: ANN401 - the same
    tax_year: int,
    addressee_ids: NDArray[np.int64],
    others: Collection[int],
) -> QuerySet[Any]:
    """Replaced and cancelled documents do not count, nor do those of nobody."""
    counting = Q(
        document__addressee_id__gte=int(addressee_ids[0]),
        document__addressee_id__lte=int(addressee_ids[-1]),
    )
    if len(addressee_ids) <= FEW:  # by their numbers: the index of people finds them at once
        counting = Q(document__addressee_id__in=[*addressee_ids.tolist(), *others])
    elif others:
        counting |= Q(document__addressee_id__in=list(others))
    query: QuerySet[Any] = figures.filter(
        counting,
        document__tax_year=tax_year,
        document__state=DocumentState.ACTIVE,
        document__match_state__in=MATCHED,
    )
    return query.order_by()
