"""Pages about permission: the matrix of any day, and what data there is."""
