"""Nobody changes or takes away a record, a checkpoint or a key."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        AppendOnly("AuditRecord"),
        AppendOnly("SigningKey"),
        AppendOnly("Checkpoint"),
        AppendOnly("CheckpointCopy"),
    ]
