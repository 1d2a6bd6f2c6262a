"""Protected persons (支援措置対象者): who is, since when, by whose decision, and whom it warns."""
