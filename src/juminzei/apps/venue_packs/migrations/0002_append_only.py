"""Steps, people and sealed numbers of packs stay as they were written."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("venue_packs", "0001_initial")]

    operations = [
        AppendOnly("PackStep"),
        AppendOnly("PackedPerson", changeable=["stood"]),
        AppendOnly("SealedNumber"),
    ]
