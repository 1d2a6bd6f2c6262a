"""What was stored and what was erased stays on record."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("images", "0001_initial")]

    operations = [AppendOnly("ImageSet"), AppendOnly("ImageErasure")]
