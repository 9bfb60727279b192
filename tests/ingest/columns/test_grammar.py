"""Keys of concept phrases, which are made a pattern at a time: what `alias_key` makes of each spelling."""

from itertools import chain
from typing import Any

import pytest

from ingest.columns import grammar
from ingest.columns.grammar import FILLER, concept_phrases, expand
from talentdb.text import alias_key


def patterns() -> dict[str, list[str]]:
    concepts: dict[str, Any] = dict(grammar._concepts())
    return {
        FILLER: concepts["fillers"],
        **{f"~{kind}": of for kind, of in concepts["ignored"].items()},
        **concepts["fields"],
    }


def test_keys_are_those_of_each_spelling_by_itself() -> None:
    expected: dict[str, set[str]] = {}
    for name, of in patterns().items():
        for text in chain.from_iterable(map(expand, of)):
            expected.setdefault(alias_key(text), set()).add(name)
    expected.pop("", None)
    assert dict(concept_phrases()) == expected


@pytest.mark.parametrize("pattern", ["{Họ|Tên} (đầy đủ)", "{|ngày, }sinh", "Đ/c {a-b|c}", "{Ðt|ĐT}: số"])
def test_choices_may_hold_signs_and_tones(pattern: str) -> None:
    assert list(grammar._keys(pattern)) == [alias_key(text) for text in expand(pattern)]
