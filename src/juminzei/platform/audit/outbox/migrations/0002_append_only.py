"""What an act left for the record stays as it was; only the mark "carried" is set."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly

ARCHIVED = (
    "EXISTS (SELECT 1 FROM outbox_removedacts"
    " WHERE OLD.id BETWEEN outbox_removedacts.first_id AND outbox_removedacts.last_id)"
)


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [
        AppendOnly("OutgoingRecord", changeable=["drained"], removable=ARCHIVED),
        AppendOnly("RemovedActs"),
    ]
