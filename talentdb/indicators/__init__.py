"""Figures of the plans: computed from the registry by the expressions of the plan files, with how sure they are."""
