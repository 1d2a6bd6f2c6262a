"""What was entered, asked and decided stays as it was."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("conflicts", "0001_initial")]

    operations = [
        AppendOnly("StaffAddressee"),
        AppendOnly("StaffAddresseeDecision"),
        AppendOnly("CosignRequest"),
        AppendOnly("CosignDecision"),
    ]
