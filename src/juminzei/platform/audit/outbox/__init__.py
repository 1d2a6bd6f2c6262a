"""Audit records on their way: written with the act, drained in order to the audit database."""
