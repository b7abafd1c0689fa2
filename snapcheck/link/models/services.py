"""Clients of services: what a call yields is named by the service that it is asked for."""

from __future__ import annotations

from snapcheck.knowledge import Flows, Handling
from snapcheck.link.values import Passed, texts

_SERVICE = "service_name"
_AWS = "boto3."
_PAGED = frozenset({"paginate", "all", "filter", "limit"})


def named(flows: Flows, name: str, arguments: list[Passed]) -> str:
    """Return the name of what a call yields: clients are told apart by their service."""
    client = flows.first(name, Handling.CLIENT)
    if client is not None:
        first = [each for each in arguments[:1] if each.keyword is None]
        given = [*first, *[each for each in arguments if each.keyword == _SERVICE]]
        services = [text for argument in given for text in texts(argument.value) if text]
        if services:
            return f"{client.detail}({services[0]})"
    return name


def routed(flows: Flows, name: str, arguments: list[Passed]) -> str:
    """Return the name of what a method yields: routes by path, paginators by operation."""
    first = texts(arguments[0].value) if arguments and arguments[0].keyword is None else []
    if len(first) == 1 and first[0].startswith("/") and "(" not in name:
        return f"{name}({first[0]})"
    client, _, method = name.rpartition(".")
    if len(first) == 1 and method == "get_paginator" and client.startswith(_AWS):
        return f"{client}.{first[0]}"
    return named(flows, name, arguments)


def method_name(receiver: str, method: str) -> str:
    """Return the name of a method; a paginator of AWS does what its own name says."""
    if method == "__call__" or (method == "paginate" and receiver.startswith(_AWS)):
        return receiver
    return f"{receiver}.{method}"


def asks_for_pages(receiver: str, method: str) -> bool:
    """Tell whether a method returns an iterator that asks AWS for each page when gone over."""
    return method.rpartition(".")[2] in _PAGED and receiver.startswith(_AWS)
