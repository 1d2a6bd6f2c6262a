"""Law that holds from a day on and not for one tax year: interest, seizure, retirement, limits."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar, cast

from juminzei.kernel.law_checks import check_head, toml_of
from juminzei.kernel.law_file import bind
from juminzei.kernel.parameters.changes import ChangeLaw
from juminzei.kernel.parameters.housing_loan import HousingLoanLaw
from juminzei.kernel.parameters.interest import InterestLaw
from juminzei.kernel.parameters.limits import AssessmentLimitLaw, CollectionLimitLaw
from juminzei.kernel.parameters.renovation import RenovationLaw
from juminzei.kernel.parameters.retirement import RetirementLaw
from juminzei.kernel.parameters.seizure import SeizureLaw
from juminzei.kernel.parameters.standing import StandingBody

FILES: dict[type[StandingBody], str] = {
    ChangeLaw: "changes",
    CollectionLimitLaw: "collection_limits",
    HousingLoanLaw: "housing_loan",
    InterestLaw: "interest",
    AssessmentLimitLaw: "assessment_limits",
    RenovationLaw: "renovation",
    RetirementLaw: "retirement",
    SeizureLaw: "seizure",
}
"""The file of each kind, in ``statutes/standing``."""

B = TypeVar("B", bound=StandingBody)


def standing(kind: type[B]) -> B:
    """Return the law of one kind, such as :class:`InterestLaw`.

    Raises:
        LawError: The file is wrong: which key, and what to do.
    """
    return cast("B", _by_name()[FILES[kind]])


@cache
def _by_name() -> dict[str, StandingBody]:
    """Return every standing law by the name of its file, read once."""
    return {name: _read(kind, name) for kind, name in FILES.items()}


def _read(kind: type[B], name: str) -> B:
    file = f"statutes/standing/{name}.toml"
    text = files("juminzei.kernel").joinpath(file).read_text(encoding="utf-8")
    return read_standing(kind, text, file=file)


def read_standing(kind: type[B], text: str, *, file: str) -> B:
    """Return one standing law file.

    Raises:
        LawError: The text is no TOML, or not of this kind or schema, or says that it was
            reviewed without naming two people.
    """
    body = bind(kind, toml_of(text, file=file), file=file, key="")
    check_head(body.schema, body.status, body.reviewed_by, file=file)
    return body
