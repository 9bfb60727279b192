"""Texts as the drawing library may be given them. Pure; changes no word that can be drawn."""

from talentdb.signs import printable

__all__ = ["drawable"]


def drawable(words: str) -> str:
    """The words without signs that no font has and that end the drawing; a dollar sign begins no formula."""
    return printable(words).replace("$", r"\$")
