"""The command groups of the registry: each module parses, calls one use case, prints. No rule lives here."""

import typer

from talentdb.commands import (
    accounts,
    councils,
    figures,
    identity,
    intake,
    lists,
    network,
    reference,
    registry,
    reports,
    search,
)

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add all groups of the registry to the program."""
    groups = (
        reference, accounts, intake, registry, identity, search, network, councils, lists, figures, reports
    )  # fmt: skip
    for module in groups:
        module.register(app)
