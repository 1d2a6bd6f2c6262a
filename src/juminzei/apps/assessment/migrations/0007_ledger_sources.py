"""Which documents a version of the ledger was made from, and what to look at in them."""

from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("assessment", "0006_document_says")]

    operations = [
        migrations.AddField(
            model_name="assessmentversion",
            name="ruled_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reports", "支払報告書"),
                    ("inhabitant_return", "住民税申告書"),
                    ("national_return", "確定申告書"),
                    ("city_notice", "他市町村からの通知"),
                ],
                default="",
                max_length=20,
                verbose_name="優先した資料",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="assessmentversion",
            name="source_documents",
            field=models.JSONField(default=list, verbose_name="計算の基礎とした資料"),
        ),
        migrations.AddField(
            model_name="assessmentversion",
            name="findings",
            field=models.JSONField(default=dict, verbose_name="合算の確認事項"),
        ),
        AppendOnly("AssessmentVersion"),
    ]
