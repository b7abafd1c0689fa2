"""Which entries of a folder are third-party packages that were copied into it.

Two signs count: metadata that pip left beside them, and for copies without metadata the name of a
well-known package together with files that only that package has inside.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator

from snapcheck.filesystem.disk import Disk

# Packages that are often copied beside Lambda functions: their import name, and the files that
# tell a copy from a folder of the same name that somebody wrote. All of the files must be there.
WELL_KNOWN: dict[str, tuple[str, ...]] = {
    "OpenSSL": ("SSL.py", "crypto.py"),
    "PIL": ("Image.py", "ImageFile.py"),
    "aiohttp": ("client.py", "connector.py"),
    "anthropic": ("_client.py", "_base_client.py"),
    "anyio": ("_core", "abc"),
    "arrow": ("arrow.py", "parser.py"),
    "attr": ("_make.py", "validators.py"),
    "aws_lambda_powertools": ("logging", "utilities"),
    "aws_xray_sdk": ("core", "ext"),
    "awswrangler": ("_utils.py", "s3"),
    "boto3": ("session.py", "resources"),
    "botocore": ("session.py", "endpoint.py"),
    "bs4": ("dammit.py", "element.py"),
    "bson": ("objectid.py", "codec_options.py"),
    "cachetools": ("__init__.py", "keys.py"),
    "certifi": ("core.py", "cacert.pem"),
    "cffi": ("api.py", "cparser.py"),
    "chardet": ("universaldetector.py",),
    "charset_normalizer": ("cd.py", "md.py"),
    "click": ("core.py", "decorators.py"),
    "crhelper": ("resource_helper.py",),
    "cryptography": ("fernet.py", "hazmat"),
    "dateutil": ("relativedelta.py", "rrule.py"),
    "ddtrace": ("_monkey.py",),
    "django": ("apps", "conf", "urls"),
    "dns": ("resolver.py", "rdatatype.py"),
    "docutils": ("nodes.py", "statemachine.py"),
    "dotenv": ("main.py", "parser.py"),
    "elasticsearch": ("serializer.py", "helpers"),
    "faker": ("factory.py", "providers"),
    "fastapi": ("applications.py", "routing.py"),
    "flask": ("ctx.py", "wrappers.py"),
    "graphql": ("execution", "language"),
    "grpc": ("_channel.py",),
    "gridfs": ("grid_file.py",),
    "h11": ("_connection.py",),
    "httpcore": ("_sync", "_async"),
    "httpx": ("_client.py", "_transports"),
    "idna": ("idnadata.py",),
    "isodate": ("isodates.py",),
    "itsdangerous": ("serializer.py", "signer.py"),
    "jinja2": ("environment.py", "lexer.py"),
    "jmespath": ("lexer.py", "visitor.py"),
    "jose": ("jws.py", "jwk.py"),
    "jsonschema": ("validators.py", "exceptions.py"),
    "jwt": ("api_jws.py", "api_jwt.py"),
    "kafka": ("client_async.py", "conn.py"),
    "lxml": ("html", "includes"),
    "mangum": ("adapter.py", "handlers"),
    "markupsafe": ("_native.py",),
    "marshmallow": ("schema.py", "fields.py"),
    "matplotlib": ("pyplot.py", "artist.py"),
    "nacl": ("bindings", "secret.py"),
    "networkx": ("classes", "algorithms"),
    "nltk": ("corpus", "tokenize"),
    "numpy": ("version.py", "linalg"),
    "oauthlib": ("oauth1", "oauth2"),
    "openai": ("_client.py", "_base_client.py"),
    "openpyxl": ("workbook", "worksheet"),
    "opensearchpy": ("serializer.py", "helpers"),
    "packaging": ("specifiers.py", "markers.py"),
    "pandas": ("core", "io", "_libs"),
    "paramiko": ("transport.py", "rsakey.py"),
    "pg8000": ("converters.py", "core.py"),
    "phonenumbers": ("phonenumber.py", "phonenumberutil.py"),
    "pika": ("spec.py", "connection.py"),
    "pip": ("_internal", "_vendor"),
    "psutil": ("_common.py", "__init__.py"),
    "psycopg": ("_encodings.py", "cursor.py"),
    "psycopg2": ("extensions.py", "extras.py"),
    "pyarrow": ("compute.py", "ipc.py"),
    "pyasn1": ("codec", "type"),
    "pycparser": ("c_parser.py", "c_lexer.py"),
    "pydantic": ("main.py", "fields.py", "networks.py"),
    "pydantic_core": ("core_schema.py",),
    "pymongo": ("mongo_client.py", "pool.py"),
    "pymysql": ("connections.py", "cursors.py"),
    "pynamodb": ("models.py", "connection"),
    "pypdf": ("_reader.py", "generic"),
    "pyparsing": ("core.py", "results.py"),
    "pytz": ("tzinfo.py", "zoneinfo"),
    "redis": ("connection.py", "exceptions.py", "client.py"),
    "referencing": ("_core.py", "jsonschema.py"),
    "requests": ("sessions.py", "adapters.py"),
    "requests_aws4auth": ("aws4auth.py",),
    "requests_oauthlib": ("oauth2_session.py",),
    "rpds": ("__init__.py", "__init__.pyi"),
    "rsa": ("pkcs1.py", "key.py"),
    "s3transfer": ("manager.py", "futures.py"),
    "scipy": ("linalg", "stats"),
    "sentry_sdk": ("transport.py", "integrations"),
    "setuptools": ("dist.py", "command"),
    "simplejson": ("encoder.py", "decoder.py"),
    "sklearn": ("linear_model", "utils"),
    "slack_sdk": ("web", "webhook"),
    "sniffio": ("_impl.py",),
    "soupsieve": ("css_match.py",),
    "sqlalchemy": ("engine", "sql"),
    "starlette": ("applications.py", "routing.py"),
    "stripe": ("api_resources",),
    "tenacity": ("wait.py", "stop.py"),
    "tqdm": ("std.py",),
    "twilio": ("rest", "twiml"),
    "tzdata": ("zoneinfo",),
    "urllib3": ("poolmanager.py", "connectionpool.py"),
    "websocket": ("_core.py", "_socket.py"),
    "websockets": ("frames.py", "protocol.py"),
    "werkzeug": ("serving.py", "wsgi.py"),
    "wrapt": ("decorators.py", "importer.py"),
    "yaml": ("resolver.py", "representer.py"),
    "yarl": ("_url.py",),
}

# Packages that are one file, and a text that stands near the beginning of it.
WELL_KNOWN_FILES: dict[str, bytes] = {
    "peewee.py": b"SelectBase",
    "pyparsing.py": b"class ParserElement",
    "six.py": b"_SixMetaPathImporter",
    "typing_extensions.py": b"Super-special typing primitives",
}
FILE_SNIFF = 32_768
_WELL_KNOWN_NAMES = frozenset(WELL_KNOWN) | frozenset(WELL_KNOWN_FILES)
_NONE: frozenset[str] = frozenset()

# Names that some distributions install by mistake beside their package. Folders of these names are
# more likely to be the user's own.
OWN_NAMES = frozenset(
    ("bin", "doc", "docs", "example", "examples", "lib", "scripts", "src", "test", "tests", "tools")
)
RECORD_LIMIT = 4_000_000


def vendored_entries(folder: str, names: Collection[str], disk: Disk) -> frozenset[str]:
    """Return those of the entries `names` of a folder that are copies of third-party packages."""
    found: set[str] = set()
    for name in names:
        if name.endswith((".dist-info", ".egg-info")):
            found.update(_installed(folder, name, disk))
    if not _WELL_KNOWN_NAMES.isdisjoint(names):
        for name in WELL_KNOWN.keys() & names:
            if _has_all(folder, name, disk) and not _is_its_own_project(folder, name, disk):
                found.add(name)
        for name in WELL_KNOWN_FILES.keys() & names:
            if _begins_with(os.path.join(folder, name), WELL_KNOWN_FILES[name], disk):
                found.add(name)
    if not found:
        return _NONE
    copies = found.intersection(names) - OWN_NAMES
    has_scripts = _has_only_scripts(folder, found, disk)
    return frozenset(copies | {"bin"} if has_scripts else copies)


def _installed(folder: str, metadata: str, disk: Disk) -> Iterator[str]:
    """Yield the packages and modules, and bin/SCRIPTs, that one distribution's metadata names.

    `name.egg-info`, without a version, is what `pip install -e .` writes beside the user's own
    source; only the metadata of an installed copy carries the version in its name.
    """
    distribution, _, version = metadata.rpartition(".")[0].partition("-")
    if not version:
        return
    yield from _with_suffix(distribution)
    for line in _text(os.path.join(folder, metadata, "top_level.txt"), disk).splitlines():
        yield from _with_suffix(line.strip())
    for line in _text(os.path.join(folder, metadata, "RECORD"), disk).splitlines():
        path = line.strip('"').split(",")[0]
        yield path.removeprefix("../../") if path.startswith("../../bin/") else path.split("/")[0]


def _has_only_scripts(folder: str, found: set[str], disk: Disk) -> bool:
    """Return whether all Python files of the folder's `bin` are scripts in metadata (`found`)."""
    if not any(each.startswith("bin/") for each in found):
        return False
    scripts = os.path.join(folder, "bin")
    if not disk.is_folder(scripts):
        return False
    try:
        names = disk.listing(scripts)
    except OSError:
        return False
    return all(f"bin/{each}" in found for each in names if each.endswith(".py"))


def _with_suffix(name: str) -> tuple[str, str]:
    """Return a module's name as the folder or the file that it may be."""
    return name, f"{name}.py"


def _has_all(folder: str, name: str, disk: Disk) -> bool:
    return all(disk.exists(os.path.join(folder, name, inner)) for inner in WELL_KNOWN[name])


def _is_its_own_project(folder: str, name: str, disk: Disk) -> bool:
    """Return whether the folder is the source repository of the well-known package itself.

    Then the package is what the user works on. The layouts are `requests/` and `src/requests/`
    below the project file; names such as PyYAML and python-dateutil differ only at their start.
    """
    says_so = re.compile(rf"name\s*=\s*[\"']?(?:python-|py)?{re.escape(name)}\b", re.IGNORECASE)
    return any(
        says_so.search(_text(os.path.join(place, file), disk))
        for place in (folder, os.path.dirname(folder))
        for file in ("pyproject.toml", "setup.cfg", "setup.py")
    )


def _begins_with(file: str, telling: bytes, disk: Disk) -> bool:
    """Return whether the text that identifies a one-file package is at the file's beginning."""
    try:
        return disk.is_file(file) and telling in disk.read(file, FILE_SNIFF)
    except OSError:
        return False


def _text(file: str, disk: Disk) -> str:
    """Return the text of a small file, and nothing where there is none; names in it are ASCII."""
    try:
        data = disk.read(file, RECORD_LIMIT) if disk.is_file(file) else b""
    except OSError:
        return ""
    return data.decode("utf-8", "replace")
