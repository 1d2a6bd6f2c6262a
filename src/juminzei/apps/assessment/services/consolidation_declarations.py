"""What persons declared of themselves and their family, each relative counted once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from juminzei.kernel.columns import Disability

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.apps.assessment.services.consolidation_documents import Documents
    from juminzei.apps.assessment.services.consolidation_trace import Trace
    from juminzei.base.money import Counts, Flags

SPOUSE, SPOUSE_OF_SECONDARY, ELDERLY_SPOUSE = "1", "3", "3"
"""控除対象配偶者の有無等: 1 and 3 on a wage report (主・従); on a pension report 3 is 老人."""
COUNTED = (
    *("dependants_specified", "dependants_elderly", "dependants_elderly_cohabiting"),
    *("dependants_other", "dependants_under16"),
    *("disabled_special", "disabled_special_cohabiting", "disabled_other"),
)
"""Counts that reports and the kernel call by the same name."""
PARTS = {
    "dependants_elderly_cohabiting": "dependants_elderly",
    "disabled_special_cohabiting": "disabled_special",
}
"""Of which (内): never more than the count that it is part of."""
DISABILITIES = {
    "none": Disability.NONE,
    "ordinary": Disability.ORDINARY,
    "special": Disability.SPECIAL,
}

Block = dict[str, "NDArray[Any]"]


def family(wages: Documents, pensions: Documents, persons: int, trace: Trace) -> Block:
    """Return spouse, dependants and disabled relatives of each person, from one document.

    Relatives stand in every report of a person again, so exactly one report is
    believed: the main wage report; where no year-end adjustment confirmed it and it
    declares nobody, the next 甲欄 report that declares somebody; where no such wage
    report does, the pension report that does. A 乙欄 report never counts.

    Assumptions, where the reports are silent: a spouse without a stated income has
    none, so always on a pension report. It names spouses of up to 950,000 yen; above the
    dependant's limit such a spouse is counted among the relatives of the thresholds and
    in 調整控除, and from 70 has 50,000 yen more, until a return tells the income. Relatives
    abroad whom a payer accepted have the papers; disabled relatives are told by number,
    so the spouse's own disability stays 0.
    """
    blocks = [_wage_family(wages), _pension_family(pensions)]
    believed = _believed(wages, blocks[0]["declares"])
    merged = {
        name: np.concatenate([blocks[0][name][believed], blocks[1][name]]) for name in blocks[0]
    }
    person = np.concatenate([wages.person[believed], pensions.person])
    of_pension = np.arange(len(person)) >= int(believed.sum())
    order = np.lexsort((of_pension, ~merged["declares"], person))
    ordered = person[order]
    first = order[np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)])]
    ids = np.concatenate([wages["document_id"][believed], pensions["document_id"]])[first]
    trace.took("one_family", [name for name in merged if name != "declares"], ids)
    return {
        name: _spread(person[first], values[first], persons)
        for name, values in merged.items()
        if name != "declares"
    }


def own_status(wages: Documents, pensions: Documents, persons: int, trace: Trace) -> Block:
    """Return what persons are themselves: true if any of their documents says so.

    A report may be silent because the payer was not told; it is never evidence against
    another. ひとり親 excludes 寡婦; whether mother or father is told by the register, later.
    """
    disability = np.zeros(persons, dtype=np.int64)
    flags = {
        name: np.zeros(persons, dtype=np.bool_)
        for name in ("widow", "single_parent", "working_student")
    }
    for documents in (wages, pensions):
        codes = [int(DISABILITIES.get(text, 0)) for text in documents["self_disability"]]
        np.maximum.at(disability, documents.person, np.array(codes, dtype=np.int64))
        trace.took("any_status", ["disability"], documents["document_id"][np.array(codes) > 0])
        for name, flag in flags.items():
            if name in documents.columns:
                np.logical_or.at(flag, documents.person, documents[name])
                trace.took("any_status", [name], documents["document_id"][documents[name]])
    return {
        "disability": disability,
        "widow": flags["widow"] & ~flags["single_parent"],
        "single_parent": flags["single_parent"].astype(np.int64),
        "working_student": flags["working_student"],
    }


def _believed(wages: Documents, declares: Flags) -> Flags:
    """Return which wage reports may speak: the main one, others only where it is unconfirmed."""
    main = np.zeros(len(wages), dtype=np.bool_)
    main[wages.first_of_each()] = True
    confirmed = main & wages["adjusted"]
    persons_confirmed = wages.person[confirmed]
    others = ~main & declares & ~np.isin(wages.person, persons_confirmed)
    believed: Flags = (main | others) & ~wages["secondary"]
    return believed


def _wage_family(wages: Documents) -> Block:
    status = wages["spouse_status"]
    spouse = (
        (status == SPOUSE)
        | (status == SPOUSE_OF_SECONDARY)
        | (wages["spouse_deduction_stated"] > 0)
    )
    return _family_block(
        wages, spouse, np.where(spouse, wages["spouse_income"], 0), wages["spouse_elderly"]
    )


def _pension_family(pensions: Documents) -> Block:
    status = pensions["spouse_status"]
    elderly = status == ELDERLY_SPOUSE
    spouse = (status == SPOUSE) | elderly
    return _family_block(pensions, spouse, np.zeros(len(pensions), dtype=np.int64), elderly)


def _family_block(
    documents: Documents, spouse: Flags, spouse_income: Counts, elderly: Flags
) -> Block:
    nobody = np.zeros(len(documents), dtype=np.int64)
    counts = {name: documents.columns.get(name, nobody) for name in COUNTED}
    for part, whole in PARTS.items():
        counts[part] = np.minimum(counts[part], counts[whole])
    declares = spouse | np.any([count > 0 for count in counts.values()], axis=0)
    return {
        "declares": declares.astype(np.bool_),
        "has_spouse": spouse.astype(np.bool_),
        "spouse_income": spouse_income,
        "spouse_elderly": (spouse & elderly).astype(np.bool_),
        **counts,
    }


def _spread(places: NDArray[np.int64], values: NDArray[Any], persons: int) -> NDArray[Any]:
    column = np.zeros(persons, dtype=values.dtype)
    column[places] = values
    return column
