from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("addressees", "0001_initial"),
    ]

    operations = [
        AppendOnly("AddresseeVersion"),
        AppendOnly("NumberReservation"),
        AppendOnly("CorporationFacts"),
        AppendOnly("JointMember"),
        AppendOnly("RegistrationProposal"),
        AppendOnly("DistinctCandidate"),
        AppendOnly("RegistrationDecision"),
    ]
