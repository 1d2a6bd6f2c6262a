"""Proposals: those that wait, one of them, and what stands in the way of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.apps.merging.models import MergeProposal

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet


def proposals() -> QuerySet[MergeProposal]:
    """Return all proposals with who asked and who decided."""
    return MergeProposal.objects.select_related("proposed_by", "decision__decided_by")


def waiting() -> QuerySet[MergeProposal]:
    """Return what nobody has decided yet."""
    return proposals().filter(decision=None)


def waiting_about(numbers: Collection[int]) -> MergeProposal | None:
    """Return a proposal that waits about one of ``numbers``, if there is any."""
    about = Q(survivor__in=numbers) | Q(merged_away__in=numbers)
    return waiting().filter(about).order_by("pk").first()
