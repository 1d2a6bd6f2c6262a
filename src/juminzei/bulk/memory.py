"""What the C library does with memory that one batch frees and the next one needs."""

from __future__ import annotations

import ctypes
from functools import cache

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""Names of glibc's settings, from its ``malloc.h``."""
KEPT_BYTES = 64 * 2**20
LARGEST_KEPT_BLOCK = 32 * 2**20
"""The most that glibc allows."""


@cache
def keep_freed_memory() -> None:
    """Let glibc keep freed memory instead of giving it back to the system after every rule.

    Dask starts its workers with a setting that gives back whatever is above 64 KiB: every
    column is then paged in anew, and most of the time goes there. Other C libraries have no
    such setting and are left alone.
    """
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT_BLOCK)
        library.mallopt(M_TRIM_THRESHOLD, KEPT_BYTES)
