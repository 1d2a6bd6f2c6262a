"""What the law leaves to figures: one typed section for each section of a law file."""
