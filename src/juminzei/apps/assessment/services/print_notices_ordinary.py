"""The ordinary tax notices of a run: in which file, in which order, with which figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.assessment.selectors import notices as stored
from juminzei.apps.assessment.services.notice_figures import computations
from juminzei.apps.assessment.services.notice_recipients import own_address, person, undrawable
from juminzei.base.numbers import addressee_number
from juminzei.notices.glyphs import drawable
from juminzei.notices.ordinary.form import OrdinaryNotice, PensionPayment, Term
from juminzei.notices.ordinary.slips import payment_slip
from juminzei.notices.packing import pack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.apps.assessment.selectors.notices import Addressed, Due
    from juminzei.apps.assessment.services.notice_recipients import Received
    from juminzei.apps.correspondence import api as correspondence
    from juminzei.kernel.law import Law
    from juminzei.notices.recipient import Recipient
    from juminzei.notices.wording.city_wording import Wording

PROVISIONAL = "pension_provisional"


@dataclass(frozen=True, slots=True)
class Planned:
    """A notice that is to be printed; ``pages`` are known before it is drawn."""

    version_id: int
    addressee_id: int
    recipient: Recipient
    payer: str
    taxed_at: str
    pages: int
    by_hand: tuple[str, ...]

    @property
    def number(self) -> str:
        """通知書番号: the addressee number, one notice a person and year."""
        return addressee_number.text(self.addressee_id)


def plan(
    run: AssessmentRun, received: Received, protected: frozenset[int], limit: int
) -> list[list[Planned]]:
    """Return the files of the run, each a list of notices in the order of posting.

    Notices that a person has to look at first come last, in files of their own; those
    of people to whom sending is stopped are in none.

    Args:
        run: The run.
        received: Who receives whose notice.
        protected: Addressee numbers of protected persons.
        limit: Pages of a file at most.
    """
    people = stored.people_with_slips_or_pension(run)
    addresses = stored.taxed_at(run.tax_year)
    planned = [
        _planned(who, received[who.addressee_id], addresses, protected)
        for who in people
        if who.addressee_id in received and not received[who.addressee_id].stopped
    ]
    planned.sort(key=lambda notice: (*notice.recipient.sorting_key, notice.number))
    files: list[list[Planned]] = []
    for by_hand in (False, True):
        group = [notice for notice in planned if bool(notice.by_hand) == by_hand]
        packed = pack([notice.pages for notice in group], limit)
        files += [[group[piece.notice] for piece in pieces] for pieces in packed]
    return files


def _planned(
    who: Addressed,
    to: correspondence.Recipient,
    addresses: Mapping[int, str],
    protected: frozenset[int],
) -> Planned:
    recipient, by_hand = person(to, protected)
    taxed_at = own_address(to, addresses.get(who.addressee_id, ""), protected)
    return Planned(
        version_id=who.version_id,
        addressee_id=who.addressee_id,
        recipient=recipient,
        payer=drawable(to.person_name).text,
        taxed_at=drawable(taxed_at).text,
        pages=2 if who.ordinary_amount else 1,
        by_hand=tuple(dict.fromkeys((*by_hand, *undrawable([taxed_at])))),
    )


def notices(
    planned: Sequence[Planned],
    *,
    tax_year: int,
    law: Law,
    wording: Wording,
    confirmation_key: bytes,
) -> tuple[OrdinaryNotice, ...]:
    """Return the notices of one file with their figures."""
    version_ids = [notice.version_id for notice in planned]
    ledger = stored.decided(version_ids)
    due = stored.instalments(version_ids)
    before = stored.previous_totals(tax_year, [notice.addressee_id for notice in planned])
    worked = computations([ledger[key].inputs for key in version_ids], law)

    made = []
    for notice, computation in zip(planned, worked, strict=True):
        decided = ledger[notice.version_id]
        terms = _terms(due[notice.version_id])
        slips = [
            payment_slip(
                term,
                number=notice.number,
                tax_year=tax_year,
                version=decided.version,
                wording=wording,
                confirmation_key=confirmation_key,
            )
            for term in terms
        ]
        made.append(
            OrdinaryNotice(
                number=notice.number,
                tax_year=tax_year,
                recipient=notice.recipient,
                payer=notice.payer,
                taxed_at=notice.taxed_at,
                computation=computation,
                ordinary_amount=decided.ordinary_amount,
                special_amount=decided.special_amount,
                pension_amount=decided.pension_amount,
                terms=terms,
                pension_payments=_pension_payments(due[notice.version_id]),
                slips=tuple(slips),
                previous_total=before.get(notice.addressee_id),
                by_hand=notice.by_hand,
            )
        )
    return tuple(made)


def _terms(due: Sequence[Due]) -> tuple[Term, ...]:
    return tuple(Term(d.term, d.amount, d.due_on) for d in due if d.kind == "ordinary")


def _pension_payments(due: Sequence[Due]) -> tuple[PensionPayment, ...]:
    return tuple(
        PensionPayment(d.month, d.amount, provisional=d.kind == PROVISIONAL)
        for d in due
        if d.kind.startswith("pension")
    )
