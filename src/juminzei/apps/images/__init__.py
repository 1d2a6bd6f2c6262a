"""Images of tax documents (課税資料イメージ), encrypted at rest."""
