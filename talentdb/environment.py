"""Settings of one run, read once from the environment and passed down. Nobody else reads TALENTDB_* variables."""

import os
from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Settings", "plans_folder"]


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
    plans: Path | None = Field(default=None, description="Folder with further plan files, of the province itself")
    public_url: str | None = Field(
        default=None,
        description="Where browsers find the web app, as https://tri-thuc.example; for the single sign-on",
    )
    oidc_issuer: str | None = Field(default=None, description="Address of the single sign-on of the province (OIDC)")
    oidc_client_id: str | None = Field(default=None, description="Name of this app there")
    oidc_client_secret_file: Path | None = Field(default=None, description="File with its secret there")
    oidc_claim: str = Field(
        default="preferred_username", description="Claim that has to equal the single sign-on name of an account"
    )
    language: str = Field(default="vi", description="Language of screens and messages")

    @property
    def home_path(self) -> Path:
        """The home as an absolute path."""
        return self.home.expanduser().absolute()


def plans_folder() -> Path | None:
    """`Settings().plans` as the environment says now. Lists ask for a plan once a row, and to read all settings takes
    milliseconds: 20,000 rows took a minute and a half.
    """
    return _plans(os.environ.get("TALENTDB_PLANS"))


@lru_cache(maxsize=8)
def _plans(_named: str | None) -> Path | None:
    return Settings().plans
