"""Shortlists, councils and invitations: who is proposed for what, and why. Decides no identity, ranks no search."""
