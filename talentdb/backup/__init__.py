"""Backup and the proof of it: a copy that can be restored to any instant, sealed and signed, with its keys apart.

Above the registry, below the commands. Nothing heavy is imported here.
"""
