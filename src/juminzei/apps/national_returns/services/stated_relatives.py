"""Spouse, relatives and family employees as 第二表 names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.base.age import age_at_end_of
from juminzei.base.japanese_text import name_key
from juminzei.base.numbers.individual_number import IndividualNumber

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from juminzei.formats.national_return_record import NationalReturn, Value

SPOUSE = "spouse"
SPOUSES = {"夫", "妻", "配偶者"}
MOST = {"dependant": 12, "under16": 12, "family_employee": 6}
"""Places that a document has; further ones are said in a remark."""
UNDER16_AGE = 16
STATEMENTS = (
    ("AMF01330", "AMF01340", "AMF01350", "AMF01410"),
    ("AIJ00010", "AIJ00020", "AIJ00040", ""),
    ("AKJ00010", "AKJ00020", "AKJ00040", ""),
    ("APF01860", "APF01870", "APF01880", "APF01940"),
)
"""Rows of 専従者 on 青色申告決算書 and 収支内訳書: group, name, relationship, pay for the year."""
SINGLE_EMPLOYEE = ("ANF00790", "ANF00800", "ANF00860")
"""The same on 青色申告決算書（不動産所得用）, each sheet of which has room for one."""


@dataclass(frozen=True, slots=True)
class StatedPerson:
    """One person beside the taxpayer."""

    place: str
    """spouse, dependant_<n>, under16_<n>, family_employee_<n>; empty if there is none left."""
    name: str
    birth_on: date | None
    relationship: str
    number: IndividualNumber | None
    income: int | None = None
    disability: int = 0
    abroad: bool = False
    under16: bool = False
    specified: bool = False
    """特定親族特別控除."""
    adjusting: bool = False
    """所得金額調整控除 is taken for this person."""
    apart: bool = False
    apart_address: str = ""

    @property
    def is_relative(self) -> bool:
        """Whether it is a relative other than the spouse, and no family employee."""
        return self.place != SPOUSE and not self.place.startswith("family_employee")

    @property
    def cohabiting(self) -> bool:
        """Whether nothing says that they live apart or abroad."""
        return not (self.apart or self.abroad)

    def age(self, income_year: int | None) -> int | None:
        """Return the age on 31 December of the income year."""
        if self.birth_on is None or income_year is None:
            return None
        return age_at_end_of(income_year, self.birth_on)


def stated_people(one: NationalReturn) -> list[StatedPerson]:
    """Return everybody whom the return names, in the order of the form."""
    return list(_People(one).all())


class _People:
    """Gives each person a place of the document."""

    def __init__(self, one: NationalReturn) -> None:
        self.one = one
        self.used = dict.fromkeys(MOST, 0)

    def all(self) -> Iterator[StatedPerson]:
        """Yield the people."""
        spouse = self._spouse()
        if spouse is not None:
            yield spouse
        for row in self.one.rows("ABY00150"):
            yield self._relative(row)
        retired = self._retired(has_spouse=spouse is not None)
        if retired is not None:
            yield retired
        yield from self._family_employees()

    def _family_employees(self) -> Iterator[StatedPerson]:
        """事業専従者: those of 第二表, then whom a statement alone names."""
        named: set[str] = set()
        for row in self.one.rows("ABE00010"):
            named.add(name_key(_text(row, "ABE00020")))
            yield StatedPerson(
                self._place("family_employee"),
                _text(row, "ABE00020"),
                _day(row, "ABE00030"),
                _text(row, "ABE00040"),
                _number(row, "ABE00025"),
                income=_amount(row, "ABE00070"),
            )
        for row, (name, relationship, pay) in self._of_statements():
            key = name_key(_text(row, name))
            if key and key not in named:
                named.add(key)
                place = self._place("family_employee")
                told = (_text(row, name), None, _text(row, relationship), None)
                yield StatedPerson(place, *told, income=_amount(row, pay))

    def _of_statements(self) -> Iterator[tuple[Mapping[str, Value], tuple[str, str, str]]]:
        """Yield each 専従者 of a statement, and in which boxes name, relationship and pay stand."""
        for group, *tags in STATEMENTS:
            for row in self.one.rows(group):
                yield row, (tags[0], tags[1], tags[2])
        for page in self.one.pages():
            yield page.values, SINGLE_EMPLOYEE

    def _spouse(self) -> StatedPerson | None:
        one = self.one
        if not one.text("ABY00020") and not one.amount("ABB00520"):
            return None
        values = {tag: value for page in one.pages() for tag, value in page.values.items()}
        name = one.text("ABY00020")
        return StatedPerson(
            SPOUSE,
            name,
            _day(values, "ABY00040"),
            "配偶者",
            _number(values, "ABY00030"),
            income=one.amount("ABB00780"),
            disability=2 if one.marked("ABY00070") else int(one.marked("ABY00060")),
            abroad=one.marked("ABY00090"),
            adjusting=one.marked("ABY00133"),
            apart=one.marked("ABY00130"),
            apart_address=self._apart(name),
        )

    def _relative(self, row: Mapping[str, Value]) -> StatedPerson:
        birth_on = _day(row, "ABY00190")
        year = self.one.income_year
        young = birth_on is not None and year is not None
        under16 = _marked(row, "ABY00270") or (
            young and age_at_end_of(year or 0, birth_on or date.max) < UNDER16_AGE
        )
        name = _text(row, "ABY00160")
        return StatedPerson(
            self._place("under16" if under16 else "dependant"),
            name,
            birth_on,
            _text(row, "ABY00180"),
            _number(row, "ABY00170"),
            disability=2 if _marked(row, "ABY00220") else int(_marked(row, "ABY00210")),
            abroad=_marked(row, "ABY00235"),
            under16=under16,
            specified=_marked(row, "ABY00253"),
            adjusting=_marked(row, "ABY00283"),
            apart=_marked(row, "ABY00280"),
            apart_address=self._apart(name),
        )

    def _retired(self, *, has_spouse: bool) -> StatedPerson | None:
        """退職所得のある配偶者・親族: counts for the inhabitant tax, which leaves it out."""
        one = self.one
        name = one.text("ABI00410")
        if not name:
            return None
        values = {tag: value for page in one.pages() for tag, value in page.values.items()}
        relationship = one.text("ABI00430")
        spouse = relationship in SPOUSES and not has_spouse
        return StatedPerson(
            SPOUSE if spouse else self._place("dependant"),
            name,
            _day(values, "ABI00440"),
            relationship,
            _number(values, "ABI00420"),
            income=one.amount("ABI00450"),
            disability=2 if one.marked("ABI00480") else int(one.marked("ABI00470")),
            adjusting=one.marked("ABI00490"),
        )

    def _place(self, kind: str) -> str:
        self.used[kind] += 1
        return f"{kind}_{self.used[kind]}" if self.used[kind] <= MOST[kind] else ""

    def _apart(self, name: str) -> str:
        """Return the address of who lives apart, which the form has for one person."""
        if not name or name_key(self.one.text("ABI00030")) != name_key(name):
            return ""
        return self.one.text("ABI00040")


def _text(row: Mapping[str, Value], tag: str) -> str:
    value = row.get(tag)
    return value if isinstance(value, str) else ""


def _day(row: Mapping[str, Value], tag: str) -> date | None:
    value = row.get(tag)
    return value if isinstance(value, date) else None


def _number(row: Mapping[str, Value], tag: str) -> IndividualNumber | None:
    value = row.get(tag)
    return value if isinstance(value, IndividualNumber) else None


def _amount(row: Mapping[str, Value], tag: str) -> int | None:
    value = row.get(tag)
    return value if isinstance(value, int) else None


def _marked(row: Mapping[str, Value], tag: str) -> bool:
    return _text(row, tag) not in {"", "0"}
