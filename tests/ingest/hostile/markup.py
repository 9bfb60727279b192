"""Hostile XML: entities, encodings, depth, names and numbers that lie, far cells, merges without end."""

from collections.abc import Iterator

from tests.ingest.hostile.packages import MAIN, OFFICE, PEOPLE, Hostile, archive, book, cell, row, rows, sheet

__all__ = ["markup"]

_XML = '<?xml version="1.0" encoding="UTF-8"?>'


def markup() -> Iterator[Hostile]:
    """Around seventy files."""
    yield from _entities()
    yield from _encodings()
    yield from _structure()
    yield from _references()
    yield from _merges_and_rows()
    yield from _parts()


def _file(name: str, content: bytes | dict[str, bytes], outcome: str, **options: object) -> Hostile:
    parts = content if isinstance(content, dict) else book(content)
    return Hostile(f"{name}.xlsx", archive(parts), outcome, **options)  # type: ignore[arg-type]


def _entities() -> Iterator[Hostile]:
    laughs = '<!ENTITY a "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1 if i else str()};" * 10}">' for i in range(9))
    outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    quadratic = f'<!DOCTYPE w [<!ENTITY q "{"a" * 50_000}">]>'
    for name, doctype, text in (
        ("laughs", f"<!DOCTYPE w [{laughs}]>", "&a8;"),
        ("xxe_file", outside, "&x;"),
        ("xxe_http", '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">', ""),
        ("xxe_parameter", '<!DOCTYPE w [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>', ""),
        ("quadratic", quadratic, "&q;" * 400),
        ("doctype_alone", "<!DOCTYPE worksheet>", ""),
    ):
        yield _file(f"entity_{name}", sheet(rows() + row(9, (text,)), prolog=_XML + doctype), "refused", seconds=5)
    for part in ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml"):
        content = f"{_XML}{outside}<a>&x;</a>".encode()
        short = part.rpartition("/")[2].partition(".")[0].strip("[]")
        yield _file(f"entity_in_{short}", book(parts={part: content}), "refused", seconds=5)
    yield _file("entity_unknown", sheet(rows() + row(9, ("&nbsp;",))), "refused")
    yield _file("entity_surrogate", sheet(rows() + row(9, ("&#xD800;",))), "refused")
    yield _file("entity_nul", sheet(rows() + row(9, ("&#0;",))), "refused")
    yield _file("entity_beyond_unicode", sheet(rows() + row(9, ("&#x110000;",))), "refused")


def _encodings() -> Iterator[Hostile]:
    text = sheet(prolog="").decode()
    utf16 = f'<?xml version="1.0" encoding="UTF-16"?>{text}'
    yield _file("utf16", utf16.encode("utf-16"), "read")
    yield _file("utf16_without_mark", utf16.encode("utf-16-le"), "either")
    yield _file("utf8_mark", b"\xef\xbb\xbf" + _XML.encode() + text.encode(), "read")
    yield _file("utf32", f'<?xml version="1.0" encoding="UTF-32"?>{text}'.encode("utf-32"), "refused")
    yield _file("declared_utf16_is_utf8", utf16.encode(), "refused")
    yield _file("latin1_bytes", sheet(rows()).replace("ễ".encode(), b"\xe9"), "refused")
    yield _file("overlong_utf8", sheet(rows()).replace(b"STT", b"\xc0\x80TT"), "refused")
    yield _file("encoding_unknown", b'<?xml version="1.0" encoding="KOI-77"?>' + text.encode(), "refused")
    yield _file("utf7", b'<?xml version="1.0" encoding="UTF-7"?>' + text.encode("utf-7"), "refused")
    yield _file("control_1", sheet(rows()).replace(b"STT", b"S\x01T"), "refused")


def _structure() -> Iterator[Hostile]:
    yield _file("deep", sheet(rows(), after="<a>" * 200_000 + "</a>" * 200_000), "either")
    yield _file("deep_unclosed", sheet(rows(), after="<a>" * 200_000), "refused")
    yield _file("unclosed", sheet()[:-12], "refused")
    yield _file("two_roots", sheet() + b"<b/>", "refused")
    yield _file("wrong_nesting", sheet(rows().replace("</c></row>", "</row></c>")), "refused")
    yield _file("other_root", b'<chartsheet xmlns="' + MAIN.encode() + b'"/>', "either", people=0)
    yield _file("no_namespace", sheet().replace(f' xmlns="{MAIN}"'.encode(), b""), "either")
    strict = sheet().replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    yield _file("strict", strict, "read")
    prefixed = sheet().decode().replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    yield _file("prefixed", prefixed.encode(), "read")
    yield _file("comment_inside", sheet(rows().replace("<is>", "<!-- a < b --><is>")), "read")
    yield _file("cdata", sheet(rows().replace("Lê Hư Cấu", "<![CDATA[Lê Hư Cấu]]>")), "read")
    yield _file("instruction", sheet(rows().replace("</row>", "<?php echo 1 ?></row>")), "read")
    yield _file("foreign_elements", sheet(rows().replace("<is>", '<z:a xmlns:z="urn:z"><z:b/></z:a><is>')), "read")
    attributes = " ".join(f'a{i}="x"' for i in range(3000))
    yield _file("attributes_many", sheet(rows().replace('r="1"', f'r="1" {attributes}', 1)), "either")
    yield _file("single_quotes", sheet(rows().replace('"', "'")), "read")
    second = f"<sheetData>{row(20, ('9', 'Ngô Thứ Hai', '', ''))}</sheetData>"
    yield _file("two_sheet_data", sheet(rows(), after=second), "either")
    yield _file("nothing", b"", "refused")
    yield _file("empty_sheet", sheet(""), "refused", codes=())
    rich = "<is><r><t>Lê </t></r><r><rPr><b/></rPr><t>Hư Cấu</t></r><rPh><t>ふりがな</t></rPh></is>"
    yield _file("rich_text", sheet(rows().replace('<is><t xml:space="preserve">Lê Hư Cấu</t></is>', rich)), "read")


def _references() -> Iterator[Hostile]:
    base = rows()
    for name, reference in {
        "outside_row": "A16777217", "outside_column": "ZZZZZZ1", "row_zero": "A0", "negative": "A-5",
        "huge": "A99999999999999999999", "words": "HELLO", "column_only": "B", "lower": "b9", "absolute": "$B$9",
    }.items():  # fmt: skip
        outcome = "either" if name in {"lower", "absolute", "column_only", "words", "negative"} else "refused"
        yield _file(f"reference_{name}", sheet(f"{base}<row>{cell(reference, 'x')}</row>"), outcome)
    yield _file("reference_none", sheet(base.replace(' r="', ' q="')), "either")
    yield _file("reference_rows_none", sheet(base.replace('<row r="', '<row q="')), "read")
    yield _file("reference_twice", sheet(base + row(4, ("9", "Ngô Hai Lần", "", ""))), "either")
    back = row(4, PEOPLE[2]) + row(3, PEOPLE[1]) + row(2, PEOPLE[0])
    yield _file("rows_backwards", sheet(back + row(1, ("STT", "Họ và tên", "Ngày sinh", "Giới tính"))), "either")
    cells = [cell(f"{letter}1", text) for letter, text in zip("DCBA", ("Giới tính", "Ngày sinh", "Họ và tên", "STT"),
                                                             strict=True)]  # fmt: skip
    yield _file(
        "cells_backwards", sheet(f'<row r="1">{"".join(cells)}</row>' + base.partition("</row>")[2]), "either"
    )
    far = f'<row r="1048576">{cell("XFD1048576", "xa")}</row>'
    yield _file("far_cell", sheet(base + far), "either", seconds=5)
    yield _file("far_row", sheet(base + row(1_048_576, ("", "cuối"))), "either", seconds=5)
    yield _file("far_column", sheet(base.replace("</row>", cell("XFD1", "xa") + "</row>", 1)), "either", seconds=5)
    yield _file("dimension_lies_large", sheet(base, before='<dimension ref="A1:XFD1048576"/>'), "read", seconds=5)
    yield _file("dimension_lies_small", sheet(base, before='<dimension ref="A1:B2"/>'), "read")
    yield _file("dimension_nonsense", sheet(base, before='<dimension ref="??"/>'), "read")
    for name, index in (
        ("beyond", "99"),
        ("negative", "-1"),
        ("word", "x"),
        ("huge", "9" * 400),
        ("fraction", "0.5"),
    ):
        bad = f'<row r="9"><c r="B9" t="s"><v>{index}</v></c></row>'
        strings = {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>'.encode()}
        relation = f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        parts = book(sheet(base + bad), parts=strings, relations=relation)
        yield _file(f"string_index_{name}", parts, "refused")
    yield _file("style_index_beyond", sheet(base.replace("<c ", '<c s="99999" ')), "read")
    yield _file("type_unknown", sheet(base + '<row r="9"><c r="B9" t="zz"><v>1</v></c></row>'), "either")
    sst = f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>'.encode()
    yield _file("string_count_lies", book(parts={"xl/sharedStrings.xml": sst}), "read")


def _merges_and_rows() -> Iterator[Hostile]:
    def merged(*references: str) -> bytes:
        listed = "".join(f'<mergeCell ref="{one}"/>' for one in references)
        return sheet(rows(), after=f"<mergeCells>{listed}</mergeCells>")

    yield _file("merge_whole_sheet", merged("A3:XFD1048576"), "either", seconds=5)
    yield _file("merge_column", merged("F1:F1048576"), "read", seconds=5)
    yield _file("merges_many", merged(*(f"H{i}:I{i}" for i in range(1, 60_001))), "either")
    yield _file("merges_overlap", merged("F1:H9", "G2:J20", "F1:H9"), "either")
    yield _file("merge_nonsense", merged("A1", "??", "B9:A1", "A0:B0", "ZZZZ1:B2"), "either")
    yield _file("merge_over_header", merged("A1:D1"), "either")
    yield _file("rows_empty_many", sheet(rows() + "".join(f'<row r="{i}"/>' for i in range(10, 200_000))), "read")
    blank = "".join(
        f'<row r="{i}">' + "".join(f'<c r="{letter}{i}"/>' for letter in "ABCDEFGH") + "</row>"
        for i in range(10, 30_000)
    )
    yield _file("cells_empty_many", sheet(rows() + blank), "read")
    columns = "<cols>" + '<col min="1" max="16384" width="9"/>' * 50_000 + "</cols>"
    yield _file("columns_many", sheet(rows(), before=columns), "read")
    choices = "<dataValidations>" + '<dataValidation sqref="A1"/>' * 50_000 + "</dataValidations>"
    yield _file("validations_many", sheet(rows(), after=choices), "read")
    yield _file("hidden_rows", sheet(rows().replace("<row ", '<row hidden="1" ')), "read")


def _parts() -> Iterator[Hostile]:
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        short = name.rpartition("/")[2].replace(".", "_")
        yield _file(f"without_{short}", book(parts={name: None}), "refused")
        yield _file(f"broken_{short}", book(parts={name: b"<a"}), "refused")
    yield _file("without_types", book(parts={"[Content_Types].xml": None}), "either")
    yield _file(
        "styles_nonsense", book(parts={"xl/styles.xml": b"<styleSheet><fills><fill/></fills></styleSheet>"}), "read"
    )
    names = "<definedNames>" + "".join(f'<definedName name="n{i}">DS!$A$1</definedName>' for i in range(50_000))
    yield _file("names_many", book(workbook=names + "</definedNames>"), "read")
    yield _file("relation_outside", book(relations=f'<Relationship Id="z" Type="{OFFICE}/worksheet" '
                'Target="http://127.0.0.1:9/s.xml" TargetMode="External"/>'), "read")  # fmt: skip
    loop = {f"S{i}": sheet() for i in range(1, 4)}
    yield _file("three_sheets", book(loop), "read", people=9)
    yield _file("sheets_many", book({f"S{i}": sheet("") if i else sheet() for i in range(400)}), "read")
    yield _file("sheet_names_strange", book({"=cmd|'/c calc'!A1": sheet(), "&lt;b&gt;": sheet("")}), "read")
    yield _file("very_hidden", book({"DS": sheet(), "Ẩn": sheet("")}, states={"Ẩn": "veryHidden"}), "read")
