"""The fix for metrics that are sent by requests: printed in the embedded metric format."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from snapcheck.fix.plan import Definition, Imported, Plan, Put
from snapcheck.fix.source import Source
from snapcheck.model import Finding

_NAME = "print_metric"
_DOUBT = "it comes by way of the log, some seconds later"
_UNDERSTOOD = frozenset(("MetricName", "Value", "Unit", "Dimensions"))


def printed(finding: Finding, source: Source) -> Plan | None:
    """Plan to print a metric in the embedded metric format, instead of `put_metric_data`."""
    call = source.expression_at(finding.span)
    if not isinstance(call, ast.Call) or not isinstance(source.parent(call), ast.Expr):
        return None
    given = {each.arg: each.value for each in call.keywords}
    if call.args or given.keys() != {"Namespace", "MetricData"} or _NAME in source.bound:
        return None
    metric = _only_metric(given["MetricData"])
    json, clock = _spelled("json", "dumps", source), _spelled("time", "time", source)
    if metric is None or json is None or clock is None:
        return None
    arguments = [given["Namespace"], metric["MetricName"], metric["Value"]]
    codes = [source.code(each) for each in arguments]
    if "Unit" in metric:
        codes.append(f"unit={source.code(metric['Unit'])}")
    if "Dimensions" in metric:
        dimensions = _dimensions(metric["Dimensions"], source)
        if dimensions is None:
            return None
        codes.append(f"dimensions={dimensions}")
    text = f"{_NAME}({', '.join(codes)})"
    if "\n" in text or "#" in text:
        return None
    return Plan(
        f"Print it in the embedded metric format (unsafe: {_DOUBT}).",
        False,
        changes=(Put(*source.place(call), text),),
        imports=(*json[1], *clock[1]),
        definitions=(_definition(json[0], clock[0], source.indent),),
    )


def _only_metric(data: ast.expr) -> Mapping[str, ast.expr] | None:
    """Return the entries of the metric in a list of one, if all of them are understood."""
    if not isinstance(data, ast.List) or len(data.elts) != 1:
        return None
    metric = _entries(data.elts[0])
    return metric if {"MetricName", "Value"} <= metric.keys() <= _UNDERSTOOD else None


def _dimensions(given: ast.expr, source: Source) -> str | None:
    """Return the source of a dict of the dimensions that a list tells of."""
    if not isinstance(given, ast.List):
        return None
    pairs = [_entries(each) for each in given.elts]
    if any(pair.keys() != {"Name", "Value"} for pair in pairs):
        return None
    codes = [f"{source.code(pair['Name'])}: {source.code(pair['Value'])}" for pair in pairs]
    return f"{{{', '.join(codes)}}}"


def _entries(node: ast.expr) -> Mapping[str, ast.expr]:
    """Return the entries of a dict that is written out with plain keys; none for anything else."""
    if not isinstance(node, ast.Dict):
        return {}
    found = {
        str(key.value): value
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant)
    }
    return found if len(found) == len(node.keys) else {}


def _definition(json: str, clock: str, indent: str) -> Definition:
    """Return the function that prints a metric.

    Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
    """
    body = (
        "dimensions = dimensions or {}",
        'about = {"Namespace": namespace, "Dimensions": [list(dimensions)]}',
        'about["Metrics"] = [{"Name": name, "Unit": unit}]',
        f'meta = {{"Timestamp": int({clock}() * 1000), "CloudWatchMetrics": [about]}}',
        f'print({json}({{"_aws": meta, name: value, **dimensions}}))',
    )
    head = f'def {_NAME}(namespace, name, value, unit="None", dimensions=None):'
    return Definition(_NAME, (head, *[f"{indent}{line}" for line in body]))


def _spelled(module: str, function: str, source: Source) -> tuple[str, tuple[Imported, ...]] | None:
    """Return how the file can name a function, and what it must import; None if it can't."""
    spelled = source.spelled(f"{module}.{function}")
    if spelled:
        return spelled, ()
    return None if module in source.bound else (f"{module}.{function}", (Imported(module),))
