"""The order of calculation, stage by stage; the rules themselves are in ``rules``."""
