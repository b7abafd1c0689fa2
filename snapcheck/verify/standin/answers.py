"""What the stand-in answers: for each version of the world, other secrets and other data.

A version is a day: the clock of an environment is as many days ahead as its version says.

Shapes are those of the AWS API models; only what changes between a snapshot and a restore is here.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from msgspec import Struct

Fields: TypeAlias = Mapping[str, object]

_JSON = "application/x-amz-json-1.1"
_XML = "text/xml"
_BEGAN = datetime.now(UTC)
_LIFE = timedelta(hours=6)
_ACCOUNT = "123456789012"
# The keys that programs look for in a secret that holds several values.
_SECRET_KEYS = (
    *("username", "user", "password", "token", "api_key", "apiKey", "key", "secret", "value"),
    *("access_token", "client_id", "client_secret", "private_key", "signing_key", "webhook", "id"),
)


class Reply(Struct, frozen=True):
    """A body and what it is."""

    body: bytes
    content_type: str = _JSON


def token(what: str, version: int) -> str:
    """Return a text that is a secret's: the same for one thing and version, never for two."""
    return hashlib.sha256(f"{what} {version}".encode()).hexdigest()[:32]


def answer(operation: str, given: Fields, version: int) -> Reply | None:
    """Return what AWS would answer to an operation; None where this stand-in does not know it."""
    make = _JSON_ANSWERS.get(operation)
    if make is not None:
        return _json(make(given, version))
    xml = _XML_ANSWERS.get(operation)
    return Reply(xml(version).encode(), _XML) if xml is not None else None


def credentials(version: int) -> Reply:
    """Return what the container credentials endpoint gives; SnapStart functions ask it."""
    return _json({**_credentials(version), "Token": token("session", version)})


def _json(fields: Fields) -> Reply:
    return Reply(json.dumps(fields).encode())


def _credentials(version: int) -> dict[str, object]:
    """Return credentials that have expired in the next environment, whose clock is a day ahead."""
    expires = _BEGAN + timedelta(days=version) + _LIFE
    return {
        "AccessKeyId": f"ASIA{token('access', version)[:16].upper()}",
        "SecretAccessKey": token("secret access", version),
        "Expiration": expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _secret(given: Fields, version: int) -> Fields:
    name = str(given.get("SecretId", "secret"))
    values: dict[str, object] = {key: token(f"{name} {key}", version) for key in _SECRET_KEYS}
    values.update(host="127.0.0.1", port=1, dbname="database", engine="postgres")
    return {
        "ARN": f"arn:aws:secretsmanager:us-east-1:{_ACCOUNT}:secret:{name}",
        "Name": name,
        "VersionId": token(name, version),
        "SecretString": json.dumps(values),
        "VersionStages": ["AWSCURRENT"],
        "CreatedDate": 1.7e9,
    }


def _secrets(given: Fields, version: int) -> Fields:
    names = given.get("SecretIdList")
    listed = names if isinstance(names, list) else []
    return {"SecretValues": [_secret({"SecretId": name}, version) for name in listed], "Errors": []}


def _parameter(name: object, version: int) -> Fields:
    return {
        "Name": name,
        "Type": "SecureString",
        "Value": token(str(name), version),
        "Version": version + 1,
        "LastModifiedDate": 1.7e9,
        "ARN": f"arn:aws:ssm:us-east-1:{_ACCOUNT}:parameter/{name}",
    }


def _parameters(given: Fields, version: int) -> Fields:
    names = given.get("Names")
    listed = names if isinstance(names, list) else []
    return {"Parameters": [_parameter(name, version) for name in listed], "InvalidParameters": []}


def _parameters_by_path(given: Fields, version: int) -> Fields:
    path = str(given.get("Path", "")).rstrip("/")
    return {"Parameters": [_parameter(f"{path}/{key}", version) for key in _SECRET_KEYS]}


def _data_key(given: Fields, version: int) -> Fields:
    key = token("data key", version).encode()
    return {
        "KeyId": given.get("KeyId", "key"),
        "Plaintext": base64.b64encode(key).decode(),
        "CiphertextBlob": base64.b64encode(b"sealed " + key).decode(),
    }


def _decrypted(given: Fields, version: int) -> Fields:
    sealed = str(given.get("CiphertextBlob", ""))
    plain = base64.b64encode(token(sealed, version).encode()).decode()
    return {"KeyId": "key", "Plaintext": plain, "EncryptionAlgorithm": "SYMMETRIC_DEFAULT"}


def _random(given: Fields, version: int) -> Fields:
    number = given.get("NumberOfBytes")
    wanted = number if isinstance(number, int) else 32
    data = hashlib.shake_256(token("random", version).encode()).digest(wanted)
    return {"Plaintext": base64.b64encode(data).decode()}


_JSON_ANSWERS: Mapping[str, Callable[[Fields, int], Fields]] = {
    "GetSecretValue": _secret,
    "BatchGetSecretValue": _secrets,
    "GetParameter": lambda given, version: {"Parameter": _parameter(given.get("Name"), version)},
    "GetParameters": _parameters,
    "GetParametersByPath": _parameters_by_path,
    "GenerateDataKey": _data_key,
    "Decrypt": _decrypted,
    "GenerateRandom": _random,
}


def _assumed(operation: str, version: int) -> str:
    given = _credentials(version)
    inside = "".join(f"<{key}>{value}</{key}>" for key, value in given.items())
    inside += f"<SessionToken>{token('session', version)}</SessionToken>"
    return _sts(operation, f"<Credentials>{inside}</Credentials>")


def _identity(_: int) -> str:
    arn = f"arn:aws:sts::{_ACCOUNT}:assumed-role/role/function"
    inside = f"<Arn>{arn}</Arn><UserId>AROA:function</UserId><Account>{_ACCOUNT}</Account>"
    return _sts("GetCallerIdentity", inside)


def _sts(operation: str, inside: str) -> str:
    space = "https://sts.amazonaws.com/doc/2011-06-15/"
    result = f"<{operation}Result>{inside}</{operation}Result>"
    return f'<{operation}Response xmlns="{space}">{result}</{operation}Response>'


def remote_data(version: int) -> dict[str, object]:
    """Return data that somebody changes between a snapshot and a restore."""
    return {key: token(f"data {key}", version) for key in ("id", "key", "value", "name", "data")}


def _row(version: int) -> dict[str, object]:
    return {key: {"S": value} for key, value in remote_data(version).items()}


def stored(operation: str, version: int) -> Reply | None:
    """Return what stores answer that only have to hold something; None for other operations."""
    if operation == "GetItem":
        return _json({"Item": _row(version)})
    if operation in ("Query", "Scan"):
        return _json({"Items": [_row(version)], "Count": 1, "ScannedCount": 1})
    if operation == "PutMetricData":
        return Reply(b"<PutMetricDataResponse/>", _XML)
    if operation == "PUT object":
        return Reply(b"", _XML)
    return _json(remote_data(version)) if operation == "GET object" else None


_XML_ANSWERS: Mapping[str, Callable[[int], str]] = {
    "AssumeRole": lambda version: _assumed("AssumeRole", version),
    "AssumeRoleWithWebIdentity": lambda version: _assumed("AssumeRoleWithWebIdentity", version),
    "GetSessionToken": lambda version: _assumed("GetSessionToken", version),
    "GetCallerIdentity": _identity,
}
