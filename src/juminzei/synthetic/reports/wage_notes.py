"""What employers write into the note (摘要), and how they want the tax collected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.synthetic.dice import TEN_THOUSAND
from juminzei.synthetic.earning.declarations import NOTHING
from juminzei.synthetic.earning.families import Family
from juminzei.synthetic.earning.jobs import Work
from juminzei.synthetic.people import writing
from juminzei.synthetic.reports.wage_figures import figures

if TYPE_CHECKING:
    from juminzei.synthetic.earning.jobs import Job
    from juminzei.synthetic.reports.wage_figures import Figures

TOO_LITTLE = 1_000_000
"""Yen of wages up to which employers ask for ordinary collection (普C); cities' limits differ."""
FLAG_FORGOTTEN, CODE_FORGOTTEN = 400, 300
IRREGULAR_SHARE, FAMILY_EMPLOYEE_SHARE = 100, 1500
SPELLINGS = ("普{}", "普{}", "普通徴収{}")


def collection(job: Job, found: Figures, lot: int) -> tuple[bool, str]:
    """Return whether the employer asks for ordinary collection, and the reason's letter.

    Args:
        job: What was paid.
        found: Its figures.
        lot: A number below ten thousand that decides what is forgotten.
    """
    reason = _reason(job, found, lot)
    if not reason or lot < FLAG_FORGOTTEN:
        return False, ""
    return True, "" if lot < FLAG_FORGOTTEN + CODE_FORGOTTEN else reason


def is_family_employee(job: Job, lot: int) -> bool:
    """Whether a shopkeeper's report is of a member of the family (青色事業専従者)."""
    alone = not job.employer.is_body and not job.secondary and job.left_on is None
    return alone and lot >= TEN_THOUSAND - FAMILY_EMPLOYEE_SHARE


def note(job: Job, reason: str) -> str:
    """Return the note: the reason for ordinary collection, and a previous job told in words."""
    parts = []
    if reason:
        spelling = SPELLINGS[len(job.employer.name) % len(SPELLINGS)]
        parts.append(spelling.format(writing.full_width(reason)))
    if job.previous is not None and job.previous_in_words:
        parts.append(_in_words(job.previous))
    return "\u3000".join(parts)


def _reason(job: Job, found: Figures, lot: int) -> str:
    if job.left_on is not None:
        return "F"
    if job.secondary:
        return "B"
    if is_family_employee(job, lot):
        return "E"
    if job.employer.tiny:
        return "A"
    if job.work is not Work.REGULAR and found.revenue <= TOO_LITTLE:
        return "C"
    return "D" if lot >= TEN_THOUSAND - IRREGULAR_SHARE else ""


def _in_words(before: Job) -> str:
    left = before.left_on
    day = f"{left.month}月{left.day}日退職" if left else ""
    withheld = figures(before, Family(), NOTHING).withheld
    return writing.full_width(
        f"前職{before.employer.name} 給与{before.revenue}円"
        f" 社保{before.social_insurance}円 源泉{withheld}円 {day}"
    )
