"""What no single cell can show: whole rows, whole lists, stated counts, and a list against the registry."""
