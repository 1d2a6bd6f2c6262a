"""Who is who: addressees (宛名), the resident register's copy, protected persons."""
