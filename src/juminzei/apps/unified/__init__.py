"""団体内統合宛名: one number for each person across the city's systems."""
