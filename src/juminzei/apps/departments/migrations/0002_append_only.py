"""What departments handed over and what was decided stays as it was."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("departments", "0001_initial")]

    operations = [
        AppendOnly("DepartmentFile", changeable=["unchanged", "withdrawn"]),
        AppendOnly("WaitingRow"),
        AppendOnly("RowDecision"),
        AppendOnly("DisabilityRecord"),
        AppendOnly("AssistanceRecord"),
        AppendOnly("PremiumRecord"),
        AppendOnly("CareRecord"),
    ]
