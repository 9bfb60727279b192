"""What the program is built of: each part pinned by hash, under a licence the project takes, free of known faults."""

import json
from datetime import date
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from scripts.supply.findings import findings
from scripts.supply.licences import licence_of, read_table, taken
from scripts.supply.parts import Part, npm_parts, parts, python_parts
from scripts.supply.refresh import refreshed
from scripts.supply.sbom import document, purl
from scripts.supply.vulnerabilities import Advisory, Copy, read_copy, vulnerable

_TODAY = date(2026, 11, 22)


def _copy(affected: str, accepted: str = "") -> Copy:
    one = Advisory("pypi", "openpyxl", ("CVE-0000-1",), SpecifierSet(affected), "a fault", "made up", accepted)
    return Copy(_TODAY, (one,))


def test_nothing_of_this_checkout_has_to_be_mended() -> None:
    wrong, _told = findings(parts(), read_copy(), read_table())
    assert wrong == []


def test_a_vulnerable_version_is_found_and_a_later_one_is_not() -> None:
    found = [Part("pypi", "openpyxl", "3.1.5", ("sha256:00",))]
    assert findings(found, _copy("<3.1.6"), read_table())[0]
    assert findings(found, _copy("<3.1.5"), read_table())[0] == []


def test_an_accepted_one_is_told_and_not_hidden() -> None:
    wrong, told = findings([Part("pypi", "openpyxl", "3.1.5")], _copy("<4", "never reached"), read_table())
    assert wrong == []
    assert "never reached" in told[0]


def test_every_advisory_names_a_part_that_the_project_has() -> None:
    """An entry with a misspelt package would look like safety."""
    have = {(part.ecosystem, part.name) for part in parts()}
    assert {(one.ecosystem, one.package) for one in read_copy().advisories} <= have


def test_another_package_of_the_same_name_elsewhere_is_not_meant() -> None:
    assert vulnerable([Part("npm", "openpyxl", "3.1.5")], _copy("<4")) == []


@pytest.mark.parametrize(
    ("expression", "is_taken"),
    [("MIT", True), ("GPL-3.0-only", False), ("GPL-3.0-only OR MIT", True), ("MIT AND GPL-3.0-only", False)],
)
def test_licences_that_are_taken(expression: str, is_taken: bool) -> None:
    assert taken(expression, read_table()) is is_taken


def test_a_part_without_a_known_licence_is_told() -> None:
    assert licence_of(Part("pypi", "no-such-package-anywhere", "1"), read_table()) is None
    wrong, _ = findings([Part("pypi", "no-such-package-anywhere", "1")], _copy("<0"), read_table())
    assert "no licence known" in wrong[0]


def test_a_pin_without_a_hash_is_refused() -> None:
    with pytest.raises(ValueError, match=r"openpyxl==3\.1\.5 has no hash"):
        python_parts("openpyxl==3.1.5\npandas==3.0.0 \\\n    --hash=sha256:" + "0" * 64)
    with pytest.raises(ValueError, match="no integrity hash"):
        npm_parts(json.dumps({"packages": {"": {}, "node_modules/a": {"version": "1"}}}))


def test_the_bill_of_materials_has_every_part_once_with_hash_and_licence() -> None:
    bill = document(parts(), read_table())
    refs = [one["bom-ref"] for one in bill["components"]]
    assert sorted(refs) == sorted({purl(part) for part in parts()})
    assert all(one.get("hashes") for one in bill["components"] if one["type"] == "library")
    assert all(one.get("licenses") for one in bill["components"])


def test_the_copy_is_keyed_anew_from_osv_files(tmp_path: Path) -> None:
    record = {
        "id": "PYSEC-1", "aliases": ["CVE-1"],
        "affected": [
            {
                "package": {"ecosystem": "PyPI", "name": "OpenPyXL"},
                "ranges": [{"type": "ECOSYSTEM", "events": [
                    {"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "2.0"}, {"last_affected": "2.4"},
                    {"introduced": "9.0"},
                ]}],
            },
            {"package": {"ecosystem": "PyPI", "name": "other"}, "ranges": [{"type": "ECOSYSTEM", "events": []}]},
        ],
    }  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "b.json").write_text(
        json.dumps({**record, "id": "GONE", "withdrawn": "2026-01-01"}), encoding="utf-8"
    )
    written = tmp_path / "copy.toml"
    written.write_text(
        refreshed(tmp_path, [Part("pypi", "openpyxl", "3.1.5")], _copy("<4", "a reason"), _TODAY), encoding="utf-8"
    )
    read = read_copy(written)
    assert read.age(date(2026, 12, 22)) == 30
    assert [str(one.affected) for one in read.advisories] == ["<1.2", "<=2.4,>=2.0", ">=9.0"]
    assert {one.ids for one in read.advisories} == {("PYSEC-1", "CVE-1")}


def test_a_folder_without_osv_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no OSV file"):
        refreshed(tmp_path, [], _copy("<4"), _TODAY)
