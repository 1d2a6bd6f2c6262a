"""What is wrong with a request."""

from __future__ import annotations


class ContractError(ValueError):
    """A request cannot be calculated; the text names the key, what is wrong and what to do."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}")
        self.key = key
        self.problem = problem
