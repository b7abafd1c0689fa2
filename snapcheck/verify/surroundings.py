"""The environment variables that the code gets: few of the user's, and none that open a door."""

from __future__ import annotations

from collections.abc import Mapping

_HANDED_ON = (
    *("PATH", "LANG", "LANGUAGE", "TZ", "PYTHONPATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR"),
)
_FIXED = {
    "PYTHONHASHSEED": "0",  # else the order of sets tells cold starts apart
    "PYTHONDONTWRITEBYTECODE": "1",
    "OPENBLAS_NUM_THREADS": "1",  # threads that a fork would lose
    "OMP_NUM_THREADS": "1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_LAMBDA_FUNCTION_NAME": "function",
    "AWS_LAMBDA_FUNCTION_VERSION": "1",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
    "AWS_EXECUTION_ENV": "AWS_Lambda_python3.12",
}


def variables(
    users: Mapping[str, str], given: Mapping[str, str], url: str, cold_start: int | None
) -> dict[str, str]:
    """Return the variables of a snapshot, or of the cold start of that number.

    `users` are those of the user's shell, of which hardly any are handed on; `given` are those
    that the user asks for; `url` is where the stand-in for AWS answers. A function with SnapStart
    has container credentials, and no names of log streams.
    """
    found = {name: users[name] for name in users if name in _HANDED_ON or name.startswith("LC_")}
    found.update(_FIXED)
    found["AWS_ENDPOINT_URL"] = url
    if cold_start is None:
        found["AWS_LAMBDA_INITIALIZATION_TYPE"] = "snap-start"
        found["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = f"{url}/credentials"
        found["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "token"
    else:
        found["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand"
        found["AWS_ACCESS_KEY_ID"] = f"ASIASTANDIN{cold_start:09}"
        found["AWS_SECRET_ACCESS_KEY"] = f"secret-{cold_start}"
        found["AWS_SESSION_TOKEN"] = f"session-{cold_start}"
        found["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/function"
        found["AWS_LAMBDA_LOG_STREAM_NAME"] = f"2026/01/01/[1]{cold_start:032x}"
    return {**found, **given}
