"""Which source records are the same person: rules, clusters and stable numbers. Derives no value of a person."""
