"""Cases as the pages ask for them: counts by check, one case with people and documents."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count

from juminzei.apps.addressees.api import postal
from juminzei.apps.assessment.api import DocumentState, StatedRelative, TaxDocument
from juminzei.apps.crosschecks.check_rules import KINDS, SEVERITIES, checks
from juminzei.apps.crosschecks.models import WORKED_ON, Case, CaseLetter, CaseState, CheckRun

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from juminzei.apps.crosschecks.check_rules import Check


class CheckLine(NamedTuple):
    """One check with its cases of a year."""

    check: Check
    kind: str
    severity: str
    waiting: int
    done: int
    not_so: int
    gone: int


def check_lines(tax_year: int) -> list[CheckLine]:
    """Return every check with the number of its cases by state."""
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    rows = Case.objects.filter(tax_year=tax_year).values_list("check_id", "state")
    for check_id, state, count in rows.annotate(count=Count("pk")).order_by():
        counts[check_id][state] = count
    return [
        CheckLine(
            check,
            KINDS[check.kind],
            SEVERITIES[check.severity],
            waiting=sum(counts[check.id].get(state, 0) for state in WORKED_ON),
            done=counts[check.id].get(CaseState.DONE, 0),
            not_so=counts[check.id].get(CaseState.NOT_SO, 0),
            gone=counts[check.id].get(CaseState.GONE, 0),
        )
        for check in checks().values()
    ]


def last_run(tax_year: int) -> CheckRun | None:
    """Return the year's last run that came to its end."""
    runs = CheckRun.objects.filter(tax_year=tax_year, finished_at__isnull=False)
    return runs.select_related("run_by").order_by("-pk").first()


def unfinished_run(tax_year: int) -> CheckRun | None:
    """Return the year's newest run if it is going on, or was interrupted."""
    newest = (
        CheckRun.objects.filter(tax_year=tax_year).select_related("job").order_by("-pk").first()
    )
    return newest if newest is not None and newest.finished_at is None else None


def cases(tax_year: int) -> QuerySet[Case]:
    """Return the year's cases."""
    return Case.objects.filter(tax_year=tax_year)


def unanswered(on: date) -> QuerySet[CaseLetter, int]:
    """Return the cases with a letter whose time to answer is over and that nobody answered."""
    overdue = CaseLetter.objects.filter(reply_by__lt=on, answers=None, case__state__in=WORKED_ON)
    return overdue.values_list("case_id", flat=True).distinct()


def ids_of_kind(kind: str, severity: str) -> list[str]:
    """Return the checks of a kind and severity; an empty word narrows nothing."""
    return [
        check.id
        for check in checks().values()
        if kind in {"", check.kind} and severity in {"", check.severity}
    ]


class Involved(NamedTuple):
    """Somebody in a case."""

    role: str
    number: int
    name: str


def people_of(case: Case) -> list[Involved]:
    """Return who is involved: the person, the other, and who else claims them."""
    claimed = case.other_id if case.relative_id else case.addressee_id
    roles: dict[int, str] = {}
    if case.addressee_id:
        roles[case.addressee_id] = "本人"
    if case.other_id:
        roles.setdefault(case.other_id, "親族" if case.relative_id else "扶養する人")
    for number in _claimants(case.tax_year, claimed):
        roles.setdefault(number, "扶養する人")
    names = postal(list(roles))
    return [
        Involved(role, number, names[number].name if number in names else "")
        for number, role in roles.items()
    ]


def documents_of(case: Case) -> list[TaxDocument]:
    """Return the documents that a case is about: its own, and those that name the relative."""
    claimed = case.other_id if case.relative_id else case.addressee_id
    keys = {case.document_id} if case.document_id else set()
    if not case.document_id or case.relative_id:
        keys |= set(_naming(case.tax_year, claimed).values_list("document_id", flat=True))
    if case.addressee_id and not case.relative_id:
        own = TaxDocument.objects.filter(
            addressee=case.addressee_id, tax_year=case.tax_year, state=DocumentState.ACTIVE
        )
        keys |= set(own.values_list("pk", flat=True))
    return list(TaxDocument.objects.filter(pk__in=keys).order_by("pk"))


def _claimants(tax_year: int, number: int | None) -> Iterable[int]:
    rows = _naming(tax_year, number).values_list("document__addressee_id", flat=True)
    return sorted({one for one in rows if one is not None})


def _naming(tax_year: int, number: int | None) -> QuerySet[StatedRelative]:
    return StatedRelative.objects.filter(
        addressee=number,
        addressee__isnull=False,
        document__tax_year=tax_year,
        document__state=DocumentState.ACTIVE,
    )


def case_people(case_id: int) -> list[int | None]:
    """Return the addressees whom a case is about."""
    pairs = Case.objects.filter(pk=case_id).values_list("addressee", "other")
    return [number for pair in pairs for number in pair]


def relative_people(relative_id: int) -> list[int | None]:
    """Return the addressees whom a stated relative is about: who claims, and who is claimed."""
    rows = StatedRelative.objects.filter(pk=relative_id)
    pairs = rows.values_list("document__addressee_id", "addressee_id")
    return [number for pair in pairs for number in pair]
