"""Printed forms (様式): typed data in, PDF pages out; no database, no clock."""
