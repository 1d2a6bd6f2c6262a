"""What an act left for the record stays as it was; only the mark "carried" is set."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [AppendOnly("OutgoingRecord", changeable=["drained"])]
