"""What an invocation does over and over although once would do."""

from __future__ import annotations

from snapcheck.knowledge import Api
from snapcheck.link.frame import Frame
from snapcheck.link.summary import Cost
from snapcheck.link.values import Atom, Made, Passed, Prefix, hazards
from snapcheck.model import Phase

# Who builds a client with credentials of its own needs it for them.
_CREDENTIALS = frozenset(
    {"aws_access_key_id", "aws_secret_access_key", "aws_session_token", "credentials"}
)


def note(
    frame: Frame, api: Api, arguments: list[Passed], site: int, receiver: Made | None = None
) -> None:
    """Note a call that costs, where an invocation makes it; of a method also its receiver."""
    if api.cost is None or frame.phase is not Phase.INVOKE:
        return
    # A client with the caller's credentials, the secret or the host that an event names: there is
    # no one of them to keep.
    if api.cost.shared:
        of_session = receiver is not None and receiver.origin in frame.notes.varying
        if of_session or any(_varies(frame, argument) for argument in arguments):
            frame.notes.varying.add(frame.site(site))
            return
    state = frame.state
    frame.activation.events.append(Cost(api, frame.site(site), state.certain, state.asked))


def _varies(frame: Frame, argument: Passed) -> bool:
    """Whether an argument is another one on each invocation, as far as can be seen."""
    if _may_come_from_event(frame, argument) or argument.star or argument.keyword in _CREDENTIALS:
        return True
    return any(made.hazard is not None and made.hazard.personal for made in hazards(argument.value))


def _may_come_from_event(frame: Frame, argument: Passed) -> bool:
    """Whether it is made of what the function was given, and nothing is known of that."""
    return (
        argument.spelled is not None
        and not any(_is_known(atom) for atom in argument.value)
        and frame.modules.is_given(*argument.spelled)
    )


def _is_known(atom: Atom) -> bool:
    """Whether it is known what this is: what a library answered may be anything."""
    if isinstance(atom, Made):
        return atom.hazard is not None or atom.holds is not None
    return not isinstance(atom, Prefix)
