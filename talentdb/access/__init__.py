"""Accounts, roles, sessions, the context that row-level security reads, audit and encryption."""
