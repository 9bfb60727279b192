"""Two processes give what one gives; a helper that fails is made good; what it inherits is limited."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from ingest.halves import in_halves

HEAD = """
import os, resource, signal, sys, time
from ingest import halves
from ingest.limits import Limits, apply_limits
me = os.getpid()
apply_limits(Limits(memory_bytes=700 << 20))
halves._permitted = True
"""


def run(code: str) -> str:
    """Output of a limited process of its own that runs the code."""
    done = subprocess.run(
        [sys.executable, "-c", HEAD + textwrap.dedent(code)],
        capture_output=True, text=True, cwd=Path(__file__).parents[2], timeout=600, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_nothing_is_forked_unless_permitted() -> None:
    assert set(in_halves(lambda a, b: [os.getpid()] * (b - a), 10_000)) == {os.getpid()}


def test_all_indexes_in_order_from_two_processes() -> None:
    assert run("""
        found = halves.in_halves(lambda a, b: [(i, os.getpid() == me) for i in range(a, b)], 10_000)
        print([i for i, _ in found] == list(range(10_000)), {own for _, own in found} == {True, False})
    """) == "True True"  # fmt: skip


@pytest.mark.parametrize("death", ["1 / 0", "os.abort()", "bytearray(1 << 30)", "os._exit(0)"])
def test_part_of_a_helper_that_fails_is_done_here(death: str) -> None:
    assert run(f"""
        def work(a, b):
            if os.getpid() != me:
                {death}
            return list(range(a, b))
        print(halves.in_halves(work, 5_000) == list(range(5_000)))
    """) == "True"  # fmt: skip


def test_memory_is_shared_between_the_two_and_given_back() -> None:
    assert run("""
        def work(a, b):
            return [resource.getrlimit(resource.RLIMIT_AS)[0]] * (b - a)
        found = halves.in_halves(work, 5_000)
        print(found[0] + found[-1] <= 700 << 20, resource.getrlimit(resource.RLIMIT_AS)[0] == 700 << 20)
    """) == "True True"  # fmt: skip


def test_own_part_that_needs_all_the_memory_is_done_again_alone() -> None:
    assert run("""
        def work(a, b):
            if os.getpid() == me:
                bytearray(500 << 20)
            return list(range(a, b))
        print(halves.in_halves(work, 5_000) == list(range(5_000)))
    """) == "True"  # fmt: skip


def test_helper_has_the_clock_no_further_process_and_no_open_file() -> None:
    assert run("""
        def work(a, b):
            files = [n for n in os.listdir("/proc/self/fd")]
            return [(signal.getitimer(signal.ITIMER_REAL)[0] > 0, resource.getrlimit(resource.RLIMIT_NPROC),
                     len(files))] * (b - a)
        timer, processes, files = halves.in_halves(work, 5_000)[-1]
        print(timer, processes, files <= 2, resource.getrlimit(resource.RLIMIT_NPROC)[0])
    """) == "True (0, 0) True 0"  # fmt: skip
