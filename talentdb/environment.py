"""Settings of one run, read once from the environment and passed down. Nobody else reads TALENTDB_* variables."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Settings"]


class Settings(BaseSettings):
    """What the environment says; every field is the variable TALENTDB_<FIELD>. An empty variable counts as unset."""

    model_config = SettingsConfigDict(env_prefix="TALENTDB_", extra="ignore", frozen=True, env_ignore_empty=True)

    home: Path = Field(
        default=Path(".talentdb"), description="Folder that holds all that the embedded services write"
    )
    database_url: str | None = Field(default=None, description="A real PostgreSQL instead of the embedded one")
    database_owner_url: str | None = Field(
        default=None, description="Used by `db init` only: an account that may create roles and tables there"
    )
    meili_url: str | None = Field(default=None, description="A real Meilisearch instead of the embedded one")
    meili_key: str | None = Field(default=None, description="Its master key")
    pg_bin: Path | None = Field(default=None, description="Folder with initdb, pg_ctl and postgres")
    meili_bin: Path | None = Field(default=None, description="The meilisearch executable")
    language: str = Field(default="vi", description="Language of screens and messages")

    @property
    def home_path(self) -> Path:
        """The home as an absolute path."""
        return self.home.expanduser().absolute()
