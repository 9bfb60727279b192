"""The servers that the program stands on: PostgreSQL and Meilisearch, embedded or real. See `open_services`.

Knows no table, no index and no person. Nothing heavy is imported here.
"""

from talentdb.services.address import DatabaseAddress, SearchAddress, Services
from talentdb.services.home import secret
from talentdb.services.lifecycle import open_services, revive

__all__ = ["DatabaseAddress", "SearchAddress", "Services", "open_services", "revive", "secret"]
