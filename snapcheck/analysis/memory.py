"""What earlier analyses found out, for as long as it holds.

It makes the next one faster, and never different: whatever is taken from here rests on files that
are the same, and on imports that would be found, or not found, as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from snapcheck.analysis.glance import Glance, Glances
from snapcheck.analysis.groups import Grouping
from snapcheck.analysis.outcome import Footing, Outcome, pack, unpacked
from snapcheck.analysis.sources import Sources
from snapcheck.deployed import Declared
from snapcheck.discover.files import Tree
from snapcheck.facts import ModuleFacts
from snapcheck.filesystem.fingerprint import Asked, Seen


class Discovery(Struct, frozen=True):
    """Files and deployments as they were found.

    They are the same for a search for the same (`what`), as long as each question that was asked of
    the disk has the same answer and `programs`, the files that could build functions, have the same
    digests.
    """

    what: str
    asked: Asked
    programs: tuple[tuple[str, str], ...]
    tree: Tree
    declared: Declared


class Memory(Struct):
    """What was found out about one project, under one configuration; each analysis renews it.

    `settings` tell that configuration, version and knowledge from any others. `listing` are the
    Python files that there were, `links` the symbolic links that imports may go through, with what
    they lead to. `outcomes` are those of groups of entry points, packed, by the group's
    own key; `sound` are the digests of files that no program runs and that are proper Python.
    `glances` are looks at files, with how the files looked to the disk then. `asked` is all that
    the last report rests on, in parts.
    """

    settings: str = ""
    listing: frozenset[str] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, bytes] = field(default_factory=dict)
    sound: frozenset[str] = frozenset()
    glances: Mapping[str, tuple[Seen, Glance]] = field(default_factory=dict)
    discovery: Discovery | None = None
    asked: tuple[Asked, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether it stays in its process; no report is kept beside it, so `asked` stays empty."""
        return False

    @property
    def known_facts(self) -> dict[tuple[str, str], ModuleFacts] | None:
        """Facts by path and digest, to which more can be added; None if it keeps none."""
        return None

    @property
    def known_groups(self) -> Grouping | None:
        """The groups of the last run, if it keeps them."""
        return None

    def outcome(self, key: str) -> Outcome | None:
        """What came of a group when it was followed."""
        packed = self.outcomes.get(key)
        return unpacked(packed) if packed is not None else None


class LiveMemory(Memory, Struct):
    """A memory that stays in its process: it keeps groups too, and facts by path and digest.

    Its outcomes are `live`, and need not be unpacked.
    """

    live: Mapping[str, Outcome] = field(default_factory=dict)
    facts: dict[tuple[str, str], ModuleFacts] = field(default_factory=dict)
    grouping: Grouping | None = None

    @property
    def is_live(self) -> bool:
        return True

    @property
    def known_facts(self) -> dict[tuple[str, str], ModuleFacts] | None:
        return self.facts

    @property
    def known_groups(self) -> Grouping | None:
        return self.grouping

    def outcome(self, key: str) -> Outcome | None:
        return self.live.get(key)


class Recall:
    """The part of a memory that holds for the files of a run, and what that run adds.

    What it adds is put into `memory` in the end; without one, nothing of it is kept.
    """

    def __init__(
        self, before: Memory, sources: Sources, glances: Glances, memory: Memory | None
    ) -> None:
        self._before = before
        self._sources = sources
        self._glances = glances
        self._memory = memory
        self._same_links = before.links == sources.links.targets
        self._listing = frozenset(sources.python) if memory is not None else frozenset()
        # An empty memory knows of no outcome that a new file could change.
        self._strange = (
            _names(before.listing.symmetric_difference(sources.python))
            if before.listing
            else frozenset()
        )
        self._packed: dict[str, bytes] = {}
        self._live: dict[str, Outcome] = {}
        self._looked_up: list[Footing] = []
        self._sound: set[str] = set()

    def outcome(self, key: str) -> Outcome | None:
        """What is known of a group, if it still holds."""
        known = self._before.outcome(key) if self._same_links else None
        if known is None or not self._holds(known):
            return None
        self._keep(key, known, self._before.outcomes.get(key))
        return known

    def learn(self, key: str, outcome: Outcome) -> None:
        """Keep what came of a group."""
        self._keep(key, outcome, None)

    def _keep(self, key: str, outcome: Outcome, packed: bytes | None) -> None:
        if self._memory is None:
            return
        if self._memory.is_live:
            self._live[key] = outcome
        else:
            self._packed[key] = packed or pack(outcome)
        footing = outcome.footing
        if footing.outside or not all(self._glances.knows(path) for path, _ in footing.reads):
            self._looked_up.append(footing)

    def _holds(self, outcome: Outcome) -> bool:
        footing = outcome.footing
        return (
            self._strange.isdisjoint(footing.names)
            and all(self._digest(path) == digest for path, digest in footing.reads)
            and all(self._is_there(path) is there for path, there in footing.outside)
        )

    def _digest(self, path: str) -> str:
        return self._glances.digest(path) if path in self._sources.python else ""

    def _is_there(self, path: str) -> bool:
        if path.endswith("/"):
            return self._sources.is_folder(path.removesuffix("/"))
        return self._sources.file(path) is not None

    def is_sound(self, path: str) -> bool:
        """Whether a file is known to be proper Python."""
        digest = self._digest(path)
        if digest and digest in self._before.sound:
            self._sound.add(digest)
            return True
        return False

    def learn_sound(self, path: str) -> None:
        """Keep that a file is proper Python."""
        self._sound.add(self._digest(path))

    def fill(self, discovery: Discovery, grouping: Grouping) -> None:
        """Put into the memory what this run used or found out, and nothing else."""
        memory, sources = self._memory, self._sources
        if memory is None:
            return
        for footing in self._looked_up:
            for path, _ in footing.reads:
                self._digest(path)
            for path, _ in footing.outside:
                self._is_there(path)
        memory.settings, memory.listing = self._before.settings, self._listing
        memory.links = sources.links.targets
        memory.outcomes, memory.sound = self._packed, frozenset(self._sound - {""})
        memory.glances, memory.discovery = self._glances.kept(), discovery
        if isinstance(memory, LiveMemory):
            memory.live, memory.grouping = self._live, grouping
            read = {pair for each in self._live.values() for pair in each.footing.reads}
            memory.facts = {key: memory.facts[key] for key in memory.facts.keys() & read}
        else:
            # Only who keeps a report beside the memory asks what that report rests on.
            memory.asked = (discovery.asked, sources.disk.asked())


def _names(paths: Iterable[str]) -> frozenset[str]:
    """What an import could call these files, and the folders that they lie in."""
    return frozenset(name for path in paths for name in _parts(path))


def _parts(path: str) -> Iterator[str]:
    *folders, file = path.split("/")
    yield from folders
    yield file.removesuffix(".py")
