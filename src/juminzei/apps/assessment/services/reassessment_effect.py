"""What a fixed tax is, and what the documents come to now: step by step, before it is decided."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.addressees.api import cluster
from juminzei.apps.assessment.models import (
    AssessmentRun,
    AssessmentVersion,
    OfficialCorrection,
    RunState,
    TaxDocument,
)
from juminzei.apps.assessment.selectors import person_page
from juminzei.apps.assessment.selectors.counting_versions import counts_of
from juminzei.apps.assessment.services.calculate_chunk import calculate
from juminzei.apps.assessment.services.ledger_digest import PARTS, figures_of
from juminzei.apps.assessment.services.ledger_rows import FIGURES, findings_of, sparse
from juminzei.apps.assessment.services.stale_results import stale_among
from juminzei.apps.assessment.services.start_run import law_of
from juminzei.kernel.columns import TaxpayerColumns, column_kinds
from juminzei.kernel.explain import explain
from juminzei.kernel.instalments import due_dates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from juminzei.apps.assessment.services.calculate_chunk import Calculated


@dataclass(frozen=True, slots=True, eq=False)
class ReassessmentEffect:
    """One person's fixed tax beside what the documents come to now; money in yen."""

    run: AssessmentRun
    addressee: int
    former: AssessmentVersion | None
    now: Calculated
    changed: list[str]
    """The names of what differs; empty where nothing does."""

    @property
    def total_before(self) -> int:
        """年税額 that counts."""
        return self.former.total if self.former else 0

    @property
    def total_after(self) -> int:
        """年税額 that the documents come to."""
        return int(self.now.assessment.total[0])

    @property
    def first_due(self) -> date:
        """法定納期限: the due date of the first ordinary term."""
        return due_dates(self.now.tax_year, "ordinary", self.now.law)[0].due_on

    def digest(self) -> str:
        """Return the digest of what would be decided, and of what it would take the place of."""
        told = {
            "former": self.former.pk if self.former else None,
            "law": self.now.law.digest,
            "figures": [int(column[0]) for column in figures_of(self.now)],
            "documents": self.now.people.counted.of_each(1)[0],
            "employer": int(self.now.people.special_document_id[0]),
            "findings": findings_of(self.now.people)[0],
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def amounts(self) -> list[tuple[str, int, int]]:
        """Return label, former and new of each amount that differs; the year's tax always."""
        labels = {field.name: str(field.verbose_name) for field in AssessmentVersion._meta.fields}
        lines = []
        for name in (*FIGURES, *PARTS):
            source = self.now.spread if name in PARTS else self.now.assessment
            before = getattr(self.former, name) if self.former else 0
            after = int(getattr(source, name)[0])
            if before != after or name == "total":
                lines.append((labels[name], before, after))
        return lines

    def inputs(self) -> list[tuple[str, int, int]]:
        """Return label, former and new of each figure of the law that differs."""
        before, after = self._inputs_before(), sparse(self.now.people.columns)[0]
        return [
            (kind.label, before.get(name, 0), after.get(name, 0))
            for name, kind in column_kinds().items()
            if before.get(name, 0) != after.get(name, 0)
        ]

    def steps(self) -> list[tuple[str, str, str, str]]:
        """Return label, law, former and new value of each step of the law that differs."""
        former = explain(TaxpayerColumns.from_sparse([dict(self._inputs_before())]), self.now.law)
        known = {step.name: step.value for step in former} if self.former else {}
        return [
            (step.label, step.law, _told(known.get(step.name)), _told(step.value))
            for step in explain(self.now.people.columns, self.now.law)
            if known.get(step.name) != step.value
        ]

    def documents(self) -> list[tuple[TaxDocument, str]]:
        """Return the documents of either, and whether each is new, gone or of both."""
        before = set(self.former.source_documents) if self.former else set()
        after = set(self.now.people.counted.of_each(1)[0])
        rows = TaxDocument.objects.filter(pk__in=before | after).order_by("pk")
        return [(one, _place(one.pk in before, one.pk in after)) for one in rows]

    def corrections(self) -> list[OfficialCorrection]:
        """Return what was corrected in the documents since the former tax was decided."""
        rows = OfficialCorrection.objects.filter(
            document__in=self.now.people.counted.of_each(1)[0], decision__approved=True
        )
        if self.former:
            rows = rows.filter(decision__decided_at__gt=self.former.recorded_at)
        return list(rows.select_related("document", "decision").order_by("pk"))

    def _inputs_before(self) -> Mapping[str, int]:
        return self.former.inputs if self.former else {}


def fixed_run(tax_year: int) -> AssessmentRun | None:
    """Return the year's run that is fixed, none before it is."""
    return AssessmentRun.objects.filter(tax_year=tax_year, state=RunState.FIXED).first()


def reassessment_effect(number: int, tax_year: int) -> ReassessmentEffect | None:
    """Return what a person's fixed tax would become.

    Args:
        number: Any of the person's addressee numbers.
        tax_year: 年度.

    Returns:
        None where the year is not fixed, or the person is not on its list.
    """
    run, numbers = fixed_run(tax_year), cluster(number)
    listed = person_page.taxable(numbers, tax_year)
    if run is None or listed is None or not listed.included:
        return None
    person = listed.addressee_id
    now = calculate(tax_year, np.array([person], dtype=np.int64), law_of(tax_year))
    return ReassessmentEffect(
        run=run,
        addressee=person,
        former=counts_of(run, [person]),
        now=now,
        changed=stale_among(run, now).get(person, []),
    )


def _place(before: bool, after: bool) -> str:  # noqa: FBT001 - two plain facts
    if before and after:
        return "どちらも"
    return "更正前だけ" if before else "更正後だけ"


def _told(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "あり", False: "なし", None: "―"}[value]
    return f"{value:,}" if isinstance(value, int) else str(value)
