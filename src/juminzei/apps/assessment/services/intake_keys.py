"""The keys by which a document is known again.

Individual Numbers are in neither of them. A number has only eleven free digits, so
that a hash in which it is the one thing unknown gives it away to whoever tries them
all; and a row that differs from another in nothing but a number is the same slip sent
again, not a second income.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from juminzei.apps.assessment.services.intake_columns import unless_a_number
from juminzei.base.japanese_text import kana_key, name_key
from juminzei.formats.pension_report import PensionReport
from juminzei.formats.wage_report import WageReport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.formats.relative import Relative

    Report = WageReport | PensionReport

NOT_CONTENT: Final = {
    # how the row was written, not what it says
    *("eltax_prefix", "other_cells", "trailing"),
    # read apart, because numbers stand among them
    *("individual_number", "payer_identifier", "spouse", "dependants", "under16"),
    *("recipient_reference", "collector_number"),
    "submission",
}
APART: Final = "\x1f"
"""Stands between fields and in none of them."""

KEY_DIGITS: Final = 32
"""Of SHA-256's 64: 128 bits tell all documents of Japan apart in half the index."""


def _content_of(kind: type[Report]) -> attrgetter[tuple[object, ...]]:
    return attrgetter(*(field.name for field in fields(kind) if field.name not in NOT_CONTENT))


CONTENT: Final = {kind: _content_of(kind) for kind in (WageReport, PensionReport)}


def content_key(report: Report, submission: str) -> str:
    """Return the key of everything that a row says but for Individual Numbers.

    Args:
        report: The row.
        submission: 提出区分; given apart, so that the row that a cancellation
            repeats can be asked for.
    """
    parts = [submission, report.payer_number, _relative(report.spouse)]
    parts += map(_relative, report.dependants)
    parts.append("")
    parts += map(_relative, report.under16)
    parts.append(unless_a_number(report, report.recipient_reference))
    parts.append(unless_a_number(report, report.collector_number))
    parts.append(repr(CONTENT[type(report)](report)))
    return _digest(parts)


def slip_key(kind: str, report: Report) -> str:
    """Return the key by which a correction or cancellation names the slip that it is about.

    It is the payer and the payer's own reference of the recipient, or the
    recipient's name and birth date where the payer gives none.
    """
    payer = report.payer_number or name_of_payer(report.payer_name)
    reference = unless_a_number(report, report.recipient_reference).strip()
    recipient = reference or f"{kana_key(report.kana)}{APART}{report.birth_on}"
    how = "reference" if reference else "person"
    return _digest([kind, str(report.income_year), payer, how, recipient])


@lru_cache(maxsize=10_000)
def name_of_payer(name: str) -> str:
    """Return the key of a payer's name."""
    return name_key(name)


def _relative(relative: Relative | None) -> str:
    if relative is None:
        return ""
    return f"{relative.kana}/{relative.name}/{relative.kind}/{relative.place}"


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256(APART.join(parts).encode()).hexdigest()[:KEY_DIGITS]
