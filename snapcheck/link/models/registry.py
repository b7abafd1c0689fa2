"""Which model does what a call does: of builtins by their name, of libraries by rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from snapcheck.knowledge import Handling
from snapcheck.link.frame import Frame
from snapcheck.link.models import (
    collections,
    decorators,
    dispatching,
    environment,
    executors,
    fields,
    getters,
    loading,
    partial,
    passing,
    providers,
    records,
    reflection,
)
from snapcheck.link.values import Passed, Value

Model = Callable[[Frame, list[Passed], int], Value]
"""What a call at a site yields, of its arguments."""

MODELS: Mapping[str, Model] = {
    "decorator-factory": decorators.factory,
    "dispatched": dispatching.dispatched(is_method=False),
    "dispatched-method": dispatching.dispatched(is_method=True),
    "partial-method": dispatching.partial_method,
    "environment-read": environment.get,
    "environment-update": environment.update,
    "environment-write": environment.put,
    "field": fields.field,
    "fields-as-mapping": fields.as_dict,
    "first-argument": passing.same(0),
    "gathered": passing.gathered,
    "import-module": loading.import_module,
    "partial": partial.partial,
    "provider": providers.provider(once=False),
    "provider-of-one": providers.provider(once=True),
    "reload-module": loading.reload,
    "replaced-copy": fields.replaced,
    "new-type": passing.new_type,
    "namespace": records.namespace,
    "record-class": records.record_class,
    "schema-factory": fields.factory,
    "mapped": collections.mapped,
    "submitted": executors.submitted,
    "applied": executors.applied,
    "applied-in-executor": executors.applied_in_executor,
    "second-argument": passing.same(1),
}
"""The models that rows of `rules/apis` give to names; the knowledge has the list of them too."""

_BUILTINS: Mapping[str, Model] = {
    "__import__": loading.import_module,
    "function.__defaults__": reflection.defaults_of,
    "getattr": reflection.get_attribute,
    "globals": reflection.all_globals,
    "globals().get": reflection.get_global,
    "globals().update": reflection.update_globals,
    "operator.attrgetter": getters.getter(getters.ATTRIBUTES),
    "operator.itemgetter": getters.getter(getters.ITEMS),
    "operator.methodcaller": getters.getter(getters.METHOD),
    getters.ATTRIBUTES: getters.attributes,
    getters.ITEMS: getters.items,
    getters.METHOD: getters.method,
    "object.__new__": reflection.new_object,
    "object.__setattr__": reflection.set_named_plainly,
    "print": passing.printed,
    dispatching.REGISTER: dispatching.register,
    passing.IDENTITY: passing.same(0),
    "record()": records.record,
    "bisect.insort": collections.pushed,
    "bisect.insort_left": collections.pushed,
    "bisect.insort_right": collections.pushed,
    "heapq.heappop": collections.popped,
    "heapq.heappush": collections.pushed,
    "heapq.heappushpop": collections.popped,
    "heapq.heapreplace": collections.popped,
    "setattr": reflection.set_named,
    "super": reflection.super_of,
    "type": reflection.class_of,
    "type.__new__": reflection.new_object,
    "vars": fields.attributes_of,
    decorators.UNCHANGED: decorators.unchanged,
}


def modelled(frame: Frame, name: str, arguments: list[Passed], site: int) -> Value | None:
    """Return what calling `name` yields by its model; None where it has none."""
    builtin = _BUILTINS.get(name)
    if builtin is not None:
        return builtin(frame, arguments, site)
    flows = frame.knowledge.flows
    if decorators.is_wrapper(flows, name):
        return decorators.by_hand(frame, name, arguments)
    for use in flows.of(name):
        if use.handling is Handling.MODEL:
            return MODELS[use.detail](frame, arguments, site)
        if use.handling is Handling.WRAPS:
            return decorators.unchanged(frame, arguments, site)
    return None
