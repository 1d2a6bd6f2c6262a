"""Where each figure of the consolidated columns came from, told while they are made.

The consolidation of a city tells :data:`PLAIN`, which keeps nothing. For one person the
sheet has :class:`Kept` told by the same calculation, so that the sheet cannot say anything
but what was calculated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray


class Trace:
    """Is told what was taken from where, and keeps nothing of it."""

    def took(self, rule: str, columns: Iterable[str], document_ids: NDArray[np.int64]) -> None:
        """Columns were made from documents, none of them where there was none to take.

        Args:
            rule: A name of ``consolidation_rules.toml``.
            columns: Names of the kernel's columns.
            document_ids: Whose figures count, of all persons together.
        """

    def outdone(self, rule: str, columns: Iterable[str], persons: NDArray[np.int64]) -> None:
        """What was told of ``columns`` so far no longer counts for ``persons`` (places)."""

    def stands(self, rule: str, columns: Iterable[str], persons: NDArray[np.int64]) -> None:
        """What was told of ``columns`` counts for ``persons`` all the same, by this rule."""

    def passed_over(self, rule: str, document_ids: NDArray[np.int64]) -> None:
        """Whole documents count for nothing."""


PLAIN = Trace()


@dataclass
class Source:
    """From which documents one figure of one person came, and by which rule."""

    rule: str = ""
    document_ids: list[int] = field(default_factory=list)


@dataclass
class Kept(Trace):
    """Keeps what it is told of the one person who is consolidated."""

    sources: dict[str, Source] = field(default_factory=dict)
    """By column; what was told last counts."""
    left: dict[int, str] = field(default_factory=dict)
    """Documents that count for nothing, with the rule."""

    def took(self, rule: str, columns: Iterable[str], document_ids: NDArray[np.int64]) -> None:
        """Keep the documents of each column; several that are told under one rule add up."""
        ids = [int(one) for one in document_ids]
        for column in columns:
            source = self.sources.get(column)
            if source is None or source.rule != rule:
                self.sources[column] = Source(rule, list(ids))
            else:
                source.document_ids = sorted({*source.document_ids, *ids})

    def outdone(self, rule: str, columns: Iterable[str], persons: NDArray[np.int64]) -> None:
        """Forget what was told of the columns, if it is about the person."""
        if len(persons):
            for column in columns:
                self.sources[column] = Source(rule)

    def stands(self, rule: str, columns: Iterable[str], persons: NDArray[np.int64]) -> None:
        """Keep the documents of the columns under another rule."""
        if len(persons):
            for column in columns:
                self.sources.setdefault(column, Source()).rule = rule

    def passed_over(self, rule: str, document_ids: NDArray[np.int64]) -> None:
        """Keep why these documents count for nothing; the first reason stays."""
        for one in document_ids:
            self.left.setdefault(int(one), rule)
