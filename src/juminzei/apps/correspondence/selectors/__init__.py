"""Questions about letters: who receives them, what came back, what was posted."""
