"""What data there is, and who may do what with it: as data, shown, printed and compared."""
