"""The sheet that is put up at the board (公示送達書): whose letter is kept where, and no amount."""
