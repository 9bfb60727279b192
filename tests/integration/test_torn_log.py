"""The short form of the figure of torn logs: what a crash left is a consistent beginning, whatever befell its end."""

from tests.trust.torn_wal import measure


def test_a_torn_log_leaves_a_consistent_beginning() -> None:
    assert [figure.measured for figure in measure("short") if not figure.holds] == []
