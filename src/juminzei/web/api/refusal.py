"""What an answer looks like that is none: a status and what is wrong, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.kernel.contract import ContractError

Problem = dict[str, object]
LONGEST_KEY = 200
"""Of what somebody sent as a key no more is sent back."""


class Refusal(Exception):  # noqa: N818 - it is an answer rather than an error
    """The call is not answered; ``problems`` say why."""

    def __init__(self, status: int, problems: Sequence[Problem], **headers: str) -> None:
        super().__init__(status)
        self.status = status
        self.problems = list(problems)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def response(self) -> HttpResponse:
        """Return the answer; plain ASCII, whatever odd characters the call held."""
        return HttpResponse(
            json.dumps({"errors": self.problems}),
            status=self.status,
            content_type="application/json",
            headers=self.headers,
        )


def refused(status: int, problem: str, remedy: str = "", **headers: str) -> Refusal:
    """Return the refusal of a whole call."""
    told: Problem = {"key": "", "problem": problem}
    return Refusal(status, [told | ({"remedy": remedy} if remedy else {})], **headers)


def problem_of(error: ContractError, index: int) -> Problem:
    """Return what is wrong with the request at ``index``, from 0, and what to do."""
    problem, _, remedy = error.problem.partition("; ")
    told: Problem = {"index": index, "key": error.key[:LONGEST_KEY], "problem": problem}
    return told | ({"remedy": remedy} if remedy else {})
