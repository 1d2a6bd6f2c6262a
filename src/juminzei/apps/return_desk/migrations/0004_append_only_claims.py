"""Who was claimed stays as it was."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("return_desk", "0003_claimed_relative")]

    operations = [AppendOnly("ClaimedRelative")]
