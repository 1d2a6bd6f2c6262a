"""National returns: what is read, what is written, and what is said of broken ones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.formats import national_return
from juminzei.formats.errors import FormatError
from juminzei.formats.national_return_boxes import known_forms
from support.made_up_returns import a_return, number_of, xml_of

if TYPE_CHECKING:
    from juminzei.formats.national_return_record import Value

FORMS = {
    "KOA020": ("23.0", 761),
    "KOA110": ("12.0", 182),
    "KOA130": ("9.0", 200),
    "KOA210": ("11.0", 380),
    "KOA220": ("8.0", 254),
    "KOA230": ("10.0", 20),
    "KOA240": ("8.0", 438),
    "KOB560": ("18.0", 17),
}


def test_the_forms_of_the_year_are_known_with_all_their_boxes() -> None:
    known = {form: (maps[-1].version, len(maps[-1].boxes)) for form, maps in known_forms().items()}
    assert known == FORMS


@pytest.mark.parametrize("form", FORMS)
def test_a_box_has_one_tag_and_stands_in_a_group(form: str) -> None:
    for one in known_forms()[form]:
        tags = [box.tag for box in one.boxes]
        assert len(set(tags)) == len(tags)
        groups = {box.tag for box in one.boxes if box.type == "group"} | {form}
        assert set(one.parents.values()) <= groups
        assert {one.page_of(tag) for tag in tags} <= {page.tag for page in one.pages}


def test_a_return_is_read_with_its_references_resolved() -> None:
    number = number_of()
    one = national_return.read_return(
        xml_of(a_return({"ABB00030": 1_000_000, "ABB00300": -5}, NOZEISHA_BANGO=number))
    )
    assert one.problems == ()
    assert one.income_year == 2025
    assert one.value("ABA00125") == number
    assert one.value("ABA00140") == "山田　太郎"
    assert one.value("ABA00200") == date(1980, 4, 2)
    assert (one.amount("ABB00030"), one.amount("ABB00300"), one.amount("ABB00040")) == (
        1_000_000,
        -5,
        0,
    )


def test_repeated_groups_are_lists_and_further_sheets_are_added_to_them() -> None:
    rows: list[dict[str, Value]] = [
        {"ABY00160": f"親族{place}", "ABY00190": date(2012, 2, 29)} for place in range(4)
    ]
    first = xml_of(a_return({}, {"ABY00150": rows}))
    page = first[first.index(b"<KOA020-2") : first.index(b"</KOA020>")]
    twice = first.replace(page, page * 2)
    one = national_return.read_return(twice)
    assert one.problems == ()
    assert [row["ABY00160"] for row in one.rows("ABY00150")] == [r["ABY00160"] for r in rows] * 2


def test_eras_of_the_xml_are_not_those_of_the_wage_reports() -> None:
    for code, year, expected in (("1", "45", 1912), ("2", "01", 1912), ("3", "55", 1980)):
        changed = xml_of(a_return()).replace(
            b"<gen:era>3</gen:era><gen:yy>55</gen:yy><gen:mm>04</gen:mm>",
            f"<gen:era>{code}</gen:era><gen:yy>{year}</gen:yy><gen:mm>04</gen:mm>".encode(),
        )
        birthday = national_return.read_return(changed).value("ABA00200")
        assert isinstance(birthday, date)
        assert birthday.year == expected


@pytest.mark.parametrize(
    "wrong", ["１０００", "1,000", "¥1000", "1e309", "1.0", "--1", "9" * 16, "九"]
)
def test_an_amount_that_is_none_is_named_and_not_taken(wrong: str) -> None:
    """T-I06: full-width, comma, sign, exponent and too many digits give a typed error."""
    broken = xml_of(a_return({"ABB00080": 1234})).replace(b">1234<", f">{wrong}<".encode())
    one = national_return.read_return(broken)
    [problem] = one.problems
    assert problem.tag == "ABB00080"
    assert problem.path.endswith("申告書第一表 › 申告内容（第一表） › 収入金額等 › 給与　金額")
    assert problem.grave
    assert not one.sound
    assert wrong not in str(problem)
    assert one.value("ABB00080") is None


@pytest.mark.parametrize(
    ("day", "real"),
    [
        (("5", "08", "02", "29"), False),
        (("5", "06", "02", "29"), True),
        (("6", "01", "01", "01"), False),
    ],
)
def test_a_day_must_be_a_real_one(day: tuple[str, str, str, str], real: bool) -> None:  # noqa: FBT001 - a case
    """T-I07: 29 February and eras that do not exist."""
    names = ("era", "yy", "mm", "dd")
    parts = "".join(f"<gen:{n}>{v}</gen:{n}>" for n, v in zip(names, day, strict=True))
    known = b"<gen:era>3</gen:era><gen:yy>55</gen:yy><gen:mm>04</gen:mm><gen:dd>02</gen:dd>"
    one = national_return.read_return(xml_of(a_return()).replace(known, parts.encode()))
    assert (one.problems == ()) == real


def test_a_number_that_is_none_is_named_without_it() -> None:
    digits = number_of().reveal()
    broken = xml_of(a_return(NOZEISHA_BANGO=number_of())).replace(
        digits.encode(), digits[:11].encode()
    )
    one = national_return.read_return(broken)
    assert [problem.tag for problem in one.problems if "個人番号" in problem.problem] == [
        "NOZEISHA_BANGO"
    ]
    assert digits[:11] not in repr(one.problems)


def test_numbers_among_words_are_blanked_and_corporate_numbers_stay() -> None:
    digits = number_of().reveal()
    one = national_return.read_return(
        xml_of(
            a_return(
                {}, {"ABD00010": [{"ABD00030": "7000012050002"}, {"ABD00030": f"番号{digits}"}]}
            )
        )
    )
    corporate, words = (row["ABD00030"] for row in one.rows("ABD00010"))
    assert corporate == "7000012050002"
    assert digits not in str(words)


def test_missing_parts_are_named() -> None:
    whole = xml_of(a_return())
    without_first = whole.replace(b"KOA020-1 ", b"KOA020-9 ").replace(b"/KOA020-1>", b"/KOA020-9>")
    tags = [problem.tag for problem in national_return.check_structure(without_first)]
    assert "KOA020-1" in tags
    start, end = whole.index(b"<IT "), whole.index(b"</IT>") + 5
    problems = national_return.check_structure(whole[:start] + whole[end:])
    assert {"IT", "NENBUN", "NOZEISHA_NM"} <= {problem.tag for problem in problems}


def test_order_repetition_and_strange_boxes_are_named() -> None:
    written = xml_of(a_return({"ABB00030": 1, "ABB00080": 2}))
    one, two = b"<ABB00080>2</ABB00080>", b"<ABB00020><ABB00030>1</ABB00030></ABB00020>"
    assert two + one in written
    [order] = national_return.check_structure(written.replace(two + one, one + two))
    assert (order.tag, order.grave) == ("ABB00020", False)
    [twice] = national_return.check_structure(written.replace(one, one * 2))
    assert (twice.tag, twice.grave) == ("ABB00080", True)
    [strange] = national_return.check_structure(written.replace(one, b"<XYZ>2</XYZ>"))
    assert (strange.tag, strange.grave) == ("XYZ", False)
    five = xml_of(a_return({}, {"ABY00150": [{"ABY00160": "甲"}] * 5}))
    [too_many] = national_return.check_structure(five)
    assert (too_many.tag, too_many.grave) == ("ABY00150", True)


def test_another_version_is_read_by_the_nearest_and_said() -> None:
    other = xml_of(a_return({"ABB00080": 7})).replace(b'VR="23.0"', b'VR="22.0"')
    one = national_return.read_return(other)
    assert one.amount("ABB00080") == 7
    assert [problem.grave for problem in one.problems] == [False]
    assert "22.0" in one.problems[0].problem


def test_what_is_no_return_is_refused() -> None:
    for content in (b"", b"abc", b"<a/>", xml_of(a_return()).replace(b"RKO0010", b"RHO0010")):
        with pytest.raises(FormatError):
            national_return.read_return(content)


def test_a_box_that_no_form_has_cannot_be_composed() -> None:
    with pytest.raises(KeyError, match="XXX00000"):
        national_return.compose({}, {"XXX00000": 1})
