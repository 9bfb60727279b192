"""The programmes of plans: needs, nominations, cases, councils, commitments, money. Knows no instrument by name."""
