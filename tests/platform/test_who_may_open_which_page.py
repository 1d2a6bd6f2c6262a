"""Each page and button against each role: whose it is, who is refused, and what is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import AssessmentRun, AssessmentVersion, RunState
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.document_rows import pension, wage
from support.page_rows import AT, staff
from support.small_city import calculated, small_city

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
CLERKS = {Role.TAX_CLERK, Role.TAX_SUPERVISOR}
LOOKERS = CLERKS | {Role.COLLECTION_CLERK}
OFFICERS = {Role.PRIVACY_OFFICER, Role.AUDITOR}
PEOPLE = [role for role in Role if role not in {Role.BATCH, Role.CLIENT}]
REFUSED = {403, 404}
"""Not allowed, or not there for whoever may see no such thing."""

LOOKED_AT: dict[str, set[Role]] = {
    "/search/": LOOKERS,
    "/taxable/": LOOKERS,
    "/files/": CLERKS,
    "/quarantine/": CLERKS,
    "/closing/": CLERKS,
    "/exchange/waiting/": CLERKS,
    "/matching/": CLERKS,
    "/matching/{document}/": CLERKS,
    "/persons/{person}/": LOOKERS,
    "/api/v1/": LOOKERS,
    "/estimate/": LOOKERS,
    "/estimate/?version={version}": LOOKERS,
    "/runs/": set(PEOPLE),
    "/runs/{run}/": set(PEOPLE),
    "/runs/{run}/progress/": set(PEOPLE),
    "/runs/{run}/exceptions/no_document/": LOOKERS,
    "/simulate/": CLERKS,
    "/oversight/records/": OFFICERS,
    "/oversight/findings/": OFFICERS,
    "/oversight/watched/": {Role.PRIVACY_OFFICER},
    "/oversight/number-views/": {Role.PRIVACY_OFFICER, Role.TAX_SUPERVISOR},
}
"""Pages by the roles that may open them, as the city's rule has it."""

DONE: dict[str, set[Role]] = {
    "/matching/{document}/decide/": CLERKS,
    "/matching/decisions/1/undo/": CLERKS,
    "/quarantine/1/retake/": CLERKS,
    "/quarantine/1/resolve/": CLERKS,
    "/closing/close/": CLERKS,
    "/closing/reopen/": CLERKS,
    "/estimate/print/": LOOKERS,
    "/amounts/{version}/total/print/": CLERKS,
    "/runs/{run}/stop/": CLERKS,
    "/runs/{run}/review/": CLERKS,
    "/runs/{run}/fix/": {Role.TAX_SUPERVISOR},
    "/simulate/file/": CLERKS,
    "/simulate/change.toml": CLERKS,
    "/oversight/findings/inspect/": {Role.PRIVACY_OFFICER},
    "/oversight/watched/enter/": {Role.PRIVACY_OFFICER},
    "/oversight/findings/1/decide/": {Role.PRIVACY_OFFICER},
}
"""Buttons by the roles that may press them."""


@pytest.fixture
def places() -> dict[str, int]:
    """A calculated city with a document in the queue."""
    city = small_city()
    document = wage(None, 1_000_000)
    pension(None, 1_000_000)
    run = calculated(staff("9001", Role.TAX_SUPERVISOR))
    version = AssessmentVersion.objects.get(run=run, addressee_id=city.employee)
    return {"document": document, "person": city.employee, "run": run.pk, "version": version.pk}


def status(client: Client, address: str, *, press: bool) -> int:
    return (client.post if press else client.get)(address).status_code


def on_record() -> bool:
    """Return whether the newest record is of a refused function, not of a thing not there."""
    newest = OutgoingRecord.objects.exclude(action="permission.denied.repeatedly").latest("pk")
    return newest.action == "permission.denied" and bool(newest.function)


CASES = [
    *(pytest.param(page, may, False, id=page) for page, may in LOOKED_AT.items()),
    *(pytest.param(page, may, True, id=f"press {page}") for page, may in DONE.items()),
]


@pytest.mark.parametrize(("page", "may", "press"), CASES)
def test_a_page_is_refused_to_exactly_the_other_roles(
    page: str, may: set[Role], places: dict[str, int], client: Client, *, press: bool
) -> None:
    refused = set()
    for place, role in enumerate(PEOPLE):
        client.force_login(staff(f"10{place:02}", role, valid_from=AT.date().replace(month=1)))
        if status(client, page.format(**places), press=press) in REFUSED and on_record():
            refused.add(role)
    assert refused == set(PEOPLE) - may


@pytest.mark.parametrize(("page", "may", "press"), CASES)
def test_nobody_gets_in_who_has_not_signed_in(
    page: str, may: set[Role], places: dict[str, int], client: Client, *, press: bool
) -> None:
    assert may
    address = page.format(**places)
    before = OutgoingRecord.objects.count()
    answer = (client.post if press else client.get)(address)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")
    assert OutgoingRecord.objects.count() == before


@pytest.mark.parametrize("page", DONE)
def test_a_button_is_never_pressed_by_a_link(
    page: str, places: dict[str, int], client: Client
) -> None:
    """The pages that ask first, before a run is reviewed or fixed, change nothing either."""
    client.force_login(staff("1001", Role.TAX_SUPERVISOR))
    recorded = list(OutgoingRecord.objects.values_list("action", flat=True))
    answer = client.get(page.format(**places))

    assert answer.status_code in {200, 302, 405}  # asks first, leads back, or is no page
    assert AssessmentRun.objects.get().state == RunState.CALCULATED
    assert list(OutgoingRecord.objects.values_list("action", flat=True)) == recorded


def test_a_refusal_is_on_record_under_who_was_refused(
    places: dict[str, int], client: Client
) -> None:
    client.force_login(staff("1001", Role.COLLECTION_CLERK))
    assert status(client, f"/matching/{places['document']}/", press=False) == 404

    record = OutgoingRecord.objects.order_by("pk").last()
    assert record is not None
    assert record.staff_number == "1001"
    assert "見本" not in str(record.details)
