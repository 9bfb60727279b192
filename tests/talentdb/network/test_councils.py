"""Sitting in a council together is a tie; a proposal and a refusal are none."""

from typing import Any

from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.network import Layer
from tests.talentdb.network.conftest import Circle

NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung")


def council(circle: Circle, state: str, day: str | None, seats: dict[str, str]) -> None:
    """A council with seats: name -> answer to the invitation."""
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        number: Any = connection.execute(
            text("""insert into council (name, topic, state, decided_on, rules, login)
                values ('Hội đồng', 'Thủy sản', :state, :day, '{}', 'operator') returning council_id"""),
            {"state": state, "day": day},
        ).scalar_one()
        for place, (name, answer) in enumerate(seats.items(), 1):
            connection.execute(
                text("""insert into council_seat (council_id, seat_no, seat_role, person_id, invitation)
                    values (:council, :place, 'member', :person, :answer)"""),
                {"council": number, "place": place, "person": circle.ids[name], "answer": answer},
            )


def test_members_of_a_decided_council_are_tied_but_not_who_declined(circle: Circle) -> None:
    circle.people(NAMES)
    an, binh, cuong, dung = NAMES
    council(circle, "decided", "2024-05-01", {an: "accepted", binh: "none", cuong: "invited", dung: "declined"})
    council(circle, "dissolved", "2025-05-01", {an: "accepted", binh: "accepted"})
    council(circle, "proposed", None, {cuong: "none", dung: "none"})
    edges = circle.edges(circle.graph(layers=(Layer.COUNCILS,)))
    assert edges == {
        (an, binh, "councils"): (1.5, 2024, 2025), (an, cuong, "councils"): (0.5, 2024, 2024),
        (binh, cuong, "councils"): (0.5, 2024, 2024),
    }  # fmt: skip
    later = circle.edges(circle.graph(layers=(Layer.COUNCILS,), first_year=2025))
    assert later == {(an, binh, "councils"): (1.0, 2025, 2025)}
    assert not circle.edges(circle.graph(layers=(Layer.COUNCILS,), last_year=2023))


def test_the_layers_of_a_network_are_those_the_database_has(circle: Circle) -> None:
    assert circle.graph().layers == tuple(Layer)
