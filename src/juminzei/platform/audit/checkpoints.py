"""Signed checkpoints of the record: when one is due, how it is made, what it says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from juminzei.platform.audit.anchoring import copy_checkpoints
from juminzei.platform.audit.locking import locked
from juminzei.platform.audit.merkle import Frontier
from juminzei.platform.audit.models import AuditRecord, Checkpoint
from juminzei.platform.audit.signing import SigningKeyMissingError, current_key, signature
from juminzei.platform.audit.statements import checkpoint_statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

LOG = structlog.get_logger(__name__)

MOST_RECORDS = 1_000
LONGEST = timedelta(seconds=60)
"""A checkpoint follows this many records, or this time after a record, whichever is sooner."""


def checkpoint_when_due(at: datetime) -> Checkpoint | None:
    """Make a checkpoint if one is due, copy what is to be copied, and return what was made.

    A missing key, a record or checkpoint that somebody destroyed, or an unreachable second
    place does not stop anybody here: it is logged,
    and :mod:`juminzei.platform.audit.unanchored` refuses acts when it lasts.
    """
    last = _last()
    made = None
    if _due(last, at):
        try:
            made = make_checkpoint(at)
        except (SigningKeyMissingError, OSError, ValueError) as error:
            LOG.error("no checkpoint of the audit record", cause=str(error))  # noqa: TRY400 - the text says all
    copy_checkpoints(at)
    return made


def make_checkpoint(at: datetime) -> Checkpoint | None:
    """Make a checkpoint now; none if there is nothing to state, or another process just did.

    Raises:
        SigningKeyMissingError: There is no key to sign it with.
    """
    last = _last()
    tree = frontier_of(last)
    tree.extend(leaves(tree.size))
    newest = AuditRecord.objects.filter(sequence=tree.size).first()
    if newest is None:  # nothing is on record yet, or something was taken away
        return None
    with locked():
        if _last() != last:
            return None
        key = current_key(at)
        checkpoint = Checkpoint(
            number=last.number + 1 if last else 1,
            tree_size=tree.size,
            root=tree.root().hex(),
            chain_head=newest.digest,
            made_at=at,
            key_id=key.key_id,
            frontier=[root.hex() for root in tree.roots],
        )
        checkpoint.signature = signature(key, checkpoint_statement(checkpoint))
        checkpoint.save(force_insert=True)
    return checkpoint


def _last() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-number").first()


def frontier_of(checkpoint: Checkpoint | None) -> Frontier:
    """Return the tree as it was at ``checkpoint``, an empty one for none.

    A frontier that does not lead to the signed root is not used: the past is read again.
    """
    if checkpoint is None:
        return Frontier()
    try:
        tree = Frontier(checkpoint.tree_size, map(bytes.fromhex, checkpoint.frontier))
    except (ValueError, TypeError):
        tree = Frontier()
    if tree.size == checkpoint.tree_size and tree.root().hex() == checkpoint.root:
        return tree
    tree = Frontier()
    tree.extend(leaves(0, checkpoint.tree_size))
    return tree


def leaves(after: int, until: int | None = None) -> Iterator[bytes]:
    """Yield the digest of each record after the place ``after``, which is its leaf, in order."""
    records = AuditRecord.objects.filter(sequence__gt=after).order_by("sequence")
    if until is not None:
        records = records.filter(sequence__lte=until)
    for digest in records.values_list("digest", flat=True).iterator(chunk_size=5_000):
        yield bytes.fromhex(digest)


def _due(last: Checkpoint | None, at: datetime) -> bool:
    newest = AuditRecord.objects.order_by("-sequence").values_list("sequence", flat=True).first()
    if newest is None:
        return False
    if last is None:
        return True
    waiting, since = newest - last.tree_size, abs(at - last.made_at)  # a clock may go back
    another_day = at.date() != last.made_at.astimezone(at.tzinfo).date()
    return waiting >= MOST_RECORDS or (waiting > 0 and since >= LONGEST) or another_day
