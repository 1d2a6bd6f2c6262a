"""The register taken in the plain way, one object after the other, to compare with.

``python benchmarks/register_by_orm.py FILE --sample 2000`` reads the whole register, writes
the first people of it with ``objects.create`` in one transaction into the databases of
``JUMINZEI_DATA``, and prints the seconds that writing took. Search keys are made as usual
and no number is sealed, so the comparison flatters this way.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path

import django


def main() -> None:
    """Print one JSON object: people written, and in how many seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sample", type=int, default=2_000)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "juminzei.web.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after Django's set-up
    from django.db import transaction  # noqa: PLC0415 - the same

    from juminzei.apps.addressees.models import (  # noqa: PLC0415 - the same
        Addressee,
        AddresseeVersion,
    )
    from juminzei.apps.addressees.services.register_versions import (  # noqa: PLC0415 - the same
        PROJECTED,
        REPEATED,
    )
    from juminzei.base.japanese_text import (  # noqa: PLC0415 - the same
        address_key,
        kana_key,
        name_key,
    )
    from juminzei.formats import resident_register  # noqa: PLC0415 - the same
    from juminzei.platform.clock import now  # noqa: PLC0415 - the same

    call_command("migrate", database="default", verbosity=0)
    records = [record for _, record in resident_register.read(options.file.read_bytes()).records]
    sample = records[: options.sample]
    at = now()
    started = time.perf_counter()
    with transaction.atomic():
        for record in sample:
            person = Addressee.objects.create(
                number=record.addressee_number,
                kind="resident",
                name_key=name_key(record.name),
                kana_key=kana_key(record.kana),
                address_key=address_key(record.address),
                resident=record.ceased_on is None,
                **{name: getattr(record, name) for name in PROJECTED},
            )
            AddresseeVersion.objects.create(
                addressee=person,
                recorded_at=at,
                **{name: getattr(record, name) for name in REPEATED},
            )
    print(json.dumps({"people": len(sample), "seconds": time.perf_counter() - started}))


if __name__ == "__main__":
    main()
