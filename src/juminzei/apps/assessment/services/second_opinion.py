"""Documents whose number is another's than the rest says: two people decide about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.platform.staff.second_person import same_person

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import TaxDocument
    from juminzei.platform.staff.models import StaffMember

PROPOSED = "proposed"
ASKS_ANOTHER = (
    "職員がこの人と提案しました。記載の個人番号とほかの項目が別の人を指すため、"
    "別の職員が同じ人に決めると特定されます。"
)


class DecisionRefusedError(Exception):
    """The decision cannot be taken as things stand; the text tells the clerk why."""


def number_says_otherwise(document: TaxDocument) -> bool:
    """Return whether a valid number in the document is known, and matching doubted it.

    Matching notes, with each document that it leaves to a clerk, whose number stands in it;
    it leaves one with a known number only because other fields speak against that person.
    """
    if not document.number_valid:
        return False
    reasons = document.decisions.order_by("-pk").values_list("reason", flat=True)
    return any(reason["numbers"] for reason in reasons if "numbers" in reason)


def second_opinion(
    document: TaxDocument, addressee_id: int, actor: StaffMember
) -> StaffMember | None:
    """Return who has proposed the same person before, none if nobody has.

    Raises:
        DecisionRefusedError: The actor has proposed so and cannot confirm it as well.
    """
    newest = document.decisions.select_related("decided_by").order_by("-pk").first()
    if newest is None or newest.reason.get(PROPOSED) != addressee_id:
        return None
    if same_person(actor, newest.decided_by):
        raise DecisionRefusedError(
            "この人はあなたが提案しています。記載の個人番号とほかの項目が別の人を指すため、"
            "別の職員が確かめて決めてください。"
        )
    return newest.decided_by
