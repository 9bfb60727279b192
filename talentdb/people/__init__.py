"""The golden person derived from source records, its rows, and reading them under rights. Decides no identity."""
