"""Which scanned pages a document has."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0007_ledger_sources"),
        ("images", "0002_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="taxdocument",
            name="image_set",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="images.imageset"
            ),
        ),
    ]
