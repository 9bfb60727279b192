"""The quick reader against expat: the same sheet from both, or the quick one gives way."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers import xlsx_package, xlsx_reader
from ingest.readers.plain_parts import NotPlain, plain_strings
from ingest.readers.xlsx_package import open_package
from ingest.readers.xlsx_plain import plain_sheet
from ingest.readers.xlsx_reader import read_xlsx
from ingest.readers.xlsx_sheet import CellReader, Scan

MakeXlsx = Callable[..., Path]
STRINGS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst count="3"><si><t>Đặng &amp; Vũ</t></si>{}</sst>'
)
TYPICAL = (
    '<sheetPr/><sheetData><row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"/></row>'
    '<row r="2" hidden="1"><c r="A2"><v>1.5</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#REF!</v></c></row>'
    '<row r="4"/>\n<row r="6"><c r="B6" t="inlineStr"><is><t xml:space="preserve">a &lt; b\n_x0001_</t></is></c>'
    '<c r="C6" t="str"><v>_x0041_</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
)


def is_plain(path: Path) -> bool:
    """Whether the quick reader takes the first sheet."""
    from ingest.readers.cells import RowStore

    with zipfile.ZipFile(path) as archive:
        package = open_package(archive)
        store = RowStore(RowStore.fresh_budget())
        scan = Scan(store.put)
        try:
            plain_sheet(archive, package.sheets[0].member, CellReader(scan, package), scan, store, [0])
        except NotPlain:
            return False
    return True


def both(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[object, object]:
    """The workbook as it is read, and as expat alone reads it."""

    def never(*_: object) -> None:
        raise NotPlain

    quick = read_xlsx(path, "xlsx")
    with monkeypatch.context() as patch:
        patch.setattr(xlsx_reader, "plain_sheet", never)
        patch.setattr(xlsx_package, "plain_strings", never)
        return quick, read_xlsx(path, "xlsx")


def test_typical_sheet_is_plain_and_read_as_by_expat(make_xlsx: MakeXlsx, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_xlsx(TYPICAL, strings=STRINGS.format("<si><t/></si>"))
    assert is_plain(path)
    quick, slow = both(path, monkeypatch)
    assert quick == slow


@pytest.mark.parametrize(
    "change",
    [
        ("<sheetData>", "<!-- <sheetData> --><sheetData>"),
        ("</sheetData>", "<!-- --></sheetData>"),
        ("<v>1.5</v>", "<v><![CDATA[1.5]]></v>"),
        ("<v>1.5</v>", "<f>A1&amp;B1</f><v>1.5</v>"),
        ("<v>1.5</v>", "<v>&#49;</v>"),
        ('r="A2"', ""),
        ('r="A2"', 'r="A3"'),
        ('r="A2"', 'r="D2"'),
        ('<row r="4"/>', '<x:row r="4"/>'),
        ('<row r="4"/>', "<row/>"),
        ("a &lt; b", "<![CDATA[a]]>"),
        ("<is><t", "<is><rPh><t>x</t></rPh><t"),
    ],
)
def test_anything_unusual_is_left_to_expat(
    make_xlsx: MakeXlsx, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str]
) -> None:
    assert change[0] in TYPICAL
    path = make_xlsx(TYPICAL.replace(*change, 1), strings=STRINGS.format(""))
    assert not is_plain(path)
    quick, slow = both(path, monkeypatch)
    assert quick == slow


@pytest.mark.parametrize(
    "other", ["<si><r><t>a</t></r></si>", "<si><t>_x0001_</t></si>", "<si><t>a</t><rPh/></si>", "<!---->"]
)
def test_unusual_string_tables_are_left_to_expat(make_xlsx: MakeXlsx, other: str) -> None:
    with (
        zipfile.ZipFile(make_xlsx(TYPICAL, strings=STRINGS.format(other))) as archive,
        pytest.raises(NotPlain),
    ):
        plain_strings(archive, "xl/sharedStrings.xml")


_PIECES = [
    '<row r="8">', '<row r="9"/>', "</row>", '<c r="A8"><v>1</v></c>', '<c r="B8" t="s"><v>0</v></c>', "<c>", "</c>",
    "<v>2</v>", " ", "\n", "&amp;", "&#7877;", "&#38;", "<", "]]>", "\x01", "é", '<c r="C9" s="0" t="n"><v>7</v></c>',
    "</sheetData>",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(parts=st.lists(st.sampled_from(_PIECES), max_size=8), at=st.integers(0, len(TYPICAL)))
def test_whatever_is_put_in_both_say_the_same(
    make_xlsx: MakeXlsx, monkeypatch: pytest.MonkeyPatch, parts: list[str], at: int
) -> None:
    """Both read the same, or both refuse."""
    from ingest.errors import Unreadable

    path = make_xlsx(TYPICAL[:at] + "".join(parts) + TYPICAL[at:], strings=STRINGS.format(""))
    try:
        quick, slow = both(path, monkeypatch)
    except Unreadable:
        with pytest.raises(Unreadable), monkeypatch.context() as patch:
            patch.setattr(xlsx_reader, "plain_sheet", lambda *_: (_ for _ in ()).throw(NotPlain))
            read_xlsx(path, "xlsx")
        return
    assert quick == slow


BY_NUMBER = ("Nguy&#7877;n", "&amp;#7877;", "&#38;lt;", "&#160;", "&#8203;x", "&#129;", "&#95;x0041_", "a&#38;amp;b")


@pytest.mark.parametrize("text", BY_NUMBER)
def test_letters_written_by_number_are_those_letters(
    make_xlsx: MakeXlsx, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    cells = f'<c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>{text}</t></is></c>'
    sheet = f'<sheetData><row r="1">{cells}</row></sheetData>'
    quick, slow = both(make_xlsx(sheet, strings=STRINGS.format(f"<si><t>{text}</t></si>")), monkeypatch)
    assert quick == slow


def test_a_name_written_by_numbers_is_plain(make_xlsx: MakeXlsx) -> None:
    row = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Nguy&#7877;n</t></is></c></row></sheetData>'
    assert is_plain(make_xlsx(row))
