"""What was found and decided stays as it was."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_initial")]

    operations = [
        AppendOnly("InspectedDay"),
        AppendOnly("AccessFinding"),
        AppendOnly("FindingDecision"),
        AppendOnly("Watch"),
    ]
