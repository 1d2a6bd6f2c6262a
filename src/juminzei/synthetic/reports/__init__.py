"""Wage and pension reports, and what arrives of them."""
