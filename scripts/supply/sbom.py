"""The software bill of materials in CycloneDX 1.6 (ECMA-424): parts, versions, hashes, licences. Writes no file."""

from typing import Any

from scripts.supply.licences import licence_of
from scripts.supply.parts import Part

_ALGORITHMS = {"sha256": "SHA-256", "sha512": "SHA-512"}


def purl(part: Part) -> str:
    """Package URL of a part (github.com/package-url/purl-spec)."""
    if part.ecosystem == "python":
        return f"pkg:generic/{part.name}@{part.version}"
    return f"pkg:{part.ecosystem}/{part.name.replace('@', '%40')}@{part.version}"


def document(found: list[Part], table: dict[str, Any]) -> dict[str, Any]:
    """The bill; the same parts give the same document (no time, no serial number), so that it can be compared.

    A wheel has one hash a platform: all of them stand there, any one of them is the part.
    """
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "talentdb", "bom-ref": "talentdb"}},
        "components": [_component(part, licence_of(part, table)) for part in sorted(found, key=purl)],
    }


def _component(part: Part, licence: str | None) -> dict[str, Any]:
    hashes = [
        {"alg": _ALGORITHMS[algorithm], "content": _hexadecimal(algorithm, value)}
        for algorithm, _, value in (one.partition(":") for one in part.digests)
    ]
    return {
        "type": "platform" if part.ecosystem == "python" else "library",
        "bom-ref": purl(part),
        "name": part.name,
        "version": part.version,
        "purl": purl(part),
        **({"hashes": hashes} if hashes else {}),
        **({"licenses": [{"expression": licence}]} if licence else {}),
    }


def _hexadecimal(algorithm: str, value: str) -> str:
    """npm writes base64, pip hexadecimal; the bill wants the latter."""
    if algorithm == "sha256":
        return value
    from base64 import b64decode

    return b64decode(value).hex()
