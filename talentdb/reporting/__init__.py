"""What plans ask for beside figures: who owes what by when, reports, tasks, difficulties, inspections.

Stands above the figures, which it states and never computes.
"""
