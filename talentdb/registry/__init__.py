"""Use cases that change the registry: approve, return, roll back, rebuild. One transaction each, all or nothing."""
