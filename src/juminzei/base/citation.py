"""Which article a rule comes from, kept as data so that the law index can be generated."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Rule = TypeVar("Rule", bound="Callable[..., object]")


def cites(*articles: str) -> Callable[[Rule], Rule]:
    """Mark a rule as coming from ``articles``, such as ``"地方税法314条の6"``."""

    def mark(rule: Rule) -> Rule:
        rule.__citations__ = articles  # type: ignore[attr-defined]  # functions take attributes
        return rule

    return mark


def citations(rule: Callable[..., object]) -> tuple[str, ...]:
    """Return the articles that ``rule`` was marked with, none if it was not."""
    return getattr(rule, "__citations__", ())
