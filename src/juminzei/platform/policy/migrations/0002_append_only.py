"""Which matrix was in force stays as it was recorded."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]

    operations = [
        AppendOnly("InstalledMatrix"),
    ]
