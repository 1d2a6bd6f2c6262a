"""What every system of the city uses."""
