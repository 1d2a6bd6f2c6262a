"""送付先・返戻: to whom letters go, what came back, and what was posted at the board instead."""
