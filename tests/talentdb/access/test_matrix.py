"""The matrix of rights: every action and field is told of, nothing else is, and what cannot be meant is refused."""

import pytest

from talentdb.access.matrix import ACTS, _thing, matrix
from talentdb.access.principal import Role
from talentdb.access.rights import Action, hidden_fields
from talentdb.fields import PEOPLE_FIELDS


def test_every_action_has_a_line_and_every_line_is_an_action() -> None:
    assert set(matrix().actions) == {action.value for action in Action}


def test_fields_are_those_of_the_data_dictionary_and_are_hidden_from_readers_only() -> None:
    assert set(matrix().hidden) <= set(PEOPLE_FIELDS)
    for roles in matrix().hidden.values():
        assert roles <= matrix().readers
    assert matrix().year_only <= matrix().readers
    for role in set(Role) - matrix().readers:
        assert hidden_fields(role) == {"*"}


@pytest.mark.parametrize(
    "told",
    [
        {"read": {"everything": ["steward"]}},
        {"read": {"all": ["chairman"]}},
        {"bound": ["guess"]},
    ],
)
def test_a_right_that_cannot_be_meant_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"guess|chairman|everything"):
        _thing("x", {"label": "x", "tables": ["x"], **told})


def test_who_has_a_right_twice_has_both() -> None:
    thing = _thing("x", {"label": "x", "tables": ["x"], "read": {"own": ["agency"], "self": ["*"]}})
    assert thing.rights["read"][Role.AGENCY] == {"own", "self"}
    assert thing.rights["read"][Role.GATE] == {"self"}
    assert all(thing.rights[act] == {} for act in ACTS if act != "read")
