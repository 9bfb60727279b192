"""The servers that the program stands on: PostgreSQL and Meilisearch, embedded or real. See `open_services`.

Knows no table, no index and no person. Nothing heavy is imported here.
"""

from talentdb.services.address import DatabaseAddress, SearchAddress, Services
from talentdb.services.home import Claim, secret
from talentdb.services.keys import add_key_generation, drop_key_generation, key_file, key_generations
from talentdb.services.lifecycle import open_services, revive

__all__ = [
    "Claim", "DatabaseAddress", "SearchAddress", "Services", "add_key_generation", "drop_key_generation",
    "key_file", "key_generations", "open_services", "revive", "secret",
]  # fmt: skip
