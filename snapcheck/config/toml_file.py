"""A configuration file as it lies on the disk, and the table of it that is ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from snapcheck.config.table import ConfigError
from snapcheck.filesystem.opening import opener

TABLE = "tool.snapcheck"

_LARGEST = 1024 * 1024


def values_in(file: Path, table: tuple[str, ...]) -> Mapping[str, object] | None:
    """Return the table of a file; None if there is no such file, or no such table in it."""
    data = _read(file)
    if data is None or (table and table[-1].encode() not in data):
        return None
    values = _parsed(file, data)
    for name in table:
        values = values.get(name) if isinstance(values, dict) else None
    if values is None:
        return None
    if not isinstance(values, dict):
        raise ConfigError(f"{file}: {TABLE} must be a table")
    return values


def _read(file: Path) -> bytes | None:
    try:
        with open(file, "rb", opener=opener) as opened:
            data = opened.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}; give read access") from error
    if len(data) > _LARGEST:
        raise ConfigError(f"{file}: too large for a configuration: more than 1 MiB")
    return data


def _parsed(file: Path, data: bytes) -> object:
    import tomllib  # takes 10 ms, which who has no configuration need not wait for

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigError(f"{file}: not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not readable as TOML: {error}") from error
    except RecursionError:
        raise ConfigError(f"{file}: nested too deeply to be read") from None
