"""National returns (確定申告書) of the made-up city, and the deliveries they come in."""
