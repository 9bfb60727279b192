"""`network` at a shell: real processes, a real home."""

import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

PROGRAM = [sys.executable, "-c", "from talentdb.cli import main; main()"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with three people, two of them in one task."""
    home = tmp_path_factory.mktemp("network") / "home"
    people = home.parent / "ds.csv"
    names = [
        ("Nguyễn Văn Thả", "Nuôi trồng thủy sản"),
        ("Trần Thị Vó", "Nuôi trồng thủy sản"),
        ("Lê Văn Lưới", "Luật"),
    ]
    rows = [f"{n},{name},{n:02}/03/1980,Nam,Tiến sĩ,{field}" for n, (name, field) in enumerate(names, 1)]
    heads = "STT,Họ và tên,Ngày sinh,Giới tính,Trình độ chuyên môn,Chuyên ngành đào tạo"
    people.write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
    run(home, "ingest", "load", str(people), "--agency", "SO-KHCN", "--approve")
    works = home.parent / "nv.csv"
    parts = [f"{n},{names[n - 1][0]},{n:02}/03/1980,Quy trình nuôi cá lồng,2022,{role}"
             for n, role in ((1, "Chủ nhiệm"), (2, "Thành viên"))]  # fmt: skip
    heads = "STT,Họ và tên,Ngày sinh,Tên đề tài,Năm,Vai trò"
    works.write_text("\n".join([heads, *parts]) + "\n", encoding="utf-8")
    run(home, "ingest", "load", str(works), "--agency", "SO-KHCN", "--form", "works", "--approve")
    return home


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TALENTDB_HOME": str(home)}
    return subprocess.run([*PROGRAM, *words], env=environment, capture_output=True, text=True, check=False)


def test_a_network_comes_out_with_all_its_people(filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "mang.graphml"
    done = run(filled, "network", "export", "--format", "graphml", "--layer", "tasks", "-o", str(out))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    net = nx.read_graphml(out)
    assert (net.number_of_nodes(), net.number_of_edges()) == (3, 1)
    assert {data["layer"] for *_, data in net.edges(data=True)} == {"tasks"}


def test_query_and_filters_choose_the_people(filled: Path, tmp_path: Path) -> None:
    def exported(*words: str) -> set[str]:
        out = tmp_path / "mang.json"
        done = run(filled, "network", "export", "--format", "json", "--layer", "tasks", "-o", str(out), *words)
        assert done.returncode == 0, done.stderr
        return {node["label"] for node in json.loads(out.read_text(encoding="utf-8"))["nodes"]}

    assert exported("--query", "thủy sản") == {"Nguyễn Văn Thả", "Trần Thị Vó"}
    assert exported("--query", "Trần Thị Vó", "--neighbours") == {"Nguyễn Văn Thả", "Trần Thị Vó"}
    assert exported("--filter", "field_of_training=Luật") == {"Lê Văn Lưới"}
    assert exported("--query", "qwzxjk") == set()
    told = json.loads((tmp_path / "mang.json.manifest.json").read_text(encoding="utf-8"))
    assert told["query"] == "qwzxjk"


def test_a_folder_gets_a_file_named_after_question_and_day(filled: Path, tmp_path: Path) -> None:
    done = run(filled, "network", "export", "--format", "csv", "--query", "thủy sản", "--as-of", "2026-07-01", "-o",
               str(tmp_path))  # fmt: skip
    assert done.returncode == 0, done.stderr
    name = "mang-luoi_thuy-san_2026-07-01.zip"
    assert {path.name for path in tmp_path.iterdir()} == {name, f"{name}.manifest.json"}


def test_measures_and_neighbourhood_of_one(filled: Path) -> None:
    measured = json.loads(run(filled, "network", "measures", "--layer", "tasks", "--json").stdout)
    assert sorted(person["degree"] for person in measured["people"]) == [0, 1, 1]
    number = next(person["person_id"] for person in measured["people"] if person["label"] == "Trần Thị Vó")
    near = json.loads(run(filled, "network", "ego", str(number), "--layer", "tasks", "--json").stdout)
    assert {node["label"] for node in near["nodes"]} == {"Nguyễn Văn Thả", "Trần Thị Vó"}
    assert near["edges"][0]["first_year"] == 2022


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export", "--format", "gml", "-o", "x"), "graphml, gexf, json, csv"),
        (("export", "--layer", "friends", "-o", "x.graphml"), "publications"),
        (("export", "--filter", "abc=1", "-o", "x.graphml"), "abc"),
        (("ego", "999999999"), "999999999"),
    ],
)
def test_slips_are_told_without_a_trace(filled: Path, words: tuple[str, ...], told: str) -> None:
    done = run(filled, "network", *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
