"""Letters about what a check found: to the taxpayer, the employer, another city."""
