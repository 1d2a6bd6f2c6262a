"""A change of the law tried out on the whole ledger (制度改正の試算); nothing is written to it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from juminzei.apps.assessment.models import RunState
from juminzei.apps.assessment.selectors.ledger_inputs import ledger_parts
from juminzei.apps.assessment.services.start_run import current_run
from juminzei.kernel.assess import assess
from juminzei.kernel.law_change import changed_law
from juminzei.kernel.simulation.as_json import outcome_json
from juminzei.kernel.simulation.outcome import outcome
from juminzei.kernel.simulation.people import compared, joined
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.kernel.law_change import ChangedLaw, Table
    from juminzei.kernel.simulation.outcome import Outcome
    from juminzei.platform.staff.models import StaffMember

TOP = 10
CALCULATED = frozenset({RunState.CALCULATED, RunState.REVIEWED})


class NoLedgerError(Exception):
    """There is no ledger of the year to try a change on; the text says what to do first."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """A change of the law and what it does to the people of one year's ledger."""

    tax_year: int
    run: AssessmentRun
    """Whose ledger it was tried on."""
    law: ChangedLaw
    outcome: Outcome
    with_numbers: bool
    """Whether the largest changes may be told with addressee numbers."""
    warnings: list[str]
    """What to know before relying on it."""

    def as_json(self) -> dict[str, Any]:
        """Return everything by name."""
        return {
            "tax_year": self.tax_year,
            "title": self.law.title,
            "ledger": {
                "run": self.run.pk,
                "state": self.run.state,
                "result_digest": self.run.result_digest,
            },
            "law": {"before": self.law.before.digest, "after": self.law.after.digest},
            "changes": [asdict(change) for change in self.law.changes],
            **outcome_json(self.outcome, with_numbers=self.with_numbers),
            "warnings": self.warnings,
        }


def simulate(
    *,
    tax_year: int,
    change: Table,
    actor: StaffMember,
    at: datetime,
    file: str = "change.toml",
    draft: bool = False,
    least: int = 0,
    top: int = TOP,
    with_numbers: bool = False,
) -> Simulation:
    """Return what a change would do to everybody of a year's ledger, and record who asked.

    Everybody's newest version is calculated again, under the law as it is and as it would
    be; both are calculated, so that only the change makes a difference. The one row that
    is written is the audit record.

    Args:
        tax_year: 年度.
        change: Tables of a change file (:func:`juminzei.kernel.law_change.read_change`).
        actor: Who asks.
        at: When.
        file: What the change is called in refusals.
        draft: Whether a ledger that is calculated and not fixed will do.
        least: Classes with fewer people are withheld, and nobody's own change is told.
        top: How many of the largest changes of each direction are told.
        with_numbers: Tell whose the largest changes are.

    Raises:
        NoLedgerError: There is no such ledger.
        juminzei.kernel.law_file.LawError: The change does not fit the law.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "law.simulate", on=at.date())
    if with_numbers:
        require(actor, "person.view", on=at.date())
    run = ledger_of(tax_year, draft=draft)
    law = changed_law(tax_year, change, ordinance=settings.CONFIGURATION.ordinance, file=file)
    found, warnings = _tried(run, law, least=least, top=top)
    _record(run, law, actor=actor, at=at, least=least, with_numbers=with_numbers)
    return Simulation(
        tax_year=tax_year,
        run=run,
        law=law,
        outcome=found,
        with_numbers=with_numbers,
        warnings=[*([law.before.warning] if law.before.warning else []), *warnings],
    )


def ledger_of(tax_year: int, *, draft: bool) -> AssessmentRun:
    """Return the run whose ledger counts, one that is not fixed only if ``draft``.

    Raises:
        NoLedgerError: There is none.
    """
    run = current_run(tax_year)
    if run is None or run.state == RunState.CALCULATING:
        raise NoLedgerError(
            f"{tax_year} 年度の課税台帳がまだありません。"
            f"先に juminzei assess --tax-year {tax_year} で当初賦課を計算してください。"
        )
    if run.state != RunState.FIXED and not draft:
        raise NoLedgerError(
            f"{tax_year} 年度の当初賦課は「{run.get_state_display()}」で、まだ確定していません。"
            "確定前の計算結果で試算するときは、--draft を付けてください。"
        )
    return run


def _tried(
    run: AssessmentRun, law: ChangedLaw, *, least: int, top: int
) -> tuple[Outcome, list[str]]:
    """Calculate everybody under both laws, part by part; a law that is the same only once."""
    parts, otherwise, decided = [], 0, 0
    for part in ledger_parts(run):
        before = assess(part.columns, law.before)
        after = before if law.after is law.before else assess(part.columns, law.after)
        parts.append(compared(part.addressee, part.columns, before, after))
        otherwise += int((before.total != part.total).sum())
        decided += int(part.total.sum())
    return outcome(joined(parts), least=least, top=top), _warnings(run, otherwise, decided)


def _warnings(run: AssessmentRun, otherwise: int, decided: int) -> list[str]:
    warnings = []
    if run.state in CALCULATED:
        warnings.append("確定前の計算結果による試算です。")
    if otherwise:
        warnings.append(
            f"台帳の年税額と、今の法令データで計算し直した改正前の年税額が {otherwise:,} 人で"
            f"違います（台帳の合計 {decided:,} 円）。改正前の額は計算し直したものです。"
        )
    return warnings


def _record(
    run: AssessmentRun,
    law: ChangedLaw,
    *,
    actor: StaffMember,
    at: datetime,
    least: int,
    with_numbers: bool,
) -> None:
    with transaction.atomic():
        audit.record(
            action="assessment.law.simulated",
            actor=actor,
            at=at,
            subject_kind="assessment_run",
            subject_id=str(run.pk),
            details={
                "tax_year": run.tax_year,
                "law": law.after.digest,
                "changes": {change.path: change.new for change in law.changes},
                "least": least,
                "with_numbers": with_numbers,
            },
        )
