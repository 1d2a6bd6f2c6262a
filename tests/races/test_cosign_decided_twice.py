"""Two supervisors decide about one request at the same moment: one decides, the other is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from juminzei.apps.conflicts.models import CosignDecision, CosignPurpose
from juminzei.apps.conflicts.services.cosign import ask_cosign, decide_cosign
from juminzei.apps.conflicts.services.refusal import ConflictsRefusedError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.close_staff import tied
from support.page_rows import AT, person, staff

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
ROUNDS = 10


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_one_of_two_supervisors_decides() -> None:
    me = person(1, "課税 花子", "カゼイ ハナコ")
    clerk = staff("1001")
    tied(clerk, me)
    deciders = [staff(f"200{n}", Role.TAX_SUPERVISOR) for n in range(2)]
    gate = Barrier(2)

    def decide(request_id: int, place: int) -> bool:
        gate.wait()
        try:
            decide_cosign(request_id=request_id, granted=place == 0, actor=deciders[place], at=AT)
        except ConflictsRefusedError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as threads:
        for _ in range(ROUNDS):
            request = ask_cosign(
                number=me.number,
                purpose=CosignPurpose.INQUIRY,
                reason="窓口で受けた",
                actor=clerk,
                at=AT,
            )
            decided = list(threads.map(decide, [request.pk] * 2, range(2)))
            assert sorted(decided) == [False, True]
            assert CosignDecision.objects.get(request=request).granted is decided[0]
    said = OutgoingRecord.objects.filter(
        action__in=["conflicts.cosign.granted", "conflicts.cosign.turned_down"]
    )
    assert said.count() == ROUNDS
