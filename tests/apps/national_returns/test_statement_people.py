"""KR-09: 専従者 whom a statement names reach the document, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.national_returns.services.handed_return import relatives_of
from support.made_up_returns import a_return

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.formats.national_return_record import Value


def employees(
    rows: Mapping[str, Sequence[Mapping[str, Value]]],
) -> list[tuple[str, str, int | None]]:
    one = a_return({"ABB00300": 1}, rows)
    people = relatives_of(one)
    return [
        (person.place, person.name, person.income)
        for person in people
        if person.place.startswith("family_employee")
    ]


def test_those_of_a_blue_return_come_with_their_pay() -> None:
    rows: dict[str, list[dict[str, Value]]] = {
        "AMF01330": [{"AMF01340": "山田　花子", "AMF01350": "妻", "AMF01410": 960_000}]
    }
    assert employees(rows) == [("family_employee_1", "山田　花子", 960_000)]


def test_those_of_a_white_return_come_without_pay() -> None:
    rows: dict[str, list[dict[str, Value]]] = {
        "AIJ00010": [{"AIJ00020": "山田　花子", "AIJ00040": "妻"}]
    }
    assert employees(rows) == [("family_employee_1", "山田　花子", None)]


def test_who_stands_on_the_second_page_too_is_one_person() -> None:
    """第二表 comes first: it has the number and the birthday."""
    rows: dict[str, list[dict[str, Value]]] = {
        "ABE00010": [{"ABE00020": "山田　花子", "ABE00070": 960_000}],
        "AMF01330": [
            {"AMF01340": "山田花子", "AMF01410": 960_000},
            {"AMF01340": "山田　次郎", "AMF01410": 500_000},
        ],
    }
    assert employees(rows) == [
        ("family_employee_1", "山田　花子", 960_000),
        ("family_employee_2", "山田　次郎", 500_000),
    ]


def test_a_row_without_a_name_is_nobody() -> None:
    assert employees({"AMF01330": [{"AMF01410": 960_000}]}) == []


@pytest.mark.parametrize(
    ("group", "name", "relationship", "pay"),
    [("AKJ00010", "AKJ00020", "AKJ00040", ""), ("APF01860", "APF01870", "APF01880", "APF01940")],
)
def test_those_of_real_estate_and_of_a_farm_come_too(
    group: str, name: str, relationship: str, pay: str
) -> None:
    row: dict[str, Value] = {name: "山田　花子", relationship: "妻", **({pay: 1} if pay else {})}
    assert employees({group: [row]}) == [("family_employee_1", "山田　花子", 1 if pay else None)]


def test_the_one_of_a_blue_statement_of_real_estate_is_named_once() -> None:
    """The sheet has room for one; 第二表 may name the same."""
    single: dict[str, Value] = {"ANF00790": "山田　花子", "ANF00800": "妻", "ANF00860": 960_000}
    one = a_return({"ABB00340": 1, **single})
    assert [(p.name, p.income) for p in relatives_of(one)] == [("山田　花子", 960_000)]
    again = a_return(
        {"ABB00340": 1, **single}, {"ABE00010": [{"ABE00020": "山田花子", "ABE00070": 900_000}]}
    )
    assert [(p.name, p.income) for p in relatives_of(again)] == [("山田花子", 900_000)]
