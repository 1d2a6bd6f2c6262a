"""Why something about departments' records is not done."""


class DepartmentsRefusedError(Exception):
    """Nothing was done; the text says why, and what to do."""
