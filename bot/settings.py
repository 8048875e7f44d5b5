"""All configuration of the service, typed and validated at start; nothing else reads the
environment. Settings hold values, they build nothing."""

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import Misconfigured
from retrieval.settings import LibrarySettings, ModelSettings

Numbers = Annotated[tuple[int, ...], NoDecode]
Folders = Annotated[tuple[Path, ...], NoDecode]
HOURS = r"^([01]?\d|2[0-3])-([01]?\d|2[0-3])$"
HOST_PORT = r"^.+:\d{1,5}$"


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("there is no such time zone; write e.g. Europe/Brussels") from None
    return name


Zone = Annotated[str, AfterValidator(_known_zone)]


class Settings(BaseSettings):
    """Every setting of `.env.example`, by its upper-case name."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    telegram_bot_token: SecretStr | None = Field(None, description="Needed by `serve` only.")
    telegram_api_base_url: str = Field(
        "https://api.telegram.org/bot", description="Base of the Bot API; ends in `/bot`."
    )
    webhook_url: str | None = Field(None, description="With it `serve` uses a webhook.")
    webhook_listen: str = Field("127.0.0.1:8443", pattern=HOST_PORT, description="Where the webhook listens.")
    webhook_secret: SecretStr | None = Field(None, description="Made up and kept when unset.")
    access: Literal["invite", "open"] = Field(
        "invite", description="`invite`: only invited people are answered; `open`: everybody."
    )
    admin_ids: Numbers = Field((), description="Telegram user ids of administrators.")
    roster_chat_id: int | None = Field(None, description="Group chat of the roster team.")
    content_chat_id: int | None = Field(None, description="Group chat of the content staff; no use yet.")
    unit_name: str | None = Field(None, description="The team's own name in messages.")
    secure_contact: str | None = Field(None, description="Where a talk continues elsewhere.")
    emergency_contacts: Path | None = Field(None, description="YAML file `[{language, country, kind, text, contact}]`.")
    time_zone: Zone = Field("UTC", description="The team's zone.")
    quiet_hours: str = Field("22-07", pattern=HOURS, description="When nobody is written to unasked.")
    service_levels: Path | None = Field(None, description="YAML; `requests service-levels` prints the built-in ones.")
    openai_api_key: SecretStr | None = Field(None, description="Key of the model endpoint.")
    openai_base_url: str | None = Field(None, description="Any OpenAI-compatible endpoint.")
    chat_model: str = Field("gpt-4.1-mini", description="Writes answers and rewrites questions.")
    embedding_model: str = Field(
        "local", description="`local`: the embedded model; `none`: keywords only; else a name."
    )
    transcription_model: str | None = Field(None, description="Turns voice into text when set.")
    data_dir: Path = Field(Path("data"), description="Everything kept on this machine.")
    database_url: SecretStr | None = Field(None, description="SQLite in DATA_DIR when unset.")
    chroma_url: str | None = Field(None, description="A Chroma server; embedded when unset.")
    knowledge_dir: Folders = Field((), description="Folders to ingest; bundled when unset.")
    secret_key: SecretStr | None = Field(None, description="Made at first start when unset.")
    retention_days: int = Field(180, ge=1, description="Until a query's text is erased.")
    request_retention_days: int = Field(90, ge=1, description="Until a closed request's text is erased.")
    publish_needs_two: bool = Field(False, description="A second person approves publishing; no use yet.")
    console_listen: str = Field("127.0.0.1:8080", pattern=HOST_PORT, description="Where the console listens.")
    console_url: str | None = Field(None, description="The console's address in links.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Logs hold ids and times, never text, at every level."
    )
    xdg_cache_home: Path | None = Field(None, description="Cache of weights; `~/.cache`.")

    @field_validator("admin_ids", "knowledge_dir", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value

    @property
    def sqlalchemy_url(self) -> str:
        """URL of the bot's database; the driver is chosen by `database.engine`."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir.absolute() / 'bot.sqlite3'}"

    @property
    def cache_dir(self) -> Path:
        return (self.xdg_cache_home or Path.home() / ".cache") / "mediation-bot"

    @property
    def bundled_knowledge(self) -> Path:
        return Path(__file__).resolve().parent.parent / "knowledge"

    @property
    def library(self) -> LibrarySettings:
        return LibrarySettings(
            folders=self.knowledge_dir or (self.bundled_knowledge,),
            data_dir=self.data_dir,
            cache_dir=self.cache_dir,
            chroma_url=self.chroma_url,
            models=ModelSettings(
                api_key=self.openai_api_key.get_secret_value() if self.openai_api_key else None,
                base_url=self.openai_base_url,
                chat_model=self.chat_model,
                embedding_model=self.embedding_model,
            ),
        )


def load_settings(**overrides: object) -> Settings:
    """Settings from overrides, the environment and `.env`.

    Raises:
        Misconfigured: names the first setting at fault and what is wrong, never its value.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = ".".join(str(part) for part in first["loc"]).upper()
        raise Misconfigured(f"{name}: {first['msg']}. Correct it in the environment or .env.") from None
