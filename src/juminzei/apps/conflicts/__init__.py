"""利害関係: who on the staff is close to whom, and looking at such people with a co-sign only."""
