"""Sections that the registry makes of reports: each module states one register or one set of figures in blocks."""
