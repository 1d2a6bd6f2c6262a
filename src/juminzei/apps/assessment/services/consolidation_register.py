"""What the register, the welfare office and the law of the year add to the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.columns import SingleParent

if TYPE_CHECKING:
    from juminzei.apps.assessment.services.consolidation_departments import KnownElsewhere
    from juminzei.apps.assessment.services.consolidation_persons import Persons
    from juminzei.apps.assessment.services.consolidation_ruling import Block
    from juminzei.apps.assessment.services.consolidation_trace import Trace
    from juminzei.base.money import Flags
    from juminzei.kernel.law import Law

BY_REGISTER = ("age", "minor", "property_only", "income_elsewhere")


def of_the_register(
    columns: Block,
    persons: Persons,
    elsewhere: KnownElsewhere,
    *,
    income_known: Flags,
    law: Law,
    trace: Trace,
) -> Block:
    """Return ``columns`` with what persons are by the frozen list and the welfare office.

    That counts whatever documents say.

    Of an owner of a house who lives elsewhere the income is unknown here, unless a return
    or the notice of the city where he lives tells it.

    Args:
        columns: As the documents make them.
        persons: As the frozen list has them.
        elsewhere: What other departments know of them.
        income_known: Of whom a return or such a notice counts.
        law: The year's law.
        trace: Told what came from where.
    """
    adult = columns["has_spouse"] & law.national.personal_exemption.married_are_adult
    parent = np.where(persons.female, int(SingleParent.MOTHER), int(SingleParent.FATHER))
    nothing = np.zeros(0, dtype=np.int64)
    trace.took("register", BY_REGISTER, nothing)
    trace.took("welfare_office", ["public_assistance"], nothing)
    return {
        **columns,
        "age": persons.age,
        "minor": persons.minor & ~adult,
        "property_only": persons.property_only,
        "public_assistance": elsewhere.assisted,
        "income_elsewhere": persons.property_only & ~income_known,
        "single_parent": np.where(columns["single_parent"] > 0, parent, 0),
    }
