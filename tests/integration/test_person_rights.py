"""Short form of figure 20, and what it has to find: a table that the file of a person forgets, a clock that slips."""

import pytest

from talentdb.privacy import person_file
from talentdb.services import Services
from tests.trust import person_rights


def test_the_file_of_a_person_has_every_row_that_the_catalogue_leads_to(cluster: Services, template: str) -> None:
    people, rows, missing = person_rights._complete(cluster, template)
    assert people > 5
    assert rows > 100
    assert missing == 0


def test_a_table_that_is_forgotten_is_found(
    cluster: Services, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    whole = person_file._starts()
    forgetful = [column for column in whole if column.table.name != "rights_request"]
    assert len(forgetful) == len(whole) - 1
    monkeypatch.setattr(person_file, "_starts", lambda: forgetful)
    assert person_rights._complete(cluster, template)[2] > 0


def test_clocks_around_tet_are_those_counted_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    checked, wrong = person_rights.wrong_clocks(1)
    assert checked > 2000
    assert wrong == 0
    # Negative control: a calendar without Tết.
    monkeypatch.setattr("talentdb.calendar.working_days._holidays", lambda _year: frozenset())
    assert person_rights.wrong_clocks(1)[1] > 100
