"""What an invocation does over and over although once would do."""

from __future__ import annotations

from snapcheck.knowledge import Api, Handling
from snapcheck.link.atoms import Made
from snapcheck.link.flow import carried
from snapcheck.link.frame import Frame
from snapcheck.link.summary import Cost, WrittenBack
from snapcheck.link.values import Passed, hazards
from snapcheck.model import Phase

# Who builds a client with credentials of its own needs it for them; a rotation asks for versions.
_CREDENTIALS = frozenset(
    {"aws_access_key_id", "aws_secret_access_key", "aws_session_token", "credentials"}
    | {"VersionStage", "VersionId"}
)


def note(
    frame: Frame, api: Api, arguments: list[Passed], site: int, receiver: Made | None = None
) -> None:
    """Note a call that costs, where an invocation makes it; of a method also its receiver."""
    if api.cost is None or frame.phase is not Phase.INVOKE:
        return
    state, here = frame.state, frame.site(site)
    if not api.cost.shared:
        frame.activation.events.append(Cost(api, here, state.certain, state.asked))
        return
    # A client with the caller's credentials, the secret or the host that an event names: there is
    # no one of them to keep.
    session = receiver.origin if receiver is not None else None
    if session in frame.notes.varying or any(_is_personal(frame, each) for each in arguments):
        frame.notes.varying.add(here)
        return
    spelled = tuple([each.spelled for each in arguments if each.spelled is not None])
    frame.activation.events.append(Cost(api, here, state.certain, state.asked, spelled, session))


def note_written(frame: Frame, method: str, site: int) -> None:
    """Note that an invocation changes what a service keeps: what it reads there is its state."""
    if frame.phase is Phase.INVOKE and frame.knowledge.flows.has(method, Handling.WRITES_BACK):
        frame.activation.events.append(WrittenBack(method, frame.site(site)))


def _is_personal(frame: Frame, argument: Passed) -> bool:
    """Tell whether an argument is another one for each caller, or names a version that rotates."""
    if argument.keyword in _CREDENTIALS:
        return True
    held = carried(frame, argument.value) if argument.star else hazards(argument.value)
    return any(made.hazard is not None and made.hazard.personal for made in held)
