"""What holds for any people and any documents."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juminzei.linkage.blocking import candidates, rules
from juminzei.linkage.compare import compare
from juminzei.linkage.points import MARGIN, SHOWN, THRESHOLD
from support.linking import Document, Person, documents, linked, people

SURNAMES = [("加藤", "カトウ"), ("佐藤", "サトウ"), ("髙橋", "タカハシ"), ("NGUYEN", "グエン")]
GIVEN = [
    ("一郎", "イチロウ"),
    ("市朗", "イチロウ"),
    ("花子", "ハナコ"),
    ("優太", "ユウタ"),
    ("", ""),
]
ADDRESSES = ["加須市三俣2-1-1", "加須市三俣2-1", "加須市騎西36", "熊谷市本町1", ""]
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

names = st.tuples(st.sampled_from(SURNAMES), st.sampled_from(GIVEN), st.sampled_from("　 ")).map(
    lambda parts: (
        f"{parts[0][0]}{parts[2]}{parts[1][0]}".strip(),
        f"{parts[0][1]}{parts[2]}{parts[1][1]}".strip(),
    )
)
births = st.none() | st.dates(date(1980, 1, 1), date(1980, 3, 3))


@st.composite
def cities(draw: st.DrawFn) -> list[Person]:
    """Draw a few people who resemble each other too much."""
    return [
        Person(number, *draw(names), draw(births), draw(st.sampled_from(ADDRESSES)))
        for number in range(100, 100 + draw(st.integers(1, 6)))
    ]


@st.composite
def files(draw: st.DrawFn) -> list[Document]:
    """Draw a few documents about people of the same few names."""
    return [
        Document(
            number,
            *draw(names),
            draw(births),
            draw(st.sampled_from(ADDRESSES)),
            draw(st.booleans()),
        )
        for number in range(1, 1 + draw(st.integers(1, 6)))
    ]


def pairs_of(given: list[Document], city: list[Person], drawn: list[int]) -> list[tuple[int, int]]:
    """Give some documents the number of some person."""
    return [
        (document.document, city[index % len(city)].person)
        for document, index in zip(given, drawn, strict=False)
    ]


@FEW
@given(files(), cities(), st.lists(st.integers(0, 9), max_size=3))
def test_every_document_is_either_matched_once_or_in_the_queue_once(
    given_documents: list[Document], city: list[Person], drawn: list[int]
) -> None:
    found = linked(given_documents, *city, pairs=pairs_of(given_documents, city, drawn))
    went = [*found.matched["document"], *found.queue["document"]]
    assert sorted(went) == [document.document for document in given_documents]


@FEW
@given(files(), cities(), st.lists(st.integers(0, 9), max_size=3))
def test_the_order_of_documents_and_people_changes_nothing(
    given_documents: list[Document], city: list[Person], drawn: list[int]
) -> None:
    pairs = pairs_of(given_documents, city, drawn)
    one = linked(given_documents, *city, pairs=pairs).matched
    other = linked(given_documents[::-1], *city[::-1], pairs=pairs[::-1]).matched
    columns = ["document", "person", "stage", "score"]
    assert one.select(columns).sort("document").equals(other.select(columns).sort("document"))


@FEW
@given(files(), cities())
def test_similarity_never_matches_below_threshold_or_margin(
    given_documents: list[Document], city: list[Person]
) -> None:
    scored = linked(given_documents, *city).matched.filter(pl.col("stage") == "scored")
    assert scored.filter(pl.col("score") < THRESHOLD).is_empty()
    assert scored.filter(pl.col("score") - pl.col("second") < MARGIN).is_empty()


@FEW
@given(files(), cities())
def test_a_person_who_is_there_twice_is_never_chosen_without_a_number(
    given_documents: list[Document], city: list[Person]
) -> None:
    doubles = [person._replace(person=person.person + 50) for person in city]
    assert linked(given_documents, *city, *doubles).matched.is_empty()


@FEW
@given(files(), cities())
def test_scores_are_whole_per_mille(given_documents: list[Document], city: list[Person]) -> None:
    every = pl.DataFrame(
        [(d.document, p.person) for d in given_documents for p in city],
        schema={"document": pl.Int64, "person": pl.Int64},
        orient="row",
    )
    compared = compare(every, documents(*given_documents), people(*city))
    assert compared["score"].dtype == pl.Int32
    assert len(compared) == len(every)
    assert compared.filter(~pl.col("score").is_between(0, 1_000)).is_empty()


@FEW
@given(files(), cities())
def test_candidates_are_few_and_only_of_the_queue(
    given_documents: list[Document], city: list[Person]
) -> None:
    found = linked(given_documents, *city)
    counts = found.candidates.group_by("document").len()
    assert counts.filter(pl.col("len") > SHOWN).is_empty()
    assert set(found.candidates["document"]) <= set(found.queue["document"])


@FEW
@given(cities())
def test_every_person_is_a_candidate_for_a_document_that_says_the_same(
    city: list[Person],
) -> None:
    same = [Document(p.person, p.name, p.kana, p.birth, p.address) for p in city]
    found = candidates(documents(*same), people(*city))
    assert {(p.person, p.person) for p in city} <= set(found.rows())


def test_there_are_at_least_five_ways_to_become_a_candidate() -> None:
    assert len(rules()) >= 5
