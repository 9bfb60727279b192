"""What the program is built of: its list of parts, their licences, and which have known vulnerabilities.

Reads files of the project and the installed environment only, never the network, so that `make check` works offline.
"""
