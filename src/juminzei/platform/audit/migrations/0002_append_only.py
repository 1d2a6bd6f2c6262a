"""Nobody changes or takes away a record, a checkpoint or a key."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly

AGREED = (
    "EXISTS (SELECT 1 FROM audit_archive JOIN audit_archivestep"
    " ON audit_archivestep.archive_id = audit_archive.number"
    " WHERE audit_archivestep.step = 'agreed'"
    ' AND OLD.sequence BETWEEN audit_archive."first" AND audit_archive."last")'
)
"""Two people decided that what an archive holds may go."""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        AppendOnly("AuditRecord", removable=AGREED),
        AppendOnly("SigningKey"),
        AppendOnly("Checkpoint"),
        AppendOnly("CheckpointCopy"),
        AppendOnly("Archive"),
        AppendOnly("ArchiveStep"),
    ]
