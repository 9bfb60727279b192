"""Changing an xlsx package in place: bytes spliced into its parts, everything not named is kept as it was."""
