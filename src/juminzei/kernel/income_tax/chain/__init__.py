"""The order of the income tax, stage by stage; what both taxes share is in ``kernel.chain``."""
