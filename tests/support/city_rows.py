"""``python city_rows.py N``: fills an installation with N people and their documents."""

from __future__ import annotations

import sys

import django

django.setup()

from support.made_up_documents import fill  # noqa: E402 - its models need Django

if __name__ == "__main__":
    fill(int(sys.argv[1]), 2026)
