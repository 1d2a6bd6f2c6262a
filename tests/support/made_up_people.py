"""One made-up person at a time, for tests of what is done with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.synthetic.earning.employers import Employer
from juminzei.synthetic.earning.jobs import Job, Work
from juminzei.synthetic.people.addresses import Address
from juminzei.synthetic.people.households import HEAD
from juminzei.synthetic.people.person import Person, Standing
from juminzei.synthetic.tables import Word

HOME = Address(
    city="埼玉県加須市",
    municipality="112101",
    town="花咲",
    postcode="3470032",
    rural=False,
    chome=3,
    block=12,
    number=5,
)


def number(first_eleven: int) -> IndividualNumber:
    """Return a valid number."""
    text = f"{first_eleven:011d}"
    return IndividualNumber(f"{text}{check_digit(text)}")


def person(**what: Any) -> Person:
    """Return a man of 45 who lives alone, with what is said otherwise."""
    known: dict[str, Any] = {
        "standing": Standing.RESIDENT,
        "addressee": 1_000_000_021,
        "number": number(123),
        "household": 1,
        "place": HEAD,
        "relationship": "02",
        "sex": "1",
        "birth": date(1980, 6, 15),
        "surname": Word("髙橋", "タカハシ"),
        "given": Word("健一", "ケンイチ"),
        "maiden": None,
        "foreign": None,
        "dwelling": HOME,
        "former_dwelling": None,
        "since": date(2010, 4, 1),
    }
    return Person(**{**known, **what})


def employer(**what: Any) -> Employer:
    """Return a company that fills in everything."""
    known: dict[str, Any] = {
        "name": "株式会社加須製作所",
        "dwelling": HOME,
        "identifier": "7000012050002",
        "collector_number": "1000001",
        "old_layout": False,
        "eltax": False,
        "writes_numbers": True,
        "folds_names": False,
        "gives_references": True,
        "tiny": False,
        "insurance_rate": 1_500,
    }
    return Employer(**{**known, **what})


def job(**what: Any) -> Job:
    """Return a year's full-time work for five million yen."""
    known: dict[str, Any] = {
        "person": person(),
        "employer": employer(),
        "work": Work.REGULAR,
        "revenue": 5_000_000,
        "social_insurance": 750_000,
        "reference": "00123",
    }
    return Job(**{**known, **what})
