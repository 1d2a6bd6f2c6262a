"""Documents that go with a number when it is taken apart from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import MatchDecision, MatchState, TaxDocument
from juminzei.linkage.points import RULES_VERSION
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

REASON = {"stage": "separation", "sentence": "宛名の分離により、分離した番号の資料としました。"}


def move_documents(
    documents: Collection[int], *, to: int, actor: StaffMember, at: datetime
) -> None:
    """Append to each document the decision that it is ``to``'s, in the caller's act.

    The act's own record names it; which documents went stands in the separation.

    Args:
        documents: Keys of documents that somebody has matched.
        to: The addressee number.
        actor: Who decided on the separation; needs ``merging.decide``.
        at: When.

    Raises:
        NotPermittedError: The actor may not.
    """
    require(actor, "merging.decide", on=at.date())
    for document in TaxDocument.objects.select_for_update().filter(pk__in=documents):
        MatchDecision.objects.create(
            document=document,
            outcome=MatchState.CLERK,
            addressee_id=to,
            reason={**REASON, **_found_under(document)},
            rules_version=RULES_VERSION,
            decided_by=actor,
            decided_at=at,
        )
        document.match_state = MatchState.CLERK
        document.addressee_id = to
        document.save(update_fields=["match_state", "addressee"])


def _found_under(document: TaxDocument) -> dict[str, int]:
    """Return under which number the document was found: that may be taken apart as well."""
    newest = document.decisions.order_by("-pk").first()
    why = newest.reason if newest is not None else {}
    return {"under": why["under"]} if "under" in why else {}
