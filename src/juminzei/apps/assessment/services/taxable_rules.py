"""Who is taxed by the city for a year: one person's standing on 1 January, judged."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from juminzei.apps.assessment.models.taxable import TaxableReason
from juminzei.base.citation import cites
from juminzei.formats.register_reasons import Reason

if TYPE_CHECKING:
    from datetime import date

    from juminzei.apps.addressees.api import Standing

RESIDENT, HOUSE, OFFICE, LIVES_HERE = "resident", "house", "office", "lives_here"
"""As addressees name kinds of person and grounds."""
INCLUDED = frozenset(
    {TaxableReason.RESIDENT, TaxableReason.LIVES_HERE, TaxableReason.PROPERTY_ONLY}
)
MOVED_AWAY = frozenset({Reason.MOVED_OUT, Reason.MOVED_ABROAD})


@dataclass(frozen=True, slots=True)
class Convention:
    """How a change on the assessment date itself counts.

    The law taxes whoever has an address in the city on 1 January (地方税法294条1項1号,
    318条) and does not say at what hour. The defaults are the prevailing practice: a
    person who moved out that day has the address elsewhere, a person who died that day
    was alive at its beginning. Moved in and born on the day always count. The list keeps
    the convention that it was made by.
    """

    moved_out_that_day_counts: bool = False
    died_that_day_counts: bool = True
    removed_that_day_counts: bool = False

    def as_json(self) -> dict[str, bool]:
        """Return the convention by name."""
        return asdict(self)


@cites("地方税法294条", "地方税法318条")
def taxable_reason(standing: Standing, *, day: date, convention: Convention) -> TaxableReason:
    """Return why a person is on the list (:data:`INCLUDED`) or is not.

    Args:
        standing: The person on the assessment date, as known when the list is frozen.
        day: 賦課期日, 1 January.
        convention: What counts on the day itself.
    """
    residence = _residence(standing, day, convention)
    # Whoever died before owes nothing, whatever premises are still entered in the name.
    if residence in {TaxableReason.RESIDENT, TaxableReason.DIED_EARLIER}:
        return residence
    if LIVES_HERE in standing.grounds:
        return TaxableReason.LIVES_HERE
    if standing.grounds & {HOUSE, OFFICE}:
        return TaxableReason.PROPERTY_ONLY
    return residence


def _residence(standing: Standing, day: date, convention: Convention) -> TaxableReason:
    """Judge by the resident register alone."""
    if standing.kind != RESIDENT:
        return TaxableReason.NOT_HERE
    if standing.resident_since is not None and standing.resident_since > day:
        born = standing.birth_on is not None and standing.birth_on > day
        return TaxableReason.BORN_LATER if born else TaxableReason.MOVED_IN_LATER
    if standing.ceased_on is None or standing.ceased_on > day:
        return TaxableReason.RESIDENT
    ended, counts = _ending(standing.ceased_reason, convention)
    return TaxableReason.RESIDENT if counts and standing.ceased_on == day else ended


def _ending(ceased_reason: str, convention: Convention) -> tuple[TaxableReason, bool]:
    """Return how the residence ended, and whether that day still counts."""
    if ceased_reason == Reason.DEATH:
        return TaxableReason.DIED_EARLIER, convention.died_that_day_counts
    if ceased_reason in MOVED_AWAY:
        return TaxableReason.MOVED_OUT_EARLIER, convention.moved_out_that_day_counts
    return TaxableReason.REMOVED_EARLIER, convention.removed_that_day_counts
