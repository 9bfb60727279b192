"""The exceptions of the whole program: only for "cannot continue".

What is wrong with an agency's data is a value (`ingest.problems.Problem`), never an exception.

    TalentdbError              message for people, in Vietnamese, with what to do; exit_code for the shell
    ├── DataError              exit 1: the data has problems that stop this one action
    ├── UsageError             exit 2: wrong usage, an unknown name, a choice that does not exist
    │   ├── NotFoundError      the object named does not exist, or is not visible to this account
    │   └── ForbiddenError     this account may not do that
    ├── ConflictError          exit 1: somebody else was faster, or the state does not allow it any more
    │   └── CrossedError       two transactions held each other up; nothing is written, it may be done again
    └── EnvironmentProblem     exit 3: the machine lacks something: a server, a binary, space, a port
        ├── DatabaseUnavailable
        └── SearchUnavailable
"""

__all__ = [
    "ConflictError",
    "CrossedError",
    "DataError",
    "DatabaseUnavailable",
    "EnvironmentProblem",
    "ForbiddenError",
    "NotFoundError",
    "SearchUnavailable",
    "TalentdbError",
    "UsageError",
]


class TalentdbError(Exception):
    """Root of all expected failures.

    Args:
        message: what happened and why, in Vietnamese, without personal data.
        advice: what the reader can do about it, in Vietnamese; may be empty.
    """

    exit_code = 1

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class DataError(TalentdbError):
    """The data itself stops this action."""


class ConflictError(TalentdbError):
    """The state of the object does not allow the action any more."""


class CrossedError(ConflictError):
    """The server ended this transaction so that another one could go on; the same again may well succeed."""


class UsageError(TalentdbError):
    """The caller asked for something that does not exist or makes no sense."""

    exit_code = 2


class NotFoundError(UsageError):
    """The object named does not exist, or this account may not know that it does."""


class ForbiddenError(UsageError):
    """This account's role does not include the action."""


class EnvironmentProblem(TalentdbError):  # noqa: N818 - reads better at the place of use
    """The machine lacks something that the action needs."""

    exit_code = 3


class DatabaseUnavailable(EnvironmentProblem):
    """PostgreSQL cannot be found, started or reached."""


class SearchUnavailable(EnvironmentProblem):
    """Meilisearch cannot be found, started or reached."""
