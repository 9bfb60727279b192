"""What agencies report of institutions and programmes: derived rows from approved submissions. Computes no figure."""

from talentdb.institutions.reports import refresh_reports

__all__ = ["refresh_reports"]
