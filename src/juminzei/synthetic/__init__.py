"""A made-up city and its documents as real exchange files, for training, demonstration and tests."""
