"""Installed packages whose source is followed: which files are theirs, and what they are called.

Only the packages of an environment that the user named are. The first-party code of a program sees
them twice: as the names that the knowledge base speaks of, and as code that calls lead into.
"""

from __future__ import annotations

from snapcheck.facts import Fact


class Libraries(Fact, frozen=True):
    """The folders of installed packages, by paths that begin as those of their files do."""

    folders: tuple[str, ...] = ()
    audited: tuple[str, ...] = ()
    """The packages that are themselves what is asked about."""

    @property
    def begins(self) -> tuple[str, ...]:
        """What the paths of their files begin with."""
        return tuple([f"{folder}/" for folder in self.folders])

    def hold(self, path: str) -> bool:
        """Tell whether a file is one of an installed package."""
        return bool(self.folders) and path.startswith(self.begins)

    def dotted(self, path: str) -> str:
        """Return the name by which the module in a file of theirs is imported."""
        for begin in self.begins:
            if path.startswith(begin):
                name = path[len(begin) :].removesuffix(".py").removesuffix("/__init__")
                return name.replace("/", ".")
        return ""

    def package(self, path: str) -> str:
        """Return the outermost package that a file of theirs is of."""
        return self.dotted(path).partition(".")[0]
