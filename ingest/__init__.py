"""From an agency's spreadsheet to a submission: read, lay out, map, normalise, check.

Imports nothing here, so that the child process that opens foreign files stays lean.
"""
