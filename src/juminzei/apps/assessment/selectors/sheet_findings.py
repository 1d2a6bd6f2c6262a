"""What the newest run found to look at in the documents, with the number of people."""

from __future__ import annotations

from dataclasses import dataclass

from juminzei.apps.assessment.models import AssessmentRun, Finding, RunState


@dataclass(frozen=True, slots=True)
class FoundOf:
    """The findings of one run."""

    run: AssessmentRun
    counts: list[tuple[str, str, int]]
    """Name, words and how many people."""


def findings_of_newest_run(tax_year: int) -> FoundOf | None:
    """Return the findings of the year's run that counts, none before it is calculated."""
    runs = AssessmentRun.objects.filter(tax_year=tax_year).exclude(state=RunState.ABANDONED)
    run = runs.exclude(totals={}).order_by("-pk").first()
    if run is None:
        return None
    counted = run.totals.get("exceptions", {})
    return FoundOf(run, [(name, words, counted.get(name, 0)) for name, words in Finding.choices])
