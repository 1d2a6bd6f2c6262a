"""The inhabitant tax itself: documents, matching, assessment, ledger, instalments."""
