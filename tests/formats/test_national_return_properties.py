"""Whatever a return holds comes back; whatever bytes come, one refusal or a return."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.formats import national_return
from juminzei.formats.errors import FormatError
from juminzei.formats.national_return_boxes import Box, known_forms
from juminzei.formats.national_return_record import NationalReturn, Value
from support.made_up_returns import MADE_ON, a_return, heading, number_of, xml_of

BOXES = {box.tag: box for maps in known_forms().values() for box in maps[-1].boxes}
PARENTS = {tag: up for maps in known_forms().values() for tag, up in maps[-1].parents.items()}
WORDS = st.text("山田髙﨑ｶﾅ邉󠄀Aｱ0&<>'\"　", min_size=1, max_size=20).filter(
    lambda text: text == text.strip()
)
AMOUNTS = st.integers(-(10**15) + 1, 10**15 - 1)
OF_KIND: dict[str, st.SearchStrategy[Value]] = {
    "kingaku": AMOUNTS,
    "kingaku_text": AMOUNTS | WORDS.filter(lambda text: not text.lstrip("-").isdigit()),
    "kubun": st.sampled_from(["1", "2", "A9"]),
    "code": st.sampled_from(["1", "22", "B"]),
    "text": WORDS,
    "date": st.dates(date(1868, 1, 25), date(2118, 12, 31)),
    "yy": st.integers(1927, 2100),
    "mmdd": st.just("03-15"),
    "yymm": st.just("5-07-03"),
    "zip": st.just("347-0010"),
    "tel": st.just("0480-62-1111"),
    "office": st.just("04109 行田"),
    "number": st.builds(number_of, st.integers(0, 10**11 - 1).map(lambda n: f"{n:011d}")),
}


def group_of(tag: str) -> str:
    """Return the repeated group of a box, if it stands in one."""
    for maps in known_forms().values():
        if tag in maps[-1].by_tag:
            return maps[-1].repeated_in(tag)
    return ""


MANY = 9
"""Rows of a group that has no bound."""
LEAVES = [box for box in BOXES.values() if box.type != "group" and not box.idref]
SINGLE = [box for box in LEAVES if not group_of(box.tag)]
GROUPS = {box.tag: box for box in BOXES.values() if box.level > 1 and box.repeat != 1}
IN_GROUP = {tag: [leaf for leaf in LEAVES if group_of(leaf.tag) == tag] for tag in GROUPS}


@st.composite
def filled(draw: st.DrawFn, boxes: list[Box], most: int) -> dict[str, Value]:
    chosen = draw(st.lists(st.sampled_from(boxes), max_size=most, unique_by=lambda box: box.tag))
    return {box.tag: draw(OF_KIND[box.type]) for box in chosen}


@st.composite
def returns(draw: st.DrawFn) -> NationalReturn:
    groups = draw(st.lists(st.sampled_from(sorted(GROUPS)), max_size=3, unique=True))
    rows = {
        tag: [
            draw(filled(IN_GROUP[tag], 4))
            for _ in range(draw(st.integers(1, GROUPS[tag].repeat or MANY)))
        ]
        for tag in groups
    }
    return national_return.compose(heading(NOZEISHA_NM=draw(WORDS)), draw(filled(SINGLE, 12)), rows)


@given(returns())
@settings(max_examples=120, deadline=None)
def test_a_return_comes_back_as_it_was_written(one: NationalReturn) -> None:
    read = national_return.read_return(national_return.write_return(one, made_on=MADE_ON))
    assert read.problems == ()
    assert read == one


WHOLE = xml_of(a_return({"ABB00080": 1, "ABP00500": 2}, {"ABY00150": [{"ABY00160": "甲"}]}))
CUTS = st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 40), st.binary(max_size=12))


def outcome(content: bytes) -> NationalReturn | FormatError:
    """Return what became of a text: a return, or why it is refused."""
    try:
        return national_return.read_return(content)
    except FormatError as refusal:
        return refusal


@given(st.lists(CUTS, min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_a_damaged_return_is_read_or_refused(cuts: list[tuple[int, int, bytes]]) -> None:
    """T-I13: pieces cut out and put in anywhere give a return or one refusal, never a crash."""
    content = WHOLE
    for start, length, put in cuts:
        content = content[:start] + put + content[start + length :]
    became = outcome(content)
    assert isinstance(became, NationalReturn) or became.remedy


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_refused(content: bytes) -> None:
    """T-I13: arbitrary bytes are no return."""
    assert isinstance(outcome(content), FormatError)
