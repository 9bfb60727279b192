"""The commands around spreadsheets: read, annotate, template. Talks to the terminal; the work is done elsewhere."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest import nominations_command
from ingest.load_command import load, sample
from talentdb.console import emit_json, progress, say
from talentdb.errors import DataError, NotFoundError, UsageError

__all__ = ["app", "problems_with_sheet", "register"]

app = typer.Typer(no_args_is_help=True, help="Đọc, kiểm tra và nạp danh sách của các đơn vị.")

# A terminal page: the JSON and the annotated workbook carry all of them.
_SHOWN = 40
_Form = Annotated[
    str | None, typer.Option("--form", help="Tên biểu mẫu (people, trainings, works …); bỏ trống để tự nhận ra.")
]
_Json = Annotated[bool, typer.Option("--json", help="In một tài liệu JSON ra đầu ra chuẩn.")]


def register(root: typer.Typer) -> None:
    """Add the group `ingest`, the command `sample` and `nominations import` to the program."""
    root.add_typer(app, name="ingest")
    nominations_command.register(root)
    root.command("sample", epilog="Ví dụ: talentdb sample -o mau --people 500")(sample)


app.command("load", epilog="Ví dụ: talentdb ingest load ds.xlsx --agency SO-KHCN --approve")(load)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise NotFoundError(f"Không tìm thấy tệp {path}.", "Kiểm tra lại đường dẫn.")
    return path


@app.command("read", epilog="Ví dụ: talentdb ingest read danh_sach.xlsx --json")
def read_command(
    files: Annotated[list[Path], typer.Argument(help="Tệp Excel, ODS hoặc CSV.")],
    form: _Form = None,
    as_json: _Json = False,
) -> None:
    """Đọc tệp: nhận ra bảng và cột, chuẩn hóa, kiểm tra. Không cần cơ sở dữ liệu, không lưu gì."""
    paths = [_existing(path) for path in files]
    if as_json:
        _print_json(paths, form)
        return
    from ingest.pipeline import read_file

    documents = []
    with progress() as bar:
        for done, path in enumerate(paths):
            bar("Đọc tệp", done, len(paths))
            documents.append(read_file(path, form))
        bar("Đọc tệp", len(paths), len(paths))
    for document in documents:
        _summary(document)
    if any(_has_errors(document) for document in documents):
        raise typer.Exit(1)


def _print_json(paths: list[Path], form: str | None) -> None:
    """The documents as their readers wrote them."""
    from ingest.passthrough import has_errors, print_documents, read_text

    texts = []
    with progress() as bar:
        for done, path in enumerate(paths):
            bar("Đọc tệp", done, len(paths))
            texts.append(read_text(path, form))
        bar("Đọc tệp", len(paths), len(paths))
    print_documents(texts)
    if any(map(has_errors, texts)):
        raise typer.Exit(1)


def problems_with_sheet(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """All problems of a read document, each with the name of its sheet ("" for the file's own)."""
    for item in document.get("problems", ()):
        yield {**item, "sheet": ""}
    for sheet in document["sheets"]:
        for item in sheet.get("problems", ()):
            yield {**item, "sheet": sheet["sheet"]}
        for table in sheet["tables"]:
            for item in table["problems"]:
                yield {**item, "sheet": sheet["sheet"]}


def _has_errors(document: Mapping[str, Any]) -> bool:
    return document["error"] is not None or any(p["severity"] == "error" for p in problems_with_sheet(document))


def _summary(document: Mapping[str, Any]) -> None:
    """What was understood of a file, for a person."""
    from ingest.summary import summary_lines

    found = [] if document["error"] is not None else list(problems_with_sheet(document))
    for line in summary_lines(document, found, _SHOWN):
        say(line)


@app.command("annotate", epilog="Ví dụ: talentdb ingest annotate danh_sach.xlsx -o danh_sach_loi.xlsx")
def annotate_command(
    file: Annotated[Path, typer.Argument(help="Tệp của đơn vị.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Tệp .xlsx sẽ ghi.")],
    form: _Form = None,
    as_json: _Json = False,
) -> None:
    """Trả lại chính tệp đó, mỗi lỗi đánh dấu ngay tại ô, kèm một trang liệt kê."""
    from ingest import labels
    from ingest.pipeline import read_file
    from ingest.process import ANNOTATE_LIMITS, run_limited

    source = _existing(file)
    if out.resolve() == file.resolve():
        raise UsageError("Tệp ra trùng với tệp vào.", "Chọn tên tệp khác sau -o.")
    if not out.absolute().parent.is_dir():
        raise UsageError(labels.FILE_FOLDER_MISSING.format(out=out), "Tạo thư mục đó, hoặc chọn nơi khác sau -o.")
    with progress() as bar:
        bar("Đọc tệp", 0, 2)
        document = read_file(source, form)
        if document["error"] is not None:
            raise DataError(document["error"]["message"])
        problems = list(problems_with_sheet(document))
        bar("Đánh dấu", 1, 2)
        result = run_limited("annotate", file, {"problems": problems, "out": str(out.absolute())}, ANNOTATE_LIMITS)
        bar("Đánh dấu", 2, 2)
    if result.get("error"):
        raise DataError(result["error"]["message"])
    if as_json:
        emit_json({"file": file.name, "out": str(out), "problems": len(problems), "marked": result["marked"]})
    else:
        say(labels.ANNOTATED.format(out=out, marked=result["marked"], problems=len(problems)))
    if _has_errors(document):
        raise typer.Exit(1)


@app.command("template", epilog="Ví dụ: talentdb ingest template people -o mau_danh_sach.xlsx")
def template_command(
    form: Annotated[str, typer.Argument(help="people, trainings, works, awards, institutions, needs, overseas …")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Tệp .xlsx sẽ ghi.")],
    as_json: _Json = False,
) -> None:
    """Tạo tệp Excel trống của một biểu mẫu: danh sách chọn, ví dụ, hướng dẫn."""
    from ingest import labels
    from ingest.back.templates import write_template

    write_template(form, out)
    if as_json:
        emit_json({"form": form, "out": str(out)})
    else:
        say(labels.TEMPLATE_WRITTEN.format(out=out))
