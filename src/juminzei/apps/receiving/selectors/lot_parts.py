"""The files that came in a lot of another city."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from juminzei.apps.assessment.api import open_rows
from juminzei.platform.documents.models import ReceivedFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet


def parts_of(received_file_ids: Sequence[int]) -> QuerySet[ReceivedFile]:
    """Return the received files that came in the lots for which the given ones stand."""
    return ReceivedFile.objects.filter(part_of__in=received_file_ids).order_by("pk")


def open_rows_with_parts(received_file_ids: Sequence[int]) -> dict[int, int]:
    """Return how many rows of each file, or of the files of each lot, wait for somebody."""
    whole = dict(parts_of(received_file_ids).values_list("pk", "part_of"))
    found: defaultdict[int, int] = defaultdict(int)
    for key, rows in open_rows([*received_file_ids, *whole]).items():
        found[whole.get(key) or key] += rows
    return dict(found)
