"""A file may have come in a lot of another city."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_files_by_moment"),
    ]

    operations = [
        migrations.AddField(
            model_name="receivedfile",
            name="part_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="documents.receivedfile",
                verbose_name="回送",
            ),
        ),
    ]
