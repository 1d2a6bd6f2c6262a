"""What was entered, asked, decided and sent on stays as it was."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("national_returns", "0001_initial")]

    operations = [
        AppendOnly("ExpectedDelivery"),
        AppendOnly("EntryPass"),
        AppendOnly("ExportRequest"),
        AppendOnly("ExportDecision"),
        AppendOnly("Forwarding"),
        AppendOnly("ForwardingStep"),
    ]
