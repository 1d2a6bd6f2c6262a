"""The city's own words on its notices, as data."""
