"""What was proposed, decided and done stays as it was."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("merging", "0001_initial")]

    operations = [
        AppendOnly("MergeProposal"),
        AppendOnly("ProposalDecision"),
        AppendOnly("Merge"),
        AppendOnly("Separation"),
        AppendOnly("DismissedPair"),
    ]
