"""The tax law: columns in, columns out, no input or output."""
