"""What a correction by office authority does to somebody's tax, before it is decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.addressees.api import cluster
from juminzei.apps.assessment.models import AssessmentVersion
from juminzei.apps.assessment.selectors import person_page
from juminzei.apps.assessment.selectors.official_corrections import corrections_in_force
from juminzei.apps.assessment.services.consolidation import consolidated
from juminzei.apps.assessment.services.consolidation_gathered import gather
from juminzei.apps.assessment.services.ledger_rows import FIGURES
from juminzei.kernel.assess import assess

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.apps.assessment.models import OfficialCorrection
    from juminzei.apps.assessment.selectors.official_corrections import Corrected


@dataclass(frozen=True, slots=True)
class CorrectionEffect:
    """The person's figures as the documents come to now, and with the correction; yen."""

    before: Mapping[str, int]
    after: Mapping[str, int]

    @property
    def total_before(self) -> int:
        """年税額 without the correction."""
        return self.before["total"]

    @property
    def total_after(self) -> int:
        """年税額 with it."""
        return self.after["total"]

    def lines(self) -> list[tuple[str, int, int]]:
        """Return label, before and after of what differs; the year's tax always."""
        labels = {field.name: field.verbose_name for field in AssessmentVersion._meta.fields}
        return [
            (str(labels[name]), self.before[name], self.after[name])
            for name in FIGURES
            if name == "total" or self.before[name] != self.after[name]
        ]


def correction_effect(correction: OfficialCorrection) -> CorrectionEffect | None:
    """Return what a proposed correction would do to the person's tax.

    Args:
        correction: Not decided yet.

    Returns:
        None where the document is nobody's, or the person is not on the year's list.
    """
    person, year = correction.document.addressee_id, correction.tax_year
    listed = person_page.taxable(cluster(person), year) if person else None
    if listed is None or not listed.included:
        return None
    now = corrections_in_force(year)
    key = correction.document_id
    changed = {one["item"]: one["after"] for one in correction.changes}
    return CorrectionEffect(
        before=_figures(listed.addressee_id, year, now),
        after=_figures(listed.addressee_id, year, {**now, key: {**now.get(key, {}), **changed}}),
    )


def _figures(addressee: int, tax_year: int, corrected: Corrected) -> dict[str, int]:
    people = np.array([addressee], dtype=np.int64)
    of = gather(tax_year, people, corrected=corrected)
    row = assess(consolidated(of).columns, of.law).row(0)
    return {name: row[name] for name in FIGURES}
