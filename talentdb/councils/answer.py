"""A proposal as one JSON document: members with roles and reasons, the rules kept, ways out in words."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from talentdb.councils import labels
from talentdb.councils.model import Change, Relaxation, Rules, Seat
from talentdb.councils.notices import Notice
from talentdb.councils.proposal import Proposal
from talentdb.councils.rules import apply, women
from talentdb.councils.scoring import covered

__all__ = ["as_json", "change_words", "notice_words"]


def as_json(proposal: Proposal) -> dict[str, Any]:
    """The answer of `talentdb panel`: `members` is empty and `relax` filled when the rules cannot be kept."""
    panel, rules, demand = proposal.panel, proposal.rules, proposal.demand
    return {
        "topic": demand.topic,
        "size": demand.size,
        "feasible": panel.feasible,
        "engine": proposal.engine,
        "considered": panel.considered,
        "sub_fields": list(rules.cover),
        "members": [_member(proposal, seat) for seat in panel.seats],
        "alternates": [_member(proposal, seat) for seat in panel.alternates],
        "rules": _rules_kept(proposal) if panel.feasible else [],
        "eased": [_change(proposal, change) for change in panel.eased],
        "relax": [*(_wider(*part) for part in proposal.wider), *(_way(proposal, way) for way in panel.relax)],
        "message": _message(proposal),
        "score": round(panel.score, 4),
        "bound": round(panel.bound, 4),
    }


def _message(proposal: Proposal) -> str | None:
    """What is said where there is neither a council nor a way to one."""
    if proposal.panel.feasible or proposal.panel.relax or proposal.wider:
        return None
    return labels.NO_WAY if proposal.known else labels.NOBODY


def _member(proposal: Proposal, seat: Seat) -> dict[str, Any]:
    known = proposal.known[seat.candidate.person_id]
    main = known.bodies[0] if known.bodies else (None, None)
    next_one = seat.runner_up
    return {
        "role": seat.role,
        "role_label": labels.ROLES[seat.role],
        "person_id": known.person_id,
        "name": known.full_name,
        "full_name": known.full_name,
        "agency": main[0],
        "agency_code": main[0],
        "agency_name": main[1],
        "agencies": [code for code, _ in known.bodies],
        **{name: known.values.get(name) for name in ("sex", "qualification", "academic_title", "position_title")},
        "seniority": seat.candidate.seniority,
        "score": round(sum(seat.parts.values()), 4),
        "parts": {name: round(value, 4) for name, value in seat.parts.items()},
        "covers": [name for name in proposal.rules.cover if name in covered(seat.candidate, proposal.rules)],
        "uses": seat.candidate.uses,
        "reasons": list(seat.reasons),
        "why": list(known.found.why),
        "runner_up": None if next_one is None else {
            "person_id": next_one.candidate.person_id,
            "name": next_one.candidate.name,
            "difference": round(max(0.0, next_one.difference), 4),
        },
    }  # fmt: skip


def _rules_kept(proposal: Proposal) -> list[dict[str, Any]]:
    """Each rule that was asked for or is of custom, in words, as the panel keeps it."""
    rules, words = apply(proposal.rules, proposal.panel.eased), labels.RULES
    members = [seat.candidate for seat in proposal.panel.seats]
    roles = Counter(seat.role for seat in proposal.panel.seats)
    tied = sum(number in proposal.known and number not in rules.accepted_ties for number in rules.ties)
    required = [name for name, least in rules.cover.items() if least]
    told: list[tuple[str, bool, dict[str, object]]] = [
        ("size", True, {"n": len(members)}),
        ("seats", True, {"roles": ", ".join(f"{roles[role]} {labels.ROLES[role]}" for role in roles)}),
        ("chair_seniority", bool(rules.chair_seniority), {"rank": labels.RANKS[rules.chair_seniority]}),
        ("women", bool(rules.min_women), {"n": rules.min_women, "found": women(members)}),
        ("per_agency", True, {"n": rules.per_agency}),
        ("excluded_agency", bool(rules.excluded_agencies), {"agencies": _names(proposal, rules)}),
        ("cover", bool(required), {"fields": "; ".join(required)}),
        ("tie", proposal.demand.applicant is not None, {"n": tied}),
        ("apart", rules.apart, {}),
        ("uses", rules.most_uses is not None, {"n": rules.most_uses}),
        ("include", bool(rules.include), {"n": len(rules.include)}),
        ("exclude", bool(proposal.demand.exclude), {"n": len(proposal.demand.exclude)}),
    ]
    return [
        {"rule": name, "kept": True, "label": words[name].format(**values)} for name, holds, values in told if holds
    ]


def _names(proposal: Proposal, rules: Rules) -> str:
    return "; ".join(proposal.bodies[code] for code in sorted(rules.excluded_agencies))


def _wider(phrase: str, total: int) -> dict[str, Any]:
    """A wider topic: no rule gives way, other people are asked."""
    label = labels.WIDER_TOPIC.format(topic=phrase, n=total)
    change = {"kind": "topic", "subject": phrase, "before": 0, "after": total, "label": label}
    return {"label": label, "changes": [change], "cost": 0.0}


def _way(proposal: Proposal, way: Relaxation) -> dict[str, Any]:
    changes = [_change(proposal, change) for change in way.changes]
    return {"label": "; ".join(change["label"] for change in changes), "changes": changes, "cost": way.cost}


def _change(proposal: Proposal, change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "subject": change.subject,
        "before": change.before,
        "after": change.after,
        "label": change_words(change, proposal.bodies, _ties_of(proposal), _people(proposal)),
    }


def _ties_of(proposal: Proposal) -> dict[str, str]:
    return {str(number): labels.TIES[kind] for number, kind in proposal.rules.ties.items()}


def _people(proposal: Proposal) -> dict[str, str]:
    return {str(number): one.full_name for number, one in proposal.known.items()}


def change_words(
    change: Change, bodies: Mapping[str, str], ties: Mapping[str, str], people: Mapping[str, str]
) -> str:
    """One change of a rule in Vietnamese."""
    subject = {"excluded_agency": bodies, "tie": people}.get(change.kind, {}).get(change.subject, change.subject)
    rank = labels.RANKS[change.after] if change.kind == "chair_seniority" else ""
    return labels.CHANGES[change.kind].format(
        subject=subject, before=change.before, after=change.after, rank=rank, tie=ties.get(change.subject, "")
    )


def notice_words(notice: Notice) -> str:
    """What has come up about a member, in Vietnamese."""
    subject = labels.TIES[notice.subject] if notice.kind == "tie" else notice.subject
    return labels.NOTICES[notice.kind].format(subject=subject)
