"""Words that people of the web app read do not send them to a shell, which they do not have."""

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
SHELL: Final = re.compile(r"(?:\btalentdb [a-z]+\b|[\s(`“]--[a-z])")
OF_SCREENS: Final = sorted(
    path
    for folder in ("councils", "indicators", "network", "plans", "privacy", "programmes", "reporting")
    for path in (ROOT / "talentdb" / folder).glob("*labels.py")
) + sorted((ROOT / "dashboards").glob("*labels.py"))
OF_OPERATORS: Final = "OPERATOR_"
"""Start of the names of words that only somebody at a shell is told."""


def shell_words(text: str) -> list[str]:
    """The lines of a module of words that name a command or an option of one."""
    return [
        line for line in text.splitlines() if SHELL.search(line) and not line.startswith((OF_OPERATORS, "from ", "#"))
    ]


@pytest.mark.parametrize("path", OF_SCREENS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_word_on_screens_names_a_command(path: Path) -> None:
    assert shell_words(path.read_text(encoding="utf-8")) == []


def test_commands_and_options_are_found() -> None:
    assert shell_words('A: Final = "Xem: talentdb plans show."\nB: Final = "Thêm --agency MÃ"\n')
    assert shell_words('A: Final = "Sửa (--from, --to)."')
    assert not shell_words('OPERATOR_A: Final = "Thêm --as X."\nfrom talentdb import x\nB: Final = "a -- b"')
