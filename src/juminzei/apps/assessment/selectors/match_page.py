"""One document of the matching queue and its candidates, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import HIDDEN_ADDRESS
from juminzei.apps.assessment.models import DocumentState, MatchState, TaxDocument
from juminzei.apps.assessment.selectors import match_queue
from juminzei.base.wareki import wareki_text
from juminzei.linkage.levels import SOURCE_WORDS, WORDS, Level

if TYPE_CHECKING:
    from datetime import date

    from juminzei.apps.addressees.api import Withheld
    from juminzei.apps.assessment.models import MatchCandidate, MatchDecision

LOOKS = {Level.EQUAL: "same", Level.NEAR: "near", Level.DIFFERS: "differs"}
"""How a cell looks by its agreement; the word always stands in it too."""


SOURCES = {"kana": "name_source", "name": "name_source", "address": "address_source"}
"""Which of a person's names or addresses was compared: an alias, one from before a change."""

UNDECIDED = {MatchState.WAITING, MatchState.QUEUE}


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one candidate, with how far it agrees."""

    text: str
    word: str
    look: str


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what the document says, and each candidate."""

    label: str
    said: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class MatchPage:
    """What a clerk sees to decide about one document."""

    document: TaxDocument
    lines: list[Line]
    candidates: list[MatchCandidate]
    decisions: list[MatchDecision]
    open: bool
    """A decision can be taken."""
    undoable: MatchDecision | None
    """The newest decision, if it is one that can be taken back."""
    position: int
    waiting: int
    people: list[TaxDocument | MatchCandidate | MatchDecision]
    """Whatever names somebody whom the document is, was or might be about."""
    protected: list[int]
    """Whose addresses are withheld among them: the document must not tell its own either."""


def match_page(document_id: int, *, withheld: Withheld) -> MatchPage | None:
    """Return what is known about the document, none if there is no such document.

    Args:
        document_id: A tax document.
        withheld: Whose addresses must not be shown.
    """
    found = TaxDocument.objects.select_related("received_file", "wage", "pension", "addressee")
    document = found.filter(pk=document_id).first()
    if document is None:
        return None
    candidates = list(match_queue.candidates(document_id).select_related("addressee"))
    waiting = match_queue.waiting_documents(document.tax_year)
    decisions = list(match_queue.decisions(document_id).select_related("addressee", "decided_by"))
    # A document's address may well be that of the protected person whom it is, or was, about.
    people: list[TaxDocument | MatchCandidate | MatchDecision] = [
        document,
        *candidates,
        *decisions,
    ]
    hidden = sorted({one.addressee_id or 0 for one in people if one.addressee_id in withheld})
    decidable = document.state == DocumentState.ACTIVE and document.match_state in match_queue.OPEN
    return MatchPage(
        document=document,
        lines=_lines(document, candidates, telling=bool(hidden), withheld=withheld),
        candidates=candidates,
        decisions=decisions,
        open=decidable,
        undoable=next((one for one in decisions[:1] if one.outcome not in UNDECIDED), None),
        position=_position(document_id, list(waiting.values_list("pk", flat=True))),
        waiting=waiting.count(),
        people=people,
        protected=hidden,
    )


def next_waiting(document: TaxDocument) -> int | None:
    """Return the document after this one in the queue, the first one at its end, or none."""
    waiting = list(match_queue.waiting_documents(document.tax_year).values_list("pk", flat=True))
    later = [pk for pk in waiting if pk > document.pk]
    others = [pk for pk in waiting if pk != document.pk]
    return next(iter(later or others), None)


def _position(document_id: int, waiting: list[int]) -> int:
    return waiting.index(document_id) + 1 if document_id in waiting else 0


def _lines(
    document: TaxDocument, candidates: list[MatchCandidate], *, telling: bool, withheld: Withheld
) -> list[Line]:
    def line(label: str, field: str, said: str, known: list[str]) -> Line:
        cells = [
            _cell(text, candidate, field) for text, candidate in zip(known, candidates, strict=True)
        ]
        return Line(label, said, cells)

    people = [candidate.addressee for candidate in candidates]
    return [
        line("カナ", "kana", document.kana, [person.kana for person in people]),
        line("氏名", "name", document.name, [person.name for person in people]),
        line("生年月日", "birth", _day(document.birth_on), [_day(p.birth_on) for p in people]),
        _untold(candidates, withheld)
        if telling
        else line("住所", "address", document.address, [person.address for person in people]),
    ]


def _untold(candidates: list[MatchCandidate], withheld: Withheld) -> Line:
    """Return the addresses without the document's, and without how far they agree with it.

    Another candidate's address that agrees would be the document's.
    """
    known = [withheld.address(one.addressee_id, one.addressee.address) for one in candidates]
    return Line("住所", HIDDEN_ADDRESS, [Cell(text, "", "") for text in known])


def _cell(text: str, candidate: MatchCandidate, field: str) -> Cell:
    compared = candidate.comparison
    level = Level[str(compared.get("fields", {}).get(field, "missing")).upper()]
    source = SOURCE_WORDS.get(str(compared.get(SOURCES.get(field, ""), "current")), "")
    word = f"{source.removesuffix('の')}で{WORDS[level]}" if source else WORDS[level]
    return Cell(text, word, LOOKS.get(level, ""))


def _day(day: date | None) -> str:
    return "記載なし" if day is None else wareki_text(day)
