"""Where in a sheet the tables, headers, groups, totals and signatures are. Words come from a Vocabulary."""

from ingest.layout.fill import continued, one_row_a_person
from ingest.layout.find import find_tables

__all__ = ["continued", "find_tables", "one_row_a_person"]
