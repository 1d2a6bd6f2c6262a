"""Under which merged-away number somebody stood towards the city on the assessment date."""

import django.db.models.deletion
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("addressees", "0002_append_only"),
        ("assessment", "0003_append_only_ledger"),
    ]

    operations = [
        migrations.AddField(
            model_name="taxableperson",
            name="standing_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="addressees.addressee",
            ),
        ),
        AppendOnly("TaxablePerson"),
    ]
