"""Whom notices go to, which of them a person has to look at first, and which are not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import NoticeKind
from juminzei.apps.assessment.selectors import notices as stored
from juminzei.apps.correspondence.api import recipients
from juminzei.base.numbers import addressee_number
from juminzei.formats.register_reasons import Reason
from juminzei.notices.glyphs import drawable
from juminzei.notices.printing import Refused
from juminzei.notices.recipient import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.apps.correspondence import api as correspondence

    Received = Mapping[int, correspondence.Recipient]
    """Who receives whose letters, by addressee number."""

PROTECTED = "支援措置対象者"
HIDDEN_ADDRESS = "（記載を省略しています）"
BY_CEASING = {
    Reason.DEATH: "死亡（送付先を確認）",
    Reason.MOVED_ABROAD: "国外転出（納税管理人を確認）",
}


def received(run: AssessmentRun, kind: NoticeKind, on: date) -> Received:
    """Return who receives the notices of everybody in the run who gets one of that form.

    Args:
        run: The run.
        kind: Which form; an ordinary notice without slips goes where letters about tax
            that is withheld from a pension go.
        on: The day of issue.
    """
    if kind == NoticeKind.SPECIAL:
        employees = [one.addressee_id for one in stored.employees(run)]
        return recipients(employees, tax="special", on=on)
    people = stored.people_with_slips_or_pension(run)
    slips = [one.addressee_id for one in people if one.ordinary_amount]
    pensions = [one.addressee_id for one in people if not one.ordinary_amount]
    return {
        **recipients(slips, tax="ordinary", on=on),
        **recipients(pensions, tax="pension", on=on),
    }


def not_printed(kind: NoticeKind, received: Received) -> tuple[Refused, ...]:
    """Return the notices that are not printed because sending is stopped, with the reason.

    An employee's page of a special notice goes to the employer with the others and is not
    among them: the employer has to know what to withhold.
    """
    if kind == NoticeKind.SPECIAL:
        return ()
    return tuple(
        Refused(addressee_number.text(number), f"発送停止：{received[number].stopped}")
        for number in sorted(received)
        if received[number].stopped
    )


def held_back(run: AssessmentRun, kind: NoticeKind) -> tuple[Refused, ...]:
    """Return the notices that are not printed because the tax is held (課税保留)."""
    numbers = stored.held_back(run, special=kind == NoticeKind.SPECIAL)
    return tuple(Refused(addressee_number.text(number), "課税保留") for number in numbers)


def person(
    to: correspondence.Recipient, protected: frozenset[int]
) -> tuple[Recipient, tuple[str, ...]]:
    """Return whom a person's notice goes to, and why it is to be posted by hand, if so.

    Args:
        to: Who receives the person's letters.
        protected: Addressee numbers of protected persons. Such a person's letter goes to
            the same address, but is enclosed by hand, so that it cannot slip into
            another envelope.
    """
    recipient, undrawn = drawn(Recipient(to.postcode, to.address, to.name))
    reasons = [] if protected.isdisjoint({to.person, to.receiver}) else [PROTECTED]
    if to.ceased_reason in BY_CEASING:
        reasons.append(BY_CEASING[Reason(to.ceased_reason)])
    return recipient, (*reasons, *undrawn)


def own_address(to: correspondence.Recipient, address: str, protected: frozenset[int]) -> str:
    """Return an address of the person for a notice, or nothing of it for somebody else's eyes."""
    return HIDDEN_ADDRESS if to.represented and to.person in protected else address


def employee_reasons(to: correspondence.Recipient | None) -> tuple[str, ...]:
    """Return why a person looks at an employee's page, which the employer hands over."""
    if to is None:
        return ()
    if to.stopped:
        return (f"本人への発送停止：{to.stopped}",)
    return (f"本人への送付：{to.why}",) if to.represented else ()


def drawn(recipient: Recipient) -> tuple[Recipient, tuple[str, ...]]:
    """Return the recipient as the font draws it, and what it cannot draw."""
    name, address = drawable(recipient.name), drawable(recipient.address)
    undrawn = undrawable((recipient.name, recipient.address))
    shown = Recipient(recipient.postcode, address.text, name.text, recipient.honorific)
    return shown, undrawn


def undrawable(texts: Iterable[str]) -> tuple[str, ...]:
    """Return a reason for each sign that the font lacks or draws in its standard form."""
    reasons: list[str] = []
    for text in texts:
        found = drawable(text)
        reasons += [f"印字できない文字 U+{ord(sign):04X}（〓で印字）" for sign in found.missing]
        reasons += [
            f"字形を印字できない文字 {_codes(pair)}（標準の字形で印字）"
            for pair in found.plain_form
        ]
    return tuple(dict.fromkeys(reasons))


def _codes(signs: str) -> str:
    return "+".join(f"U+{ord(sign):04X}" for sign in signs)
