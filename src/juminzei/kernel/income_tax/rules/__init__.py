"""The rules that only the income tax has, each from its article; shared ones are elsewhere."""
