"""Takes in folders of national returns for whoever receives files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.national_returns.models import StagedState
from juminzei.apps.national_returns.services.take_delivery import (
    KIND,
    DeliveryHeldError,
    register_counts,
    take_delivery,
)
from juminzei.formats.national_delivery import is_delivery
from juminzei.platform.documents.receivers import NotTakenError, Outcome

if TYPE_CHECKING:
    from juminzei.base.folder_contents import FolderContents
    from juminzei.platform.documents.receivers import Receipt


class NationalReturnReceiver:
    """国税連携の配信 (OWN-KOKUZEI)."""

    kind = KIND
    label = "国税連携の確定申告書"
    function = "documents.import"
    folder = True

    def recognises(self, folder: FolderContents, head: bytes) -> bool:
        """Return whether a folder has the manifest of a delivery."""
        del head
        return is_delivery(folder)

    def take(self, folder: FolderContents, receipt: Receipt) -> Outcome:
        """Take a delivery in.

        Raises:
            NotTakenError: It is held; why stands on the register.
            NotPermittedError: The actor may not.
        """
        try:
            taken = take_delivery(
                folder,
                channel=receipt.channel,
                actor=receipt.actor,
                at=receipt.at,
                workers=receipt.workers,
            )
        except DeliveryHeldError as refusal:
            raise NotTakenError(str(refusal)) from None
        if taken.known:
            number = taken.received
            return Outcome(number, 0, duplicates=number, known=True, file_id=taken.file_id)
        counts = register_counts(taken.received, taken.counts)
        return Outcome(
            received=taken.received,
            accepted=counts["accepted"],
            held=counts["held"],
            duplicates=counts["duplicates"],
            file_id=taken.file_id,
            further={"entry": taken.counts.get(StagedState.ENTRY, 0)},
        )


RECEIVERS = (NationalReturnReceiver(),)
