"""Features of the matching: small pure functions that name how far two records agree in one thing; no weights."""
