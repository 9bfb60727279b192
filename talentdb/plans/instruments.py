"""What a plan lets happen to a person or a body, from the first paper to the kept commitment: instruments as data.

An instrument is a small declared table of stages and of the steps between them: who may take a step, which papers and
facts it needs, and what it brings about. Runs nothing; `talentdb.programmes` does. What must hold between the parts
is checked by `instrument_rules`.
"""

import re
from fractions import Fraction
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from talentdb.plans.duties import When
from talentdb.plans.strict import Code, Strict, Text

__all__ = [
    "ACTORS",
    "Actor",
    "Commitment",
    "Criterion",
    "Effect",
    "Fact",
    "Grant",
    "Instrument",
    "InstrumentKind",
    "Level",
    "Paper",
    "Recognition",
    "Repayment",
    "Rule",
    "Scoring",
    "Stage",
    "Step",
    "times_of",
]

Actor = Literal["agency", "lead", "home_affairs", "finance", "steward", "leader"]
ACTORS: Final = ("agency", "lead", "home_affairs", "finance", "steward", "leader")
"""Who can take a step: the body of the case, the body that leads the instrument, or accounts of a role."""

InstrumentKind = Literal[
    "attraction", "training", "reward", "order", "grant", "recognition", "screening", "honour", "contest", "advice",
    "mentoring", "appointment", "rating",
]  # fmt: skip

Effect = Literal[
    "commit", "grant", "recognise", "derecognise", "suspend", "resume", "break", "release", "fulfil", "repaid",
]  # fmt: skip
"""What a step brings about besides the new stage.

commit: the commitment begins; grant: the amounts become payable; recognise: the person is recognised, anew where
they were; derecognise: no longer; repaid: all that was owed has come back; the others: what becomes of the
commitment.
"""


_EXACT: Final = re.compile(r"[1-9][0-9]{0,5}(/[1-9][0-9]{0,5})?")


def times_of(text: str) -> Fraction | None:
    """The exact number that a text writes as "2" or "1/2"; None for any other text."""
    return Fraction(text) if _EXACT.fullmatch(text) else None


def _times(text: str) -> str:
    if times_of(text) is None:
        raise ValueError(f"“{text}” không phải một số như 2 hoặc 1/2")
    return text


Times = Annotated[str, AfterValidator(_times)]


class Stage(Strict):
    """Where a case can stand.

    Args:
        waits_for: who has to act next; none where nobody has (an end, or a commitment that runs).
        days: working days until a case that stands here is late.
        end: how a case that comes here has ended; none while it goes on.
    """

    code: Code
    name: Text
    waits_for: tuple[Actor, ...] = ()
    days: Annotated[int, Field(ge=1, le=3650)] | None = None
    end: Literal["success", "refused", "withdrawn", "stopped"] | None = None


class Step(Strict):
    """A way from one stage to another.

    Args:
        from_: stages it starts from, in the file `from`; to: stage it leads to.
        by: who may take it.
        papers: kinds of papers that must lie in the case; facts: facts that must be known by then.
        eligible: every rule that must hold holds, by the facts of the registry on that day.
        not_ruled_out: no rule that must hold is known not to; unknown passes, of somebody who is yet to come.
        scored: the council has finished and its result is enough.
        paid: every grant that may be paid by now has been paid, of an amount a month each month that is over.
        decision: needs the number and day of a decision; reason: needs words.
        effects: what it brings about.
        bulk: may be taken for many cases at once.
    """

    code: Code
    name: Text
    from_: Annotated[tuple[Code, ...], Field(alias="from", min_length=1)]
    to: Code
    by: Annotated[tuple[Actor, ...], Field(min_length=1)]
    papers: tuple[Code, ...] = ()
    facts: tuple[Code, ...] = ()
    eligible: bool = False
    not_ruled_out: bool = False
    scored: bool = False
    paid: bool = False
    decision: bool = False
    reason: bool = False
    effects: tuple[Effect, ...] = ()
    bulk: bool = False


class Paper(Strict):
    """A kind of paper that a case holds.

    Args:
        valid: until a day, which has to be given; valid_on: on the day of the step, or "in_force" of the instrument.
        most_mb: the largest file, in megabytes of 1,000,000 bytes.
    """

    code: Code
    name: Text
    types: tuple[Literal["pdf", "jpg", "png", "docx", "xlsx"], ...] = ("pdf", "jpg", "png", "docx")
    most_mb: Annotated[int, Field(ge=1, le=50)] = 10
    valid: bool = False
    valid_on: Literal["step", "in_force"] = "step"


class Fact(Strict):
    """Something to be known of a case that stands in no registry: a course, a cost, the title of a work.

    Args:
        fed_by: "instrument.fact": taken over from the newest case of it about the person that came to a good end.
    """

    code: Code
    name: Text
    type: Literal["text", "date", "dong", "number", "choice"]
    choices: dict[Code, Text] = Field(default_factory=dict)
    help: str = ""
    fed_by: str | None = None


class Rule(Strict):
    """A condition on the facts of the registry.

    Args:
        when: expression over person_fact (see expressions.py); unknown when a value is missing.
        must: it has to hold; otherwise it is told and decides nothing.
        place: article.
    """

    code: Code
    name: Text
    when: Text
    must: bool = True
    place: Text


class Level(Strict):
    """Which amount of the plan somebody gets: the first whose condition holds.

    Args:
        amount: code of an amount of the plan; when: expression over person_fact; always, without one.
    """

    amount: Code
    when: Text = "true"


class Grant(Strict):
    """Money that a case brings.

    Args:
        levels: amounts by level, the first that fits; without any, the cost is what is paid.
        cost: code of a fact of type dong: what it really cost; with levels too, at most the amount.
        unless: code of a fact of type choice -> its choices with which nothing is paid.
        months: of an amount a month, for how many at most.
        rested: a month in which the commitment rested is paid by its other days, or not at all ("none").
        source: where the money comes from, unless a payment says otherwise.
    """

    code: Code
    name: Text
    levels: tuple[Level, ...] = ()
    cost: Code | None = None
    unless: dict[Code, tuple[Code, ...]] = Field(default_factory=dict)
    months: Annotated[int, Field(ge=1, le=240)] | None = None
    rested: Literal["by_days", "none"] = "by_days"
    source: Literal["state_budget", "enterprise", "sponsor", "other"] = "state_budget"
    place: Text


class Repayment(Strict):
    """What breaking a commitment costs.

    Args:
        rule: whole: all that was paid; times: so many times of it; share: so much of it; remaining: of what was paid,
            the part of the term that was not served.
        times: of rules times and share.
        checked: compared with the resolution itself; nothing is claimed on a rule that is not.
    """

    rule: Literal["whole", "times", "share", "remaining"]
    times: Times | None = None
    checked: bool = False
    place: Text


class Commitment(Strict):
    """How long somebody has promised to work.

    Args:
        term: code of a term of the plan; begins: day of the decision, or a fact of type date.
        course: with a term that is times a course, the facts of its first and last day.
        repayment: what breaking it costs.
        signals: status in the registry -> code of the step that is then proposed.
    """

    term: Code
    begins: str = "decision"
    course: tuple[Code, Code] | None = None
    repayment: Repayment
    signals: dict[Literal["retired", "moved", "left", "deceased"], Code] = Field(default_factory=dict)
    place: Text


class Recognition(Strict):
    """A group of talents, of the code list, that a case puts somebody into.

    Args:
        years: for how many; without it there is no end but the one that a step brings about.
        screened: code of the instrument that looks at who is recognised, in its rhythm.
    """

    group: Text
    name: Text
    years: Annotated[int, Field(ge=1, le=50)] | None = None
    screened: Code | None = None


class Criterion(Strict):
    """What members of a council give points for, at most `most`."""

    code: Code
    name: Text
    most: Annotated[int, Field(ge=1, le=100)]


class Scoring(Strict):
    """How a council scores a case.

    Args:
        least: share of all points that is enough, of the mean of the members; members: how many have to score.
    """

    criteria: tuple[Criterion, ...] = Field(min_length=1)
    least: Annotated[float, Field(ge=0, le=1)]
    members: Annotated[int, Field(ge=1, le=30)] = 3


class Instrument(Strict):
    """One instrument of a plan.

    Args:
        subject: a person of the registry (or one to come), or a body.
        lead: key of the body that leads it.
        opened_by: who opens a case; start: the stage it begins at.
        needs: types of approved needs that a case fills; without any, it fills none.
        nominated: cases come from nominations; groups: groups of talents that a nomination names.
        without_nomination: whether one may begin without: free, with a reason, never.
        when: its rhythm, of quarterly rewards, yearly screening, contests; told: key of the body that is told of it.
        in_force: day that papers of "valid_on = in_force" are held against: the key of a parameter of the plan.
    """

    code: Code
    name: Text
    short: Text
    kind: InstrumentKind
    subject: Literal["person", "body"] = "person"
    place: Text
    lead: str
    opened_by: Annotated[tuple[Actor, ...], Field(min_length=1)]
    start: Code
    needs: tuple[Literal["position", "second_degree", "master", "postgraduate", "short_training"], ...] = ()
    nominated: bool = False
    without_nomination: Literal["free", "reason", "never"] = "free"
    groups: dict[Code, Text] = Field(default_factory=dict)
    when: When | None = None
    told: str | None = None
    in_force: str | None = None
    stages: Annotated[tuple[Stage, ...], Field(min_length=2)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    papers: tuple[Paper, ...] = ()
    facts: tuple[Fact, ...] = ()
    rules: tuple[Rule, ...] = ()
    grants: tuple[Grant, ...] = ()
    commitment: Commitment | None = None
    recognition: Recognition | None = None
    scoring: Scoring | None = None
    notes: tuple[Text, ...] = ()

    def stage(self, code: str) -> Stage | None:
        """The stage of that code."""
        return next((one for one in self.stages if one.code == code), None)

    def step(self, code: str) -> Step | None:
        """The step of that code."""
        return next((one for one in self.steps if one.code == code), None)

    def steps_from(self, stage: str) -> tuple[Step, ...]:
        """The steps that can be taken from a stage."""
        return tuple(one for one in self.steps if stage in one.from_)

    @property
    def judged(self) -> frozenset[str]:
        """Kinds of papers that lie in a case by the step that the result of its council opens, on any way there."""
        stages: set[str] = set()
        steps = {one.code: one for one in self.steps if one.scored}
        while more := {stage for step in steps.values() for stage in step.from_} - stages:
            stages |= more
            steps |= {one.code: one for one in self.steps if one.to in stages}
        return frozenset(kind for step in steps.values() for kind in step.papers)
