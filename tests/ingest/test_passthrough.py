"""What is printed is what `read_file` gives; errors are seen without parsing."""

import json
from pathlib import Path

import pytest

from ingest.passthrough import has_errors, print_documents, read_text
from ingest.pipeline import read_file

GOOD = "STT,Họ và tên,Ngày sinh,Giới tính\n1,Nguyễn Văn Đảm,03/05/1975,Nam\n2,Trần Thị Lá,13/04/1980,Nữ\n"


@pytest.mark.parametrize(
    "content", [GOOD, GOOD.replace("1975", "5"), GOOD.replace("Đảm", '""severity"":""error""'), "%PDF"]
)
def test_same_as_the_parsed_reading(tmp_path: Path, content: str) -> None:
    path = tmp_path / "danh sách.csv"
    path.write_text(content, encoding="utf-8")
    text = read_text(path)
    document = read_file(path)
    assert json.loads(text) == document
    tables = [t for s in document["sheets"] for t in s["tables"]]
    errors = [p for t in tables for p in t["problems"] if p["severity"] == "error"]
    assert has_errors(text) == bool(errors or document["error"])


def test_list_of_documents(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    print_documents([b'{"a":1}', b'{"b":2}'])
    assert json.loads(capsysbinary.readouterr().out) == [{"a": 1}, {"b": 2}]
