"""Why an act on unified numbers is refused."""

from __future__ import annotations


class UnifiedRefusedError(Exception):
    """The act cannot be done so; nothing was done, the text says what to do."""


class NumbersUsedUpError(UnifiedRefusedError):
    """There are no serials left."""


class AskRefusedError(UnifiedRefusedError):
    """Another system's question cannot be answered.

    Attributes:
        key: Which field, from the outside in, parted by dots; empty for the whole.
        code: What kind of mistake, for programs.
        problem: What is wrong, without the value.
        remedy: What to do.
    """

    def __init__(self, key: str, code: str, problem: str, remedy: str) -> None:
        super().__init__(f"{key}：{problem}{remedy}")
        self.key, self.code, self.problem, self.remedy = key, code, problem, remedy
