"""Shortlists and councils: who could sit, under which rules, the best panel, and what becomes of it."""
