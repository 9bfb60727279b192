"""Where in a sheet the tables, headers, groups, totals and signatures are. Words come from a Vocabulary."""

from ingest.layout.find import find_tables

__all__ = ["find_tables"]
