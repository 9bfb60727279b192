"""Body rows to records: cells through the normalisers of their columns, several records a row, groups and titles."""
