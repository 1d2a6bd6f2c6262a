"""Which employers are known, under which numbers and names."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.apps.receiving.models import Employer, EmployerDecision, UnknownEmployer
from juminzei.base.japanese_text import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

MOST_MERGERS = 20
AT_ONCE = 500
"""Payers named in one statement, well below every engine's limit."""
Named = tuple[str, str, str]
"""指定番号, 法人番号 and name of a payer, as a file has them."""


def payer_key(collector: str, corporate: str, name: str) -> str:
    """Return what a payer named in files is known again by.

    Args:
        collector: 指定番号.
        corporate: 法人番号.
        name: As the file has it.
    """
    return hashlib.sha256(f"{collector}\0{corporate}\0{name_key(name)}".encode()).hexdigest()


def employer_of(collector: str, corporate: str, name: str) -> Employer | None:
    """Return the employer whom a payer in a file is, or none if a clerk must say."""
    return employers_of([(collector, corporate, name)])[0]


def employers_of(payers: Sequence[Named]) -> list[Employer | None]:
    """Return for each payer in a file the employer who it is, or none if a clerk must say.

    Numbers decide: the collector number, unless the corporate numbers contradict each other;
    without a collector number the corporate number, unless several employers have it. What a
    clerk said of the very same payer before counts first. Who merged is who it merged into.

    Args:
        payers: Collector number, corporate number and name of each, as the file has them.
    """
    found: list[Employer | None] = []
    for first in range(0, len(payers), AT_ONCE):
        found += _some(payers[first : first + AT_ONCE])
    return found


def _some(payers: Sequence[Named]) -> list[Employer | None]:
    keys = [payer_key(*payer) for payer in payers]
    said = EmployerDecision.objects.filter(entry__payer_key__in=keys)
    decided = {
        one.entry.payer_key: one.employer for one in said.select_related("entry", "employer")
    }
    collecting = Employer.objects.filter(collector_number__in={one[0] for one in payers} - {""})
    by_collector = {one.collector_number: one for one in collecting}
    unnumbered = {corporate for collector, corporate, _ in payers if not collector} - {""}
    by_corporation: defaultdict[str, list[Employer]] = defaultdict(list)
    for one in Employer.objects.filter(corporate_number__in=unnumbered, merged_into=None):
        by_corporation[one.corporate_number].append(one)
    found: list[Employer | None] = []
    for key, (collector, corporate, _) in zip(keys, payers, strict=True):
        one_of = [decided[key]] if key in decided else by_corporation.get(corporate, [])
        if key not in decided and collector:
            known = by_collector.get(collector)
            agree = known is not None and (
                not corporate or known.corporate_number in {corporate, ""}
            )
            one_of = [known] if known is not None and agree else []
        found.append(present(one_of[0]) if len(one_of) == 1 else None)
    return found


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
