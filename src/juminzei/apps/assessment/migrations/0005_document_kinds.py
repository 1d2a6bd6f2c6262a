"""Documents of every kind: how they came and from whom, their number, what they say.

What was taken in before this came as files on electronic media from payers; it is numbered
in the order in which it was taken in.
"""

import django.db.models.deletion
from django.db import migrations, models

from juminzei.platform.documents.channel import Channel, Source

KINDS = [
    ("wage_report", "給与支払報告書"),
    ("pension_report", "公的年金等支払報告書"),
    ("national_return", "確定申告書"),
    ("inhabitant_return", "住民税申告書"),
    ("one_stop", "申告特例通知書"),
    ("city_notice", "他市町村からの通知"),
    ("other", "その他の資料"),
]

NUMBER_ALL = """
UPDATE assessment_taxdocument SET document_number = numbered.n
FROM (SELECT id, row_number() OVER (PARTITION BY tax_year ORDER BY id) AS n
      FROM assessment_taxdocument) AS numbered
WHERE numbered.id = assessment_taxdocument.id
"""
PENSION_PAYERS = """
UPDATE assessment_taxdocument SET source = 'pension_payer' WHERE kind = 'pension_report'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0004_standing_of"),
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="taxdocument",
            name="kind",
            field=models.CharField("種類", max_length=20, choices=KINDS),
        ),
        migrations.AddField(
            model_name="taxdocument",
            name="document_number",
            field=models.IntegerField("資料番号", default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="taxdocument",
            name="channel",
            field=models.CharField(
                "入手方法", max_length=12, choices=Channel.choices, default="medium"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="taxdocument",
            name="source",
            field=models.CharField(
                "入手元", max_length=13, choices=Source.choices, default="employer"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="taxdocument",
            name="reference",
            field=models.CharField("受入元の鍵", max_length=64, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="taxdocument",
            name="filed_on",
            field=models.DateField("提出日", null=True),
        ),
        migrations.AddField(
            model_name="taxdocument",
            name="box",
            field=models.CharField("保管箱", max_length=20, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="taxdocument",
            name="received_file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="documents.receivedfile",
            ),
        ),
        migrations.RunSQL(NUMBER_ALL, migrations.RunSQL.noop),
        migrations.RunSQL(PENSION_PAYERS, migrations.RunSQL.noop),
    ]
