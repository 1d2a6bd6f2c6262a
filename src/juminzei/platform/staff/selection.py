"""Which staff a list shows: found by words, narrowed by role, state, use and training."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from juminzei.platform.policy.matrix import matrix
from juminzei.platform.policy.roles import Role
from juminzei.platform.staff.models import (
    ReviewItem,
    RoleGrant,
    SecurityKey,
    StaffMember,
    Training,
)
from juminzei.platform.staff.safeguards import BUILT_IN
from juminzei.platform.staff.services import UNTRAINED

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

UNUSED = timedelta(days=60)
FILES = frozenset({"individual_number", "specific_personal", "tax"})
"""Classes of data of the seven files; with ``identity``, those of somebody whom one knows."""
STATES = {
    "serving": "有効",
    "coming": "開始前",
    "ended": "終了",
    "suspended": "棚卸しの決定待ちで停止",
    "resting": "失敗が続いて休止",
}


@dataclass(frozen=True, slots=True)
class StaffTerms:
    """What a list of staff is narrowed by; what is empty narrows nothing."""

    words: str = ""
    role: str = ""
    state: str = ""
    unused: bool = False
    untrained: bool = False
    suspected: bool = False


def found(terms: StaffTerms, at: datetime) -> QuerySet[StaffMember]:
    """Return the members that ``terms`` describe at a moment."""
    on = at.date()
    members = people()
    for word in terms.words.split():
        members = members.filter(
            Q(staff_number__contains=word) | Q(name__contains=word) | Q(department__contains=word)
        )
    if terms.role:
        members = members.filter(Exists(_grants(at).filter(role=terms.role)))
    if terms.state:
        members = members.filter(_in_state(terms.state, at))
    if terms.unused:
        members = members.filter(unused(at))
    if terms.untrained:
        trained = Training.objects.filter(completed_on__lte=on, valid_until__gte=on)
        of_member = trained.filter(staff_member=OuterRef("pk"))
        members = members.filter(Exists(_grants(at).exclude(role__in=UNTRAINED)))
        members = members.filter(_in_state("serving", at)).exclude(Exists(of_member))
    if terms.suspected:
        keys = SecurityKey.objects.filter(removed_at__isnull=True, suspected_at__isnull=False)
        members = members.filter(Exists(keys.filter(staff_member=OuterRef("pk"))))
    return members


def people() -> QuerySet[StaffMember]:
    """Return all members who are persons, not programs."""
    programs = RoleGrant.objects.filter(role__in=BUILT_IN, staff_member=OuterRef("pk"))
    return StaffMember.objects.exclude(Exists(programs))


def unused(at: datetime) -> Q:
    """Return what holds for members who did not come in for :data:`UNUSED`."""
    never = Q(last_login__isnull=True, valid_from__lt=(at - UNUSED).date())
    return (Q(last_login__lt=at - UNUSED) | never) & _in_state("serving", at)


def users_of_files(at: datetime) -> int:
    """Return how many serve now with a role that opens identified people's tax files."""
    day = matrix().on(at.date())
    roles = {
        grant.role
        for grant in day.grants
        if any(_opens_files(grant.data_of(function)) for function in grant.functions)
    }
    serving = people().filter(_in_state("serving", at))
    return serving.filter(Exists(_grants(at).filter(role__in=roles - BUILT_IN))).count()


def _opens_files(data: frozenset[str]) -> bool:
    return "identity" in data and bool(data & FILES)


def _grants(at: datetime) -> QuerySet[RoleGrant]:
    """Return the grants in force of the member that is looked at."""
    on = at.date()
    held = RoleGrant.objects.filter(staff_member=OuterRef("pk"), valid_from__lte=on)
    held = held.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))
    return held.filter(Q(lapses_at__isnull=True) | Q(lapses_at__gt=at))


def _in_state(state: str, at: datetime) -> Q:
    on = at.date()
    begun = Q(valid_from__lte=on)
    over = Q(valid_until__lt=on) | Q(lapses_at__lte=at) | Q(is_active=False)
    late = ReviewItem.objects.filter(kept__isnull=True, review__deadline__lt=on)
    undecided = Q(Exists(late.filter(staff_member=OuterRef("pk"))))
    kept = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    kept &= (Q(lapses_at__isnull=True) | Q(lapses_at__gt=at)) & Q(is_active=True)
    return {
        "serving": begun & kept & ~undecided,
        "coming": ~begun & kept,
        "ended": over,
        "suspended": begun & kept & undecided,
        "resting": Q(rests_until__gt=at),
    }[state]


def role_choices() -> list[tuple[str, str]]:
    """Return the roles that persons hold, with their names."""
    return [(role.value, str(role.label)) for role in Role if role not in BUILT_IN]
