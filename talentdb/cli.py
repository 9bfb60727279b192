"""The root of the program: the command groups of the registry, and those that `ingest` and `dashboards` bring.

Turns expected failures into messages and exit codes. What a command does lies in `talentdb.commands` and below.
"""

import sys
from importlib.metadata import entry_points

import typer

from talentdb.commands import register
from talentdb.console import fail, hush_output, say
from talentdb.errors import EnvironmentProblem, TalentdbError, UsageError

__all__ = ["build", "main"]


def build() -> typer.Typer:
    """The program with all its commands; upper packages add theirs through entry points."""
    app = typer.Typer(
        name="talentdb", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False,
        help="Cơ sở dữ liệu đội ngũ trí thức và nhân tài của tỉnh.",
    )  # fmt: skip
    register(app)
    for found in sorted(entry_points(group="talentdb.commands"), key=lambda point: point.name):
        found.load()(app)
    return app


def _tell_of_output(error: OSError) -> None:
    """Leave with a message where standard output took no more; give back what is no such fault."""
    from talentdb.services.output import FULL

    if error.errno in FULL:
        hush_output()
        fail(EnvironmentProblem("Không còn chỗ để ghi kết quả in ra.", "Giải phóng chỗ trống, rồi chạy lại."))


def main() -> None:
    """Entry point: exit 0 done, 1 data problems, 2 wrong usage, 3 environment, 130 stopped by the person."""
    try:
        build()()
    except TalentdbError as error:
        fail(error)
    except KeyboardInterrupt:
        say("Đã dừng theo yêu cầu.")
        sys.exit(130)
    except UnicodeEncodeError as error:
        # Python keeps bytes of an argument that are no UTF-8 as half surrogates, which nothing can store or print.
        if error.reason != "surrogates not allowed":
            raise
        fail(UsageError("Có chữ trong dòng lệnh không phải UTF-8.", "Gõ lại chữ ấy, hoặc đặt lại tên tệp."))
    except OSError as error:
        if error.filename is None:
            _tell_of_output(error)
            raise
        # A file named by the person; what the embedded servers write has messages of its own.
        fail(EnvironmentProblem(f"Không đọc hoặc ghi được {error.filename}.", "Kiểm tra quyền ghi và chỗ trống."))
