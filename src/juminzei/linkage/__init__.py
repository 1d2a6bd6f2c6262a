"""Whose document is this? Keys, candidates and scores; no database."""
