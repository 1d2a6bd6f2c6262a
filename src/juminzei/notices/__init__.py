"""Printed forms: one template per form and its typed data."""
