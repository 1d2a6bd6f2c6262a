"""What was sent, told, listed and decided stays as it was."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]

    operations = [
        AppendOnly("Consignment"),
        AppendOnly("ConsignmentStep"),
        AppendOnly("ConsignedDocument", changeable=["live"]),
        AppendOnly("OutgoingNotice"),
        AppendOnly("Medium"),
        AppendOnly("MediumStep"),
    ]
