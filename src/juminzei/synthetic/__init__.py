"""A made-up city and its documents as real exchange files: training, demonstration, tests."""
