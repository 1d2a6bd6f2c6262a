"""Wrapping keys and where they come from: the vault and the images have a source each."""
