"""What type hints tell of parameters of which nothing else is known: clients of boto3."""

from __future__ import annotations

import re

from snapcheck import facts
from snapcheck.facts import Expression
from snapcheck.link.atoms import External, Made
from snapcheck.link.frame import Frame
from snapcheck.link.places import FunctionId, HintPlace, Place
from snapcheck.link.values import Value
from snapcheck.model import Confidence

_STUBS = ("mypy_boto3_", "types_boto3_", "types_aiobotocore_")
_TYPE = re.compile(r"(?:[\w.]+\.)?([A-Z]\w*?)(Client|ServiceResource)")
# Services whose client is not called like them.
_SERVICES = {
    "CognitoIdentityProvider": "cognito-idp",
    "CognitoIdentity": "cognito-identity",
    "CloudWatchLogs": "logs",
    "EventBridge": "events",
    "SFN": "stepfunctions",
    "RDSDataService": "rds-data",
    "BedrockRuntime": "bedrock-runtime",
    "ResourceGroupsTaggingAPI": "resourcegroupstaggingapi",
}


def hint_place(path: str, function: int, name: str) -> Place:
    """Return the place of what a parameter's annotation tells."""
    return HintPlace(FunctionId(path, function), name)


def is_unknown(value: Value) -> bool:
    """Tell whether nothing is known of an argument but, perhaps, which library call yielded it."""
    return all(
        isinstance(atom, Made)
        and not atom.hazard
        and atom.api is None
        and not atom.name.startswith("boto3.")
        for atom in value
    )


def client_hinted(frame: Frame, annotation: Expression, known: Value, site: int) -> Made | None:
    """Return the client that an annotation names (`SecretsManagerClient`), if it names one.

    `known` is what the annotation evaluates to; nothing, if it was imported for type checkers only.
    """
    if any(not _is_stub(atom) for atom in known):
        return None
    found = _TYPE.fullmatch(_spelled(annotation))
    if found is None:
        return None
    service = _SERVICES.get(found[1], found[1].lower())
    kind = "client" if found[2] == "Client" else "resource"
    here = frame.site(site)
    name = f"boto3.{kind}({service})"
    return Made(name, None, None, here, here, frame.phase, confidence=Confidence.MEDIUM)


def _is_stub(atom: object) -> bool:
    return isinstance(atom, External) and atom.name.startswith(_STUBS)


def _spelled(annotation: Expression) -> str:
    """Return the name that an annotation ends with; of a quoted one, its text."""
    if isinstance(annotation, facts.Literal):
        return annotation.value if isinstance(annotation.value, str) else ""
    if isinstance(annotation, (facts.Name, facts.Attribute)):
        return annotation.name
    return ""
