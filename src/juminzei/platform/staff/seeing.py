"""Which classes of data a page may show to whoever asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.platform.policy.columns import list_called, masked
from juminzei.platform.policy.data_class import data_classes
from juminzei.platform.policy.function import functions
from juminzei.platform.policy.matrix import matrix
from juminzei.platform.policy.outputs import masking_pages, outputs
from juminzei.platform.staff.services import NotPermittedError, data_seen

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember

SEEN = "juminzei.data_seen"


def see(request: HttpRequest, member: StaffMember, function: str, *, on: date) -> None:
    """Have the page show what ``member`` sees by carrying out ``function``, and no more.

    Raises:
        NotPermittedError: Something is withheld, and the page cannot mask it, or hands out a
            paper or file with it.
    """
    page = request.resolver_match.view_name if request.resolver_match else ""
    seen = classes_seen(member, function, on=on)
    output = outputs().get(page)
    needed = set(functions()[function].data) if page not in masking_pages() else set()
    needed |= set(output.data) & set(functions()[function].data) if output else set()
    refuse_unseen(member, function, needed - seen)
    request.META[SEEN] = request.META.get(SEEN, frozenset()) | seen


def refuse_order(request: HttpRequest, table: type, column: str) -> None:
    """Refuse to sort a list by a column that is masked: its order would tell it.

    Raises:
        NotPermittedError: It is masked.
    """
    if masked(list_called(table), [column], seen_on(request)):
        raise NotPermittedError("見られない欄では並べ替えられません。ほかの欄を選んでください。")


def refuse_search(request: HttpRequest, *classes: str) -> None:
    """Refuse to search by data that is masked, or that is not for searching.

    Raises:
        NotPermittedError: One of the classes is so.
    """
    unseen = set(classes) - seen_on(request)
    if unseen or any("search" not in data_classes()[key].uses for key in classes):
        raise NotPermittedError("見られないデータでは検索できません。")


def seen_on(request: HttpRequest) -> frozenset[str]:
    """Return the classes of data that this request's page may show."""
    seen: frozenset[str] = request.META.get(SEEN, frozenset())
    return seen


def classes_seen(member: StaffMember, function: str, *, on: date) -> frozenset[str]:
    """Return the classes that ``member`` sees by ``function``; asks only if grants differ."""
    whole = frozenset(functions()[function].data)
    if all(g.data_of(function) == whole for g in matrix().grants if function in g.functions):
        return whole
    return data_seen(member, function, on=on)


def refuse_unseen(member: StaffMember, function: str, unseen: set[str]) -> None:
    """Refuse if any class of data is withheld.

    Raises:
        NotPermittedError: One is.
    """
    if unseen:
        names = "、".join(one.name for key, one in data_classes().items() if key in unseen)
        raise NotPermittedError(
            f"職員 {member.staff_number} は、この画面のデータ区分「{names}」を見られません。"
            "必要な場合は、システム管理者に役割の付与を依頼してください。",
            actor=member,
            function=function,
        )
