"""Decisions about documents and the ledger stay as they were written."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_append_only_taxable")]

    operations = [
        AppendOnly("MatchDecision"),
        AppendOnly("AssessmentVersion"),
        AppendOnly("Instalment"),
    ]
