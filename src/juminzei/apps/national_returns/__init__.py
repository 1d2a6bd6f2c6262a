"""National returns (国税連携): deliveries taken in, seen, completed, sent on."""
