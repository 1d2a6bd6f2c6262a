"""Freezing the list of taxable persons (課税対象者の確定), once a year and for good."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from juminzei.apps.addressees.api import BODIES, hold_clusters, register_state, standings, survivors
from juminzei.apps.assessment.models.taxable import TaxableList, TaxablePerson, TaxableReason
from juminzei.apps.assessment.services.taxable_clusters import one_a_person
from juminzei.apps.assessment.services.taxable_rules import INCLUDED, Convention
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require
from juminzei.platform.storage.bulk import Same, bulk_insert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from juminzei.apps.assessment.services.taxable_clusters import Considered
    from juminzei.platform.staff.models import StaffMember

BY_PRACTICE = Convention()
COPIED = (
    *("addressee_id", "birth_on", "sex", "household_number"),
    *("relationship", "postcode", "address"),
)
"""Columns of the list that repeat the person's standing under the same name."""


class AlreadyFrozenError(Exception):
    """The list of the year is fixed; it was not touched."""


class NoRegisterError(Exception):
    """There is no register to make a list from."""


class TooEarlyError(Exception):
    """The assessment date has not come yet; nobody can know who will be here then."""


@dataclass(frozen=True, slots=True)
class FrozenList:
    """The list as it was frozen, and what a clerk should look at."""

    taxable: TaxableList
    warnings: list[str]


@transaction.atomic
def freeze_taxable(
    *, tax_year: int, actor: StaffMember, at: datetime, convention: Convention = BY_PRACTICE
) -> FrozenList:
    """Fix who is taxed for the year, with the reason of everybody taken in or left out.

    The standing on 1 January counts, by 異動日 and not by when it was reported, as far as
    it is known now. What the register tells later never alters the list. A person with
    several numbers is considered once, under the number that stands for all.

    Args:
        tax_year: 年度; the assessment date is its 1 January.
        actor: Who fixes it.
        at: When; also the moment up to which knowledge counts.
        convention: What changes on the assessment date itself mean.

    Raises:
        AlreadyFrozenError: It was done before.
        NoRegisterError: No register has been taken in.
        TooEarlyError: 1 January is still to come.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "taxable.freeze", on=at.date())
    day = date(tax_year, 1, 1)
    sequence, warnings = _ready(tax_year, day, at)
    hold_clusters()
    people = [person for person in standings(day, known_at=at) if person.kind not in BODIES]
    considered = one_a_person(people, survivors(), day=day, convention=convention)
    columns = _columns(considered)
    taxable = TaxableList.objects.create(
        tax_year=tax_year,
        assessment_date=day,
        frozen_at=at,
        frozen_by=actor,
        register_sequence=sequence,
        digest=_digest(columns),
        counts=_counts(considered),
        convention=convention.as_json(),
    )
    bulk_insert(TaxablePerson, {"list_id": Same(taxable.pk), **columns})
    audit.record(
        action="assessment.taxable.frozen",
        actor=actor,
        at=at,
        subject_kind="taxable_list",
        subject_id=str(tax_year),
        details={
            "digest": taxable.digest,
            "counts": taxable.counts,
            "register_sequence": sequence,
            "convention": taxable.convention,
        },
    )
    return FrozenList(taxable, warnings)


def _ready(tax_year: int, day: date, at: datetime) -> tuple[int, list[str]]:
    """Return up to which file the register goes, and what is odd about it."""
    frozen = TaxableList.objects.filter(tax_year=tax_year).first()
    if frozen is not None:
        raise AlreadyFrozenError(
            f"{tax_year} 年度の課税対象者は {frozen.frozen_at:%Y-%m-%d} に確定済みです。"
            "確定後の異動は、個別の賦課決定・更正で処理してください。"
        )
    if at.date() < day:
        raise TooEarlyError(
            f"{tax_year} 年度の賦課期日（{day:%Y-%m-%d}）がまだ来ていません。"
            "賦課期日以後に実行してください。"
        )
    register = register_state()
    if register is None:
        raise NoRegisterError(
            "住民記録が取り込まれていません。先に juminzei register import を実行してください。"
        )
    warnings = []
    if register.processed_on < day:
        warnings.append(
            f"住民記録は {register.processed_on:%Y-%m-%d} 処理分（連番 {register.sequence}）まで"
            "です。賦課期日までの異動が含まれていません。"
        )
    return register.sequence, warnings


def _columns(considered: Sequence[Considered]) -> dict[str, list[Any]]:
    copied = {
        name: [getattr(one.standing, name) for one in considered]
        for name in COPIED
        if name != "addressee_id"
    }
    reasons = [one.reason for one in considered]
    return {
        "addressee_id": [one.number for one in considered],
        **copied,
        "addressee_version": [one.standing.version for one in considered],
        "standing_of_id": [_elsewhere(one) for one in considered],
        "included": [reason in INCLUDED for reason in reasons],
        "property_only": [reason == TaxableReason.PROPERTY_ONLY for reason in reasons],
        "reason": [reason.value for reason in reasons],
    }


def _elsewhere(one: Considered) -> int | None:
    """Return the merged-away number whose standing decided, if it was not the person's own."""
    return one.standing.addressee_id if one.standing.addressee_id != one.number else None


def _digest(columns: dict[str, list[Any]]) -> str:
    """Return SHA-256 over all rows in order; any change of any cell changes it."""
    digest = hashlib.sha256("\x1f".join(columns).encode())
    for row in zip(*columns.values(), strict=True):
        digest.update(("\x1e" + "\x1f".join(map(str, row))).encode())
    return digest.hexdigest()


def _counts(considered: Sequence[Considered]) -> dict[str, int]:
    found = Counter(one.reason.value for one in considered)
    return {reason.value: found[reason.value] for reason in TaxableReason if found[reason.value]}
