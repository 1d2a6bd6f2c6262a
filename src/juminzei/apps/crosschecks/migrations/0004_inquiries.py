"""Which city is asked, and letters about all reports of an employer."""

import django.db.models.deletion
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("addressees", "0002_append_only"),
        ("crosschecks", "0003_runs_and_answers"),
    ]

    operations = [
        migrations.AddField(
            model_name="caseletter",
            name="city_name",
            field=models.CharField(blank=True, max_length=40, verbose_name="照会先の市区町村"),
        ),
        migrations.AddField(
            model_name="caseletter",
            name="municipality",
            field=models.CharField(blank=True, max_length=6, verbose_name="照会先の市区町村コード"),
        ),
        migrations.AlterField(
            model_name="caseletter",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="addressees.addressee",
                verbose_name="対象者",
            ),
        ),
        AppendOnly("CaseLetter"),
    ]
