"""Which employers are known, under which numbers and names."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.apps.receiving.models import Employer, EmployerDecision, UnknownEmployer
from juminzei.base.japanese_text import name_key

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_MERGERS = 20


def payer_key(collector: str, corporate: str, name: str) -> str:
    """Return what a payer named in files is known again by.

    Args:
        collector: 指定番号.
        corporate: 法人番号.
        name: As the file has it.
    """
    return hashlib.sha256(f"{collector}\0{corporate}\0{name_key(name)}".encode()).hexdigest()


def employer_of(collector: str, corporate: str, name: str) -> Employer | None:
    """Return the employer whom a payer in a file is, or none if a clerk must say.

    Numbers decide: the collector number, unless the corporate numbers contradict each other;
    without a collector number the corporate number, unless several employers have it. What a
    clerk said of the very same payer before counts first. Who merged is who it merged into.
    """
    key = payer_key(collector, corporate, name)
    decided = EmployerDecision.objects.filter(entry__payer_key=key).first()
    if decided is not None:
        return present(decided.employer)
    if collector:
        found = Employer.objects.filter(collector_number=collector)
        agree = Q(corporate_number=corporate) | Q(corporate_number="")
        one = (found.filter(agree) if corporate else found).first()
        return None if one is None else present(one)
    if corporate:
        several = list(Employer.objects.filter(corporate_number=corporate, merged_into=None)[:2])
        return several[0] if len(several) == 1 else None
    return None


def present(employer: Employer) -> Employer:
    """Return the employer into whom this one merged, itself if it did not."""
    for _ in range(MOST_MERGERS):
        if employer.merged_into is None:
            return employer
        employer = employer.merged_into
    return employer


def unknown() -> QuerySet[UnknownEmployer]:
    """Return the payers about whom nobody has decided."""
    return UnknownEmployer.objects.filter(decision=None)


def alike(entry: UnknownEmployer) -> QuerySet[Employer]:
    """Return the employers who may be the one that a file names."""
    same = Q(name_key=name_key(entry.name))
    if entry.collector_number:
        same |= Q(collector_number=entry.collector_number)
    if entry.corporate_number:
        same |= Q(corporate_number=entry.corporate_number)
    return Employer.objects.filter(same, merged_into=None).order_by("pk")
