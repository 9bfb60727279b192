"""What is printed for people steers no terminal."""

import pytest

from talentdb.console import answer, say


def test_control_signs_of_texts_are_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    answer("1\tmột \x1b[31mđỏ\x9b2J\rhai\nba\ud800")
    say("Lỗi\x07: \u202eabc")
    assert capsys.readouterr() == ("1\tmột [31mđỏ2J\nhai\nba\n", "Lỗi: abc\n")
