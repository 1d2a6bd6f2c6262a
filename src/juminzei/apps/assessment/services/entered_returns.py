"""Documents of inhabitant returns (住民税申告書) that were entered from paper."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import CollectionChoice, DocumentKind
from juminzei.apps.assessment.services.handed_document import HandedDocument, HandedRelative
from juminzei.base.age import age_at_end_of
from juminzei.platform.documents.channel import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from juminzei.formats.inhabitant_return import EnteredRelative, InhabitantReturn
    from juminzei.platform.documents.channel import Channel

AMOUNTS = (
    "revenue_employment",
    "revenue_public_pension",
    "income_business",
    "income_real_estate",
    "income_miscellaneous",
    "social_insurance",
    "small_enterprise_mutual_aid",
    "life_general_new",
    "life_general_old",
    "life_nursing",
    "life_pension_new",
    "earthquake",
    "medical_paid",
    "medical_reimbursed",
    "donation_hometown",
    "widow",
    "single_parent",
)
"""What a cell says of itself: a column of the tax."""
CHOICES = {"1": CollectionChoice.SPECIAL, "2": CollectionChoice.ORDINARY}
UNDER16, STUDENT_FROM, YOUNG, ELDERLY = 16, 19, 23, 70
"""Years at the end of the income year (地方税法314条の2)."""
SPECIAL = 2


def entered_return(
    row: int, entered: InhabitantReturn, tax_year: int, channel: Channel
) -> HandedDocument:
    """Return the document of one return.

    Args:
        row: Where it stands in its file.
        entered: What was entered.
        tax_year: 年度.
        channel: How the file came.
    """
    return HandedDocument(
        kind=DocumentKind.INHABITANT_RETURN,
        tax_year=tax_year,
        channel=channel,
        source=Source.PERSON,
        reference=f"entered/{tax_year}/{entered.reference}",
        row=row,
        filed_on=entered.filed_on,
        name=entered.name,
        kana=entered.kana,
        birth_on=entered.birth_on,
        address=entered.address,
        number=entered.individual_number,
        columns=columns_of(entered, tax_year - 1),
        relatives=tuple(_relatives(entered, tax_year - 1)),
        collection_choice=CHOICES.get(entered.collection, CollectionChoice.NONE),
    )


def columns_of(entered: InhabitantReturn, income_year: int) -> dict[str, int]:
    """Return the columns of the inhabitant tax that a return feeds, yen and counts, sparse."""
    found: Counter[str] = Counter({name: int(getattr(entered, name) or 0) for name in AMOUNTS})
    found["disability"] = int(entered.disability or 0)
    if entered.spouse_name:
        age = _age(entered.spouse_birth_on, income_year)
        found["has_spouse"] = 1
        found["spouse_income"] = entered.spouse_income or 0
        found["spouse_elderly"] = int(age is not None and age >= ELDERLY)
    for one in entered.relatives():
        found.update(_classes(one, income_year))
        found["disabled_other"] += one.disability == 1
        found["disabled_special"] += one.disability == SPECIAL
        found["disabled_special_cohabiting"] += one.disability == SPECIAL and one.cohabiting
    return {name: amount for name, amount in found.items() if amount}


def _classes(one: EnteredRelative, income_year: int) -> list[str]:
    age = _age(one.birth_on, income_year)
    if age is None:
        return ["dependants_other"]
    if age < UNDER16:
        return ["dependants_under16"]
    if age >= ELDERLY:
        cohabiting = ["dependants_elderly_cohabiting"] if one.cohabiting else []
        return ["dependants_elderly", *cohabiting]
    if STUDENT_FROM <= age < YOUNG:
        return ["dependants_specified"]
    young = ["dependants_other_under23"] if age < YOUNG else []
    return ["dependants_other", *young]


def _relatives(entered: InhabitantReturn, income_year: int) -> Iterator[HandedRelative]:
    if entered.spouse_name:
        yield HandedRelative(
            place="spouse",
            name=entered.spouse_name,
            birth_on=entered.spouse_birth_on,
            number=entered.spouse_number,
            income=entered.spouse_income,
        )
    counted: Counter[str] = Counter()
    for one in entered.relatives():
        age = _age(one.birth_on, income_year)
        place = "under16" if age is not None and age < UNDER16 else "dependant"
        counted[place] += 1
        yield HandedRelative(
            place=f"{place}_{counted[place]}",
            name=one.name,
            relationship=one.relationship,
            birth_on=one.birth_on,
            number=one.number,
            disability=one.disability,
            cohabiting=one.cohabiting,
        )


def _age(birth_on: date | None, income_year: int) -> int | None:
    return None if birth_on is None else age_at_end_of(income_year, birth_on)
