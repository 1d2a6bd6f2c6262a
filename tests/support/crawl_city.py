"""Opens every page of an installation as every role, looking for its people's numbers.

``python crawl_city.py NUMBERS TYPED`` reads the numbers, a line each, from a file, and types
another number, ``TYPED``, into every field. It prints one JSON object: the pages that were asked
for, those that showed something, those where the program failed, where a number of a person
was seen, and where the typed one came back.
"""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

django.setup()

import pypdfium2  # noqa: E402 - after set-up, as all below
from django.conf import settings  # noqa: E402 - the same
from django.db import connections  # noqa: E402 - the same
from django.test import Client  # noqa: E402 - the same
from django.urls import URLPattern, get_resolver, reverse  # noqa: E402 - the same

from juminzei.apps.assessment.models import (  # noqa: E402 - the same
    AssessmentRun,
    AssessmentVersion,
    NoticeFile,
    TaxDocument,
)
from juminzei.apps.unified.models import (  # noqa: E402 - the same
    LocalAddressee,
    UnifiedPerson,
)
from juminzei.cli.serve import collect_static_files  # noqa: E402 - the same
from juminzei.platform.documents.models import ReceivedFile  # noqa: E402 - the same
from juminzei.platform.staff.policy import Role  # noqa: E402 - the same
from juminzei.platform.staff.services import add_member  # noqa: E402 - the same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test.client import _MonkeyPatchedWSGIResponse as Answer
    from django.urls import URLResolver

    from juminzei.platform.staff.models import StaffMember

RUN = re.compile(r"\d(?:[ 　\-‐－]?\d){11,}")
FIELDS = ("anything", "kana", "name", "number", "reason", "purpose", "note", "q", "staff_number")
"""What a number is typed into: fields of our forms, and some that they do not have."""


def seen(text: str, numbers: set[str]) -> bool:
    """Return whether one of the numbers is in the text, in whatever width, parted or not."""
    for run in RUN.findall(text):
        digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", run))
        if any(digits[at : at + 12] in numbers for at in range(len(digits) - 11)):
            return True
    return False


def pages(resolver: URLResolver | None = None) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of every page with the names of what stands in its address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name), list(pattern.pattern.converters)
        else:
            yield from pages(pattern)


def values(number: str) -> dict[str, Any]:
    """Return what stands in addresses, of things that there are; ``number`` where it is words."""
    version = AssessmentVersion.objects.order_by("-total").first()
    document = TaxDocument.objects.order_by("pk").first()
    assert version is not None
    assert document is not None
    return {
        "number": version.addressee_id,
        "version_id": version.pk,
        "amount.name": "total",
        "amount_print.name": "total",
        "notice_file.file_id": NoticeFile.objects.values_list("pk", flat=True).first(),
        "file_id": ReceivedFile.objects.values_list("pk", flat=True).first(),
        "document_id": document.pk,
        "run_id": AssessmentRun.objects.values_list("pk", flat=True).first(),
        "reason": "no_document",
        "step": "review",
        "token": number,
        "unified": UnifiedPerson.objects.values_list("pk", flat=True).first(),
        "local_id": LocalAddressee.objects.values_list("pk", flat=True).first(),
        "name": number,
        "model": "vault.SealedNumber",
    }


def told(answer: Answer) -> str:
    """Return everything that an answer says, a printed form's text and properties too."""
    content = b"".join(answer) if answer.streaming else answer.content
    text = content.decode(errors="replace") + str(answer.headers)
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(io.BytesIO(content))
        text += str(document.get_metadata_dict())
        text += "".join(page.get_textpage().get_text_range() for page in document)
    return text


def crawl(client: Client, member: StaffMember, number: str) -> Iterator[tuple[str, str, Answer]]:
    """Ask for every page, and send every form with the number in each field."""
    known = values(number)
    form = dict.fromkeys(FIELDS, number)
    for name, places in sorted(pages()):
        client.force_login(member)  # some pages end the session
        given = {one: known.get(f"{name}.{one}", known.get(one, 1)) for one in places}
        address = reverse(name, kwargs=given)
        yield name, "GET", client.get(address, form if name.endswith("search") else None)
        yield name, "POST", client.post(address, form)
    client.force_login(member)
    for address in (f"/persons/{number}/", f"/{number}/", f"/search/?kana={number}"):
        yield "unknown", "GET", client.get(address)


def main(file: str, number: str) -> None:
    """Crawl as each role and print what was seen."""
    settings.ALLOWED_HOSTS.append("testserver")
    collect_static_files()
    numbers = set(Path(file).read_text().split())
    log = io.StringIO()
    logging.getLogger().addHandler(logging.StreamHandler(log))
    leaks: list[str] = []
    opened: set[str] = set()
    asked: set[str] = set()
    failed: set[str] = set()
    repeated: set[str] = set()
    for place, role in enumerate(role for role in Role if role != Role.BATCH):
        member = add_member(
            staff_number=f"88{place:02}",
            name="巡回",
            department="x",
            roles=[role],
            valid_from=date(2016, 1, 1),
        )
        client = Client(raise_request_exception=False)
        for name, method, answer in crawl(client, member, number):
            asked.add(name)
            if answer.status_code >= 500:
                failed.add(f"{method} {name}")
            if answer.status_code == 200:
                opened.add(name)
            text = told(answer)
            if seen(text, {number}):
                repeated.add(f"{method} {name}")
            if seen(text, numbers):
                leaks.append(f"{role} {method} {name} {answer.status_code}")
    if seen(log.getvalue(), numbers | {number}):
        leaks.append("log")
    for connection in connections.all():
        connection.close()
    found = {"asked": sorted(asked), "opened": sorted(opened), "failed": sorted(failed)}
    print(json.dumps({**found, "leaks": leaks, "repeated": sorted(repeated)}))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
