"""How many rows of a file went where, also when its receiver was done before a process died."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.platform.documents.models import ReceivedFile
    from juminzei.platform.documents.receivers import Outcome


def counts_of(outcome: Outcome, before: ReceivedFile | None) -> dict[str, int]:
    """Return what became of a file's rows.

    Args:
        outcome: What its receiver says now.
        before: What stands for it among the received files, if what was done with that was
            this file's: a receiver that was done when a process died says that it knows it.
    """
    accepted, held, duplicates = outcome.accepted, outcome.held, outcome.duplicates
    if outcome.known and before is not None and before.complete:
        accepted = int(before.counts.get("accepted", 0))
        held = int(before.counts.get("held", before.counts.get("quarantined", 0)))
        duplicates = outcome.received - accepted - held
    return {
        "received_rows": outcome.received,
        "accepted": accepted,
        "held": held,
        "duplicates": duplicates,
    }
