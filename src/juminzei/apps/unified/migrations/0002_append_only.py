"""Numbers, ties and decisions stay; what repeats the newest of them may change."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly

NEWEST = (
    *("version", "source", "source_version", "name", "name_key", "kana", "kana_key"),
    *("birth_on", "sex", "postcode", "address", "address_key"),
)


class Migration(migrations.Migration):
    dependencies = [("unified", "0001_initial")]

    operations = [
        AppendOnly("SerialReservation"),
        AppendOnly("UnifiedPerson", changeable=NEWEST),
        AppendOnly("BasicVersion"),
        AppendOnly("LocalAddressee", changeable=("person", "linked_on")),
        AppendOnly("LinkEvent"),
        AppendOnly("NumberingCase", changeable=("closed_at",)),
        AppendOnly("LinkProposal"),
        AppendOnly("ProposalDecision"),
        AppendOnly("NumberRequest"),
        AppendOnly("NumberSearch"),
    ]
