"""The home folder, its secrets and locks."""

import errno
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from talentdb.errors import EnvironmentProblem
from talentdb.services import secret
from talentdb.services.faults import map_os_errors
from talentdb.services.home import Claim, exclusive, prepare_home


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_secret_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    home = tmp_path / "h"
    made = secret(home, "some-key", 24)
    assert len(made) == 24
    assert secret(home, "some-key", 24) == made
    assert secret(home, "other-key", 24) != made
    assert (_mode(home), _mode(home / "secrets"), _mode(home / "secrets/some-key")) == (0o700, 0o700, 0o600)


def test_secret_opened_to_others_is_closed_again(tmp_path: Path) -> None:
    secret(tmp_path / "h", "k")
    path = tmp_path / "h/secrets/k"
    path.chmod(0o644)
    secret(tmp_path / "h", "k")
    assert _mode(path) == 0o600


def test_everybody_at_once_gets_the_same_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        values = set(pool.map(lambda _number: secret(tmp_path / "h", "k"), range(32)))
    assert len(values) == 1
    assert [path.name for path in (tmp_path / "h/secrets").iterdir()] == ["k"]


def test_cut_secret_is_refused_and_kept(tmp_path: Path) -> None:
    secret(tmp_path / "h", "k")
    path = tmp_path / "h/secrets/k"
    path.write_bytes(b"short")
    with pytest.raises(EnvironmentProblem, match="hỏng") as raised:
        secret(tmp_path / "h", "k")
    assert raised.value.exit_code == 3
    assert path.read_bytes() == b"short"


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".k", "K"])
def test_name_of_a_secret_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        secret(tmp_path / "h", name)


def test_folder_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "letter.txt").write_text("x")
    with pytest.raises(EnvironmentProblem, match="không phải là nơi lưu"):
        prepare_home(folder)
    assert _mode(folder) == 0o755


def test_parents_keep_their_mode(tmp_path: Path) -> None:
    parent = tmp_path / "parent"
    parent.mkdir()
    parent.chmod(0o755)
    prepare_home(parent / "h")
    assert _mode(parent) == 0o755


def test_home_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentProblem, match="Không ghi được"):
        prepare_home(tmp_path / "file" / "h")


def test_full_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="Ổ đĩa đã đầy"), map_os_errors(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_only_the_last_share_stops_the_servers(tmp_path: Path) -> None:
    home = prepare_home(tmp_path / "h")
    with exclusive(home):
        assert not Claim.exists(home)
        first, second = Claim(home), Claim(home)
        assert Claim.exists(home)
        assert first.give_back() is False
        assert second.give_back() is True
        assert not Claim.exists(home)
