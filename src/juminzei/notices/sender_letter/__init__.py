"""Letters that give back to a sender what was wrong with what they sent (差戻し)."""
