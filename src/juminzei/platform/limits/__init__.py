"""How much one person or one address may ask for in a span of time, whatever process answers."""
