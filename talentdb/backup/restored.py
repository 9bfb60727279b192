"""The first start after a restore: the log says what was done, the search index is built from what is there now."""

from talentdb.access.audit import audit
from talentdb.backup.restore import Restored
from talentdb.console import Progress
from talentdb.runtime import Runtime, open_runtime
from talentdb.search.rebuild import rebuild
from talentdb.settings import Settings

__all__ = ["bring_up", "log_export"]


def bring_up(settings: Settings, done: Restored, progress: Progress) -> None:
    """Start what was restored, log the restore, build the search index anew where there is a search server."""
    with open_runtime(settings, progress=progress) as runtime:
        details = {"until": done.until.isoformat()} if done.until else {}
        with runtime.work() as connection:
            audit(
                connection, runtime.principal, "backup.restored", "backup", done.manifest.backup_id, details=details
            )
        index = runtime.index()
        if index is not None:
            rebuild(runtime.engine, index)


def log_export(runtime: Runtime) -> None:
    """Log that all keys were written to a file."""
    with runtime.work() as connection:
        audit(connection, runtime.principal, "keys.export", "keys", "all")
