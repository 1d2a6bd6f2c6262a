"""Audit records on their way: written with the act, in the act's database, then drained in order."""
