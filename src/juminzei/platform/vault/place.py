"""Where a number lies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number lies beside the subject's own key.

    Args:
        subject_kind: What the subject is, such as ``"addressee"`` or ``"tax_document"``.
        field: Whose number it is there, such as ``"own"``, ``"recipient"``, ``"spouse"``.
    """

    subject_kind: str
    field: str
