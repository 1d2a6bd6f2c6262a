"""Why somebody was looked up stays as it was."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("unified", "0003_number_search")]

    operations = [AppendOnly("NumberSearch")]
