"""Notifications of employers: which wait, and whom they may be about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.api import employees_named
from juminzei.apps.receiving.models import ApplicationDecision, EmployerApplication
from juminzei.apps.receiving.selectors.employers import employer_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from juminzei.apps.receiving.models import Employer


def open_applications() -> QuerySet[EmployerApplication]:
    """Return the notifications about which nobody has decided."""
    return EmployerApplication.objects.filter(decision=None)


def employer_of_application(one: EmployerApplication) -> Employer | None:
    """Return the employer whom a notification is from, or none if a clerk must say."""
    return employer_of(one.collector_number, one.corporate_number, one.name)


def person_candidates(one: EmployerApplication) -> list[int]:
    """Return whom a notification may be about, by the employer's own wage reports."""
    if not one.person_name:
        return []
    return employees_named(
        one.collector_number,
        reference=one.recipient_reference,
        kana=one.person_kana,
        birth_on=one.person_birth_on,
    )


def people_of_application(application_id: int) -> Iterable[int]:
    """Return the addressees whom a notification is, or may be, about."""
    decided = ApplicationDecision.objects.filter(entry=application_id, addressee__isnull=False)
    found = list(decided.values_list("addressee_id", flat=True))
    one = EmployerApplication.objects.filter(pk=application_id).first()
    return found if one is None else [*found, *person_candidates(one)]
