"""Archives that we write: the same files are the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day in archives: when they were made tells nobody anything."""
PLAIN_FILE = 0o100600 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return an archive (ZIP) of files by name, in the order given."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, EPOCH)
            member.external_attr = PLAIN_FILE
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return content.getvalue()
