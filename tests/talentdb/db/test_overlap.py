"""Strategy: what is called, in which order and by whom; never how fast."""

import threading
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.db.overlap import overlap


class Log:
    """Notes each call; fails where it is told to."""

    def __init__(self, fails=()):
        self.calls, self.fails, self.at_server, self.threads = [], set(fails), 0, {}

    def call(self, kind, part):
        self.calls.append((kind, part))
        self.threads.setdefault(kind, set()).add(threading.get_ident())
        if (kind, part) in self.fails:
            raise ValueError(kind, part)

    def at(self, kind, part):
        assert self.at_server == 0, "two at the server at once"
        self.at_server += 1
        try:
            self.call(kind, part)
        finally:
            self.at_server -= 1

    def read(self, part):
        self.at("read", part)
        return part * 10

    def work(self, found):
        self.call("work", found // 10)
        return found + 1

    def write(self, part, made):
        assert made == part * 10 + 1
        self.at("write", part)

    def done(self, part):
        self.call("done", part)

    def run(self, parts):
        overlap(parts, self.read, self.work, self.write, self.done)

    def of(self, kind):
        return [part for found, part in self.calls if found == kind]


@given(st.integers(0, 12))
def test_every_part_is_read_worked_on_and_written_once_in_order(count):
    log = Log()
    log.run(range(count))
    for kind in ("read", "work", "write", "done"):
        assert log.of(kind) == list(range(count))
    for part in range(count):
        order = [log.calls.index((kind, part)) for kind in ("read", "work", "write", "done")]
        assert all(one < other for one, other in pairwise(order))
    here = {threading.get_ident()}
    assert all(log.threads[kind] == here for kind in ("work", "done") if count)
    assert count < 2 or log.threads["read"] == log.threads["write"] != here


@pytest.mark.parametrize("kind", ["read", "work", "write", "done"])
@pytest.mark.parametrize("part", [0, 1, 3])
def test_what_fails_is_told_and_nothing_after_it_is_written(kind, part):
    log = Log([(kind, part)])
    with pytest.raises(ValueError, match=f"{kind}.*{part}"):
        log.run(range(4))
    assert log.at_server == 0
    assert [written for written in log.of("done") if written > part] == []
    if kind in ("read", "work"):
        assert part not in log.of("write")
