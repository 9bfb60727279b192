"""The field that a person counts in."""

import pytest

from talentdb.people.rules import field_group


@pytest.mark.parametrize(
    ("stated", "training", "group"),
    [
        (["40503", "101"], "Công nghệ thông tin", "4"),
        ([], "Công nghệ thông tin", "1"),
        ([], "LUẬT", "5"),
        ([], "một ngành không ai biết", None),
        ([], None, None),
    ],
)
def test_stated_fields_win_and_known_fields_of_training_fill_in(
    stated: list[str], training: str | None, group: str | None
) -> None:
    assert field_group(stated, training) == group
