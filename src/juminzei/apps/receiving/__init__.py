"""受領: how everything comes in, what became of it, and what waits because something is wrong."""
