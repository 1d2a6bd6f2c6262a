"""What every question comes to: answers in the order asked, or what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juminzei.web.settings import CONFIGURATION

if TYPE_CHECKING:
    from juminzei.web.api.refusal import Problem


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers in the order of the requests, or what is wrong with some of them."""

    answers: list[dict[str, object]]
    problems: list[Problem] = field(default_factory=list)
    tax_years: list[int] = field(default_factory=list)
    draft: bool = False
    """Whether a law behind the answers still awaits its review."""


def of_this_city(record: object) -> object:
    """Return a request that names its city; without one it is the installation's."""
    if not isinstance(record, dict) or "municipality" in record:
        return record
    return {**record, "municipality": CONFIGURATION.municipality}
