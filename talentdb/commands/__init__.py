"""The command groups of the registry: each module parses, calls one use case, prints. No rule lives here."""

import typer

from talentdb.commands import (
    accounts,
    audit,
    backup,
    cases,
    councils,
    figures,
    identity,
    intake,
    keys,
    lists,
    money,
    needs,
    network,
    nominations,
    privacy,
    reference,
    registry,
    reports,
    search,
)

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add all groups of the registry to the program."""
    groups = (
        reference, accounts, intake, registry, identity, search, network, councils, lists, figures, reports, cases,
        money, needs, nominations, backup, audit, keys, privacy,
    )  # fmt: skip
    for module in groups:
        module.register(app)
