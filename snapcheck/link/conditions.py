"""To which calls a row of the knowledge base applies."""

from __future__ import annotations

from snapcheck.knowledge import Api
from snapcheck.link.atoms import Atom, Constant, ConstantKind, Container, External, Made, Prefix
from snapcheck.link.frame import Frame
from snapcheck.link.places import EntryPlace
from snapcheck.link.values import Passed, Value, texts


def applicable(frame: Frame, name: str, arguments: list[Passed]) -> list[Api]:
    """Return what is known of the call `name(arguments)`."""
    return [api for api in frame.knowledge.apis.get(name, ()) if _applies(frame, api, arguments)]


def _applies(frame: Frame, api: Api, arguments: list[Passed]) -> bool:
    if api.at_most_arguments is not None and len(arguments) > api.at_most_arguments:
        return False
    if api.first_argument:
        first = texts(arguments[0].value) if arguments else []
        if not any(text in api.first_argument for text in first):
            return False
    if api.first_argument_contains:
        begun = [a.text for a in arguments[0].value if isinstance(a, Prefix)] if arguments else []
        first = [*texts(arguments[0].value), *begun] if arguments else []
        if not any(part in text for part in api.first_argument_contains for text in first):
            return False
    if any(is_given(arguments, argument, (None, False)) for argument in api.unless):
        return False
    return not api.only_with or any(_is_needed(frame, arguments, each) for each in api.only_with)


def _is_needed(frame: Frame, arguments: list[Passed], argument: str) -> bool:
    """Tell whether a call passes what a row needs: of a dict, only the very constant will do."""
    # Where it is only possible that there is an argument, the row does not apply.
    plain = [each for each in arguments if each.star != "**"]
    name, _, wanted = argument.partition("=")
    return is_given(plain, argument, _FALSY) or any(
        _is_called(held, wanted)
        for each in arguments
        if each.star == "**" and wanted
        for atom in each.value
        if isinstance(atom, Container)
        for held in frame.read(EntryPlace(atom.at, repr(name.partition("@")[0])))
    )


_FALSY = (None, False, 0, "")


def is_given(arguments: list[Passed], argument: str, absent: tuple[object, ...]) -> bool:
    """Tell whether a call may pass `argument` as anything but `absent`.

    `argument` is `name`, `name@position`, and either with `=Value`: as that constant, or as a name
    that ends so.
    """
    spelled, _, wanted = argument.partition("=")
    name, _, position = spelled.partition("@")
    for index, passed in enumerate(arguments):
        at = passed.keyword is None and position == str(index)
        if passed.star == "**" or passed.keyword == name or at:
            if passed.star == "**" or not wanted:
                return _is_other(passed.value, absent)
            return not passed.value or any(_is_called(atom, wanted) for atom in passed.value)
    return False


def _is_other(value: Value, absent: tuple[object, ...]) -> bool:
    """Tell whether `value` may be something else than `absent`."""
    known = [
        atom.value
        for atom in value
        if isinstance(atom, Constant) and atom.kind is not ConstantKind.COMPUTED
    ]
    if not known or len(known) < len(value):
        # Anything that is not written there: a name, what the environment configures.
        return True
    # By their types too: a timeout of 0 is given, though 0 == False.
    return any(not any(type(one) is type(each) and one == each for each in absent) for one in known)


def _is_called(atom: Atom, wanted: str) -> bool:
    if isinstance(atom, Constant):
        return str(atom.value) == wanted
    return isinstance(atom, (External, Made)) and atom.name.rpartition(".")[2] == wanted
