"""The address block as the templates print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.notices.type_size import fitting

if TYPE_CHECKING:
    from juminzei.notices.computation_page import Values
    from juminzei.notices.recipient import Recipient

PLACE = 840
"""Width of the block, tenths of a millimetre."""


def recipient_values(recipient: Recipient) -> Values:
    """Return postcode, address and name with the sizes at which they fit two lines each."""
    r = recipient
    name = f"{r.name}　{r.honorific}"
    return {
        "postcode": f"{r.postcode[:3]}-{r.postcode[3:]}" if r.postcode else "",
        "address": r.address,
        "address-size": fitting(r.address, sizes=(100, 90, 80, 70), place=PLACE, lines=2) / 10,
        "name": r.name,
        "honorific": r.honorific,
        "name-size": fitting(name, sizes=(130, 110, 95, 80), place=PLACE, lines=2) / 10,
    }
