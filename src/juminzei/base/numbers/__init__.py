"""Identifiers with check digits, one module each."""
