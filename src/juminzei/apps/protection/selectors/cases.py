"""Cases as the list, the queues and a case's page show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.apps.protection.models import CaseMember, CaseState, ProtectionCase, ProtectionRequest

if TYPE_CHECKING:
    from django.db.models import QuerySet

MONTH = timedelta(days=31)
"""How long before its end a protection is looked at."""

QUEUES = {
    "undecided": "決定待ち",
    "expiring": "1か月以内に満了",
    "expired": "満了（終了の確認待ち）",
    "unconfirmed": "仮支援措置の確認期限切れ",
    "active": "支援措置中・仮支援措置",
    "closed": "終了・却下",
}


@dataclass(frozen=True, slots=True)
class CaseTerms:
    """Which cases are looked for; what is empty does not narrow."""

    queue: str = ""
    number: int | None = None
    kind: str = ""
    ends_from: date | None = None
    ends_until: date | None = None


def cases() -> QuerySet[ProtectionCase]:
    """Return every case with how it stands and who it is about."""
    return ProtectionCase.objects.select_related("standing", "addressee", "registered_by")


def found(terms: CaseTerms, *, on: date) -> QuerySet[ProtectionCase]:
    """Return the cases that ``terms`` ask for; a person is found also as one covered."""
    shown = cases()
    if terms.queue in QUEUES:
        shown = shown.filter(in_queue(terms.queue, on))
    if terms.number is not None:
        shown = shown.filter(members__addressee_id=terms.number)
    if terms.kind:
        shown = shown.filter(kind=terms.kind)
    if terms.ends_from:
        shown = shown.filter(standing__valid_until__gte=terms.ends_from)
    if terms.ends_until:
        shown = shown.filter(standing__valid_until__lte=terms.ends_until)
    return shown.distinct()


def in_queue(queue: str, on: date) -> Q:
    """Return what holds of the cases of a queue."""
    live = Q(standing__state__in=[CaseState.ACTIVE, CaseState.TEMPORARY])
    ends = "standing__valid_until"
    return {
        "undecided": Q(pk__in=undecided().values("case_id")),
        "expiring": live & Q(**{f"{ends}__gte": on, f"{ends}__lte": on + MONTH}),
        "expired": live & Q(**{f"{ends}__lt": on}),
        "unconfirmed": Q(standing__state=CaseState.TEMPORARY, standing__confirm_by__lt=on),
        "active": live,
        "closed": Q(standing__state__in=[CaseState.ENDED, CaseState.TURNED_DOWN]),
    }[queue]


def queue_counts(on: date) -> list[tuple[str, str, int]]:
    """Return each queue: key, name, how many cases stand in it."""
    return [
        (key, name, ProtectionCase.objects.filter(in_queue(key, on)).count())
        for key, name in QUEUES.items()
    ]


def undecided() -> QuerySet[ProtectionRequest]:
    """Return the requests that nobody has decided about, oldest first."""
    return ProtectionRequest.objects.filter(decision=None).order_by("pk")


def case_page(case_id: int) -> ProtectionCase | None:
    """Return a case with everybody it names, none if there is no such case."""
    wanted = cases().select_related("other_party")
    return wanted.prefetch_related("members__addressee").filter(pk=case_id).first()


def case_people(case_id: int) -> list[int]:
    """Return the addressee numbers of everybody whom a case names, the other party too."""
    members = CaseMember.objects.filter(case_id=case_id).values_list("addressee_id", flat=True)
    cases_of = ProtectionCase.objects.filter(pk=case_id, other_party__isnull=False)
    return [*members, *cases_of.values_list("other_party_id", flat=True)]


def history(case: ProtectionCase) -> list[ProtectionRequest]:
    """Return the requests of a case with what was decided, newest first."""
    requests = case.requests.select_related("requested_by", "decision__decided_by")
    return list(requests.order_by("-pk"))
