"""The machine-readable codes of a payment slip: GS1-128 for shops, QR for banks and phones."""
