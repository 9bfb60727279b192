"""Hostile values in good packages, and hostile text files: refused, told, or read without losing anybody."""

from collections.abc import Iterator

from tests.ingest.hostile.packages import HEADER, PEOPLE, Hostile, archive, book, row, rows, sheet

__all__ = ["texts", "values"]


def values() -> Iterator[Hostile]:
    """Cells that other readers choke on: the people must be there all the same."""
    raw = {
        "infinite": '<c r="F2"><v>1e999</v></c>',
        "nan": '<c r="F2"><v>NaN</v></c>',
        "digits_5000": f'<c r="F2"><v>{"9" * 5000}</v></c>',
        "digits_20": '<c r="F2"><v>12345678901234567890</v></c>',
        "exponent": '<c r="F2"><v>3.3090001234E10</v></c>',
        "empty_v": '<c r="F2"><v></v></c>',
        "no_v": '<c r="F2" t="n"/>',
        "error": '<c r="F2" t="e"><v>#REF!</v></c>',
        "error_unknown": '<c r="F2" t="e"><v>#WHAT?</v></c>',
        "boolean": '<c r="F2" t="b"><v>7</v></c>',
        "date_iso": '<c r="F2" t="d"><v>1988-03-12T00:00:00Z</v></c>',
        "date_nonsense": '<c r="F2" t="d"><v>1988-99-99</v></c>',
        "formula": '<c r="F2"><f>HYPERLINK("http://127.0.0.1:9","x")</f></c>',
        "formula_dde": "<c r=\"F2\"><f>cmd|' /C calc'!A0</f><v>0</v></c>",
        "formula_long": f'<c r="F2"><f>{"A1+" * 20_000}A1</f><v>1</v></c>',
        "shared_formula": '<c r="F2"><f t="shared" si="0" ref="F2:F1048576">A1</f><v>1</v></c>',
        "word_as_number": '<c r="F2"><v>mười hai</v></c>',
        "escapes": '<c r="F2" t="inlineStr"><is><t>a_x0000_b_x0001_c_xD800_</t></is></c>',
        "bidi": '<c r="F2" t="inlineStr"><is><t>\u202egnp.exe\u2066</t></is></c>',
        "zero_width": '<c r="F2" t="inlineStr"><is><t>a\u200b\u200c\u200d\ufeffb\u00a0</t></is></c>',
        "long_text": f'<c r="F2" t="inlineStr"><is><t>{"dài " * 12_000}</t></is></c>',
        "million_text": f'<c r="F2" t="inlineStr"><is><t>{"x" * 1_000_000}</t></is></c>',
        "markup_text": '<c r="F2" t="inlineStr"><is><t>&lt;script&gt;alert(1)&lt;/script&gt;</t></is></c>',
        "sql_text": '<c r="F2" t="inlineStr"><is><t>\'; drop table person; --</t></is></c>',
        "combining": f'<c r="F2" t="inlineStr"><is><t>a{"&#x301;" * 20_000}</t></is></c>',
        "private_use": '<c r="F2" t="inlineStr"><is><t>\ue000\uf8ff\U000f0000</t></is></c>',
        "noncharacter": '<c r="F2" t="inlineStr"><is><t>\ufffd\ufdd0</t></is></c>',
        "lines": f'<c r="F2" t="inlineStr"><is><t>{"dòng&#10;" * 5_000}</t></is></c>',
        "separators": f'<c r="F2" t="inlineStr"><is><t>{";,/|-" * 9_000}</t></is></c>',
        "brackets": f'<c r="F2" t="inlineStr"><is><t>{"(" * 30_000}</t></is></c>',
    }
    for name, xml in raw.items():
        data = rows().replace('</c></row><row r="3"', f'</c>{xml}</row><row r="3"', 1)
        yield Hostile(f"value_{name}.xlsx", archive(book(sheet(data))), "read")
    # The same in every column the reader understands: no header may turn a monster into a hang.
    headers = ("STT", "Họ và tên", "Ngày sinh", "CCCD", "Điện thoại", "Email", "Trình độ chuyên môn", "Ngoại ngữ",
               "Lĩnh vực nghiên cứu", "Địa chỉ", "Đơn vị", "Chức vụ", "Mã ngạch", "Dân tộc")  # fmt: skip
    monsters = {"nines": "9" * 20_000, "letters": "a" * 20_000, "blanks": " . " * 8_000, "commas": "a, " * 8_000,
                "titles": "PGS.TS. " * 4_000, "dates": "1/2/" * 6_000, "at": "@." * 9_000, "dots": "." * 20_000,
                "slashes": "/" * 20_000, "tone": "ắ" * 20_000,
                "quotes": "&quot;" * 9_000, "hyphens": "-" * 20_000}  # fmt: skip
    for name, text in monsters.items():
        people = [("1", "Nguyễn Thị Giả Định", *[text] * 12), ("2", "Trần Văn Tưởng Tượng", "1979"),
                  ("3", "Lê Hư Cấu", "1990")]  # fmt: skip
        data = row(1, headers) + "".join(row(i, one) for i, one in enumerate(people, 2))
        yield Hostile(f"monster_{name}.xlsx", archive(book(sheet(data))), "read")
    whole = row(1, headers) + "".join(row(i, [text] * 14) for i, text in enumerate(monsters.values(), 2))
    yield Hostile("monsters_only.xlsx", archive(book(sheet(whole))), "either", people=0)


def texts() -> Iterator[Hostile]:
    """Text lists in every disguise."""

    def lines(mark: str = ",", end: str = "\n") -> str:
        return end.join(mark.join(one) for one in (HEADER, *PEOPLE)) + end

    for name, encoding, mark, end in (
        ("utf8", "utf-8", ",", "\n"), ("bom", "utf-8-sig", ";", "\r\n"), ("tab", "utf-8", "\t", "\r\n"),
        ("pipe", "utf-8", "|", "\n"), ("utf16", "utf-16", ",", "\r\n"), ("utf16be", "utf-16-be", ",", "\n"),
        ("old_mac", "utf-8", ",", "\r"),
    ):  # fmt: skip
        prefix = b"\xfe\xff" if encoding == "utf-16-be" else b""
        yield Hostile(f"text_{name}.csv", prefix + lines(mark, end).encode(encoding), "read")
        yield Hostile(f"text_{name}_as.xlsx", prefix + lines(mark, end).encode(encoding), "read")
    good = lines()
    yield Hostile("text_sep_line.csv", ("sep=;\r\n" + lines(";", "\r\n")).encode("utf-8-sig"), "read")
    yield Hostile("text_open_quote.csv", (good + '4,"Ngô Mở Ngoặc,01/01/1990,Nam\n' * 3).encode(), "either")
    yield Hostile("text_quote_inside.csv", (good + '4,Ngô "Bé" Năm,01/01/1990,Nam\n').encode(), "either")
    yield Hostile("text_nul.csv", good.replace("Lê", "L\0ê").encode(), "either")
    yield Hostile("text_control.csv", good.replace("Lê", "L\x07ê").encode(), "either")
    yield Hostile("text_ragged.csv", (good + "4,Ngô Thừa Cột,01/01/1990,Nam,a,b,c,d,e\n5\n").encode(), "either")
    yield Hostile("text_long_line.csv", (good + "," * 200_000 + "\n").encode(), "either")
    yield Hostile("text_long_field.csv", (good + "4," + "x" * 300_000 + ",,\n").encode(), "either")
    yield Hostile("text_many_lines.csv", (good + "\n" * 400_000).encode(), "either")
    yield Hostile("text_one_word.csv", b"hello", "either", people=0)
    yield Hostile("text_half_utf8.csv", good.encode()[:-3] + b"\xe1\xbb", "either")
    yield Hostile("text_mixed_encodings.csv", good.encode() + "Năm".encode("cp1258") + b"\n", "either")
    yield Hostile("text_lone_surrogate.csv", good.encode("utf-16") + b"\x00\xd8", "either")
    yield Hostile("text_odd_utf16.csv", good.encode("utf-16") + b"\x41", "either")
    yield Hostile("text_formulas.csv", (good + '=cmd|"/C calc"!A0,@SUM(1+1),+1,-1\n').encode(), "either")
    html = "<html><table>" + "".join(
        "<tr>" + "".join(f"<td>{text}</td>" for text in one) + "</tr>" for one in (HEADER, *PEOPLE)
    ) + "</table></html>"  # fmt: skip
    yield Hostile("table_of_a_page.xls", html.encode(), "either")
    yield Hostile("table_unclosed.xls", html.replace("</td>", "").replace("</tr>", "").encode(), "either")
    yield Hostile("table_deep.xls", ("<table><tr><td>" * 20_000 + html).encode(), "either")
    yield Hostile(
        "table_script.xls", html.replace("<table>", "<script>while(1){}</script><table>").encode(), "either"
    )
