"""The page of rights says what the matrix says, in words, and gives it whole to who may read the log."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from dashboards import labels
from dashboards import rights_labels as words
from dashboards.rights_data import action_frame, field_frame, object_frame, rights_workbook
from talentdb.access.matrix import ACTS, SCOPES, matrix
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may
from talentdb.errors import ForbiddenError


def test_everything_of_the_matrix_has_words() -> None:
    assert set(words.ACTION) == {action.value for action in Action}
    assert set(words.SCOPE) == set(SCOPES)
    assert set(words.ACT) == set(ACTS)
    assert matrix().hidden.keys() <= labels.FIELD.keys()
    assert len({thing.label for thing in matrix().things.values()}) == len(matrix().things)


def test_actions_are_those_that_the_rights_give() -> None:
    shown = action_frame(Role).to_dict("records")
    for action, row in zip(matrix().actions, shown, strict=True):
        having = {role for role in Role if row[labels.ROLE[role]] == words.YES}
        assert having == {role for role in Role if may(Principal(role, "x"), Action(action))}


def test_fields_say_what_is_hidden_cut_and_masked() -> None:
    by_field = {row[words.FIELD]: row for row in field_frame(Role).to_dict("records")}
    leader, steward, finance = (labels.ROLE[role] for role in (Role.LEADER, Role.STEWARD, Role.FINANCE))
    assert by_field[labels.FIELD["birth_date"]][leader] == words.YEAR
    assert by_field[labels.FIELD["phone"]][leader] == words.HIDDEN
    assert by_field[labels.FIELD["national_id"]][steward] == words.REVEALED
    assert by_field[labels.FIELD["national_id"]][leader] == words.MASKED
    assert {row[finance] for row in by_field.values()} == {words.NO_PERSON}
    assert by_field[words.ALL_FIELDS][leader] == words.SHOWN


def test_data_say_which_rows_and_when_more_is_needed() -> None:
    agency = {row[words.THING]: row for row in object_frame(Role.AGENCY).to_dict("records")}
    handed = agency[matrix().things["submissions"].label]
    assert handed["Đọc"] == words.SCOPE["own"]
    assert handed["Sửa"] == words.WITH_CONDITION.format(scope=words.SCOPE["own"])
    assert agency[matrix().things["registry"].label]["Đọc"] == words.NEVER


@pytest.mark.parametrize("role", list(Role))
def test_the_whole_is_for_who_reads_the_log(role: Role) -> None:
    principal = Principal(role, "x")
    if not may(principal, Action.READ_AUDIT):
        with pytest.raises(ForbiddenError):
            rights_workbook(principal, [Role.STEWARD])
        return
    book = load_workbook(BytesIO(rights_workbook(principal, [Role.STEWARD, Role.AGENCY])))
    assert book.sheetnames == [
        words.TAB_ACTIONS,
        words.TAB_FIELDS,
        labels.ROLE[Role.STEWARD],
        labels.ROLE[Role.AGENCY],
    ]
    told = {str(cell.value) for row in book[labels.ROLE[Role.AGENCY]].iter_rows() for cell in row}
    assert {thing.label for thing in matrix().things.values()} <= told
    book.close()
