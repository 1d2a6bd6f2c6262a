"""What was lent and what came back stays as it was counted."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("receiving", "0005_punch_batches")]

    operations = [AppendOnly("PunchBatch"), AppendOnly("PunchReturn")]
