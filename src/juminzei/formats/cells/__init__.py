"""From the text of cells to values and back, one way for each meaning."""
