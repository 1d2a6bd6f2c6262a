"""What was applied for and decided stays as it was; how a case stands may change."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("protection", "0001_initial")]

    operations = [
        AppendOnly("ProtectionCase"),
        AppendOnly("CaseMember"),
        AppendOnly("ProtectionRequest"),
        AppendOnly("ProtectionDecision"),
        AppendOnly("FlagReflection"),
    ]
