"""A shortlist and two councils of the demo's fictional people, so that their pages have something to show."""

from datetime import timedelta

from dashboards import demo_council_words as words
from talentdb.access.principal import Principal
from talentdb.councils.answer import as_json
from talentdb.councils.demand import Demand
from talentdb.councils.proceedings import answer, decide, invite
from talentdb.councils.proposal import make_proposal
from talentdb.councils.shortlists import add_people, create
from talentdb.councils.store import create_from_panel, list_councils
from talentdb.runtime import Runtime
from talentdb.settings import today

__all__ = ["make_councils"]

_SEATS = 5


def make_councils(runtime: Runtime) -> int:
    """Councils for the demo's topics, the first one invited and decided, and a list of its people; gives how many.

    None for a topic that hardly anybody of a small demo knows, and none where the demo made them before.
    """
    principal = runtime.principal
    with runtime.work() as connection:
        if list_councils(connection, principal):
            return 0
    return sum(_make(runtime, principal, number, topic) for number, topic in enumerate(words.TOPICS))


def _make(runtime: Runtime, principal: Principal, number: int, topic: str) -> bool:
    demand = Demand(topic, _SEATS, min_women=1)
    with runtime.work() as connection:
        proposal = make_proposal(connection, principal, runtime.index(), demand)
        if not proposal.panel.feasible:
            return False
        members = as_json(proposal)["members"]
        council = create_from_panel(connection, principal, words.COUNCIL.format(topic=topic), demand, members)
        people = [one["person_id"] for one in members]
        if number == 0:
            invited = today() - timedelta(days=20)
            invite(connection, principal, council, invited)
            for seat in range(1, len(members) + 1):
                answer(connection, principal, council, seat, accepted=True, day=invited + timedelta(days=3))
            decide(connection, principal, council, words.DECISION_NO, invited + timedelta(days=10))
            shared = create(connection, principal, words.LIST.format(topic=topic), words.PURPOSE, shared=True)
            add_people(connection, principal, shared, people)
    return True
