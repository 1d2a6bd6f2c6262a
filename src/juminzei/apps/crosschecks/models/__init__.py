"""Runs, cases, their history and letters."""

from juminzei.apps.crosschecks.models.answer import AnswerOutcome, LetterAnswer
from juminzei.apps.crosschecks.models.case import (
    WORKED_ON,
    Case,
    CaseEvent,
    CaseLetter,
    CaseResult,
    CaseState,
    CheckRun,
    LetterKind,
)

__all__ = [
    "WORKED_ON",
    "AnswerOutcome",
    "Case",
    "CaseEvent",
    "CaseLetter",
    "CaseResult",
    "CaseState",
    "CheckRun",
    "LetterAnswer",
    "LetterKind",
]
