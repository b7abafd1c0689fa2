"""What one run is asked to do."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from snapcheck.model.finding import Confidence, KnownFinding, Level


class Request(Struct, frozen=True):
    """What one run is asked to do; doors translate into this, and out of a Report.

    `paths` are the files and folders to analyse; `root` is the folder that all reported paths are
    relative to. `entry_points` are `FILE:FUNCTION` declarations. `select` and `ignore` are rule
    codes, prefixes or names; an empty `select` means all rules, and `extend_select` are more of
    them. `levels` are other levels for rules; nothing below `min_level` is reported. `environment`
    is a Python environment (its folder or its interpreter) whose installed packages may be looked
    at. `only_snapstart` keeps to the functions whose deployment file switches SnapStart on.

    `exclude` and the first parts of `per_file_ignores` are patterns as in a .gitignore file that
    lies in the folder `patterns_from`. With `force_exclude` they, .gitignore files and the search
    for vendored packages hold for files in `paths` as well. `baseline` are findings to leave out,
    `before` those that were there at an earlier state, None where none is asked about. `changed`,
    if not None, keeps to findings whose story touches one of these files or folders;
    `changed_lines` to those that touch one of these ranges of lines, by whole path. `overlay` are
    files and the bytes to read in their place;
    they need not be there. `knowledge` are folders of further rules and APIs. Without `screen`
    programs in which no known name appears are followed as well; the report is the same. With
    `imports` the report says which modules import which. `audited` are installed packages that are
    themselves what is asked about. `source_roots` are folders, relative to `root`, in which imports
    of all programs are looked up.
    """

    paths: tuple[Path, ...]
    root: Path
    entry_points: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: Confidence = Confidence.MEDIUM
    include_vendored: bool = False
    environment: Path | None = None
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    patterns_from: Path | None = None
    force_exclude: bool = False
    baseline: tuple[KnownFinding, ...] = ()
    changed: tuple[Path, ...] | None = None
    overlay: tuple[tuple[Path, bytes], ...] = ()
    knowledge: tuple[Path, ...] = ()
    only_snapstart: bool = False
    screen: bool = True
    imports: bool = False
    extend_select: tuple[str, ...] = ()
    levels: tuple[tuple[str, Level], ...] = ()
    changed_lines: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] | None = None
    before: tuple[KnownFinding, ...] | None = None
    min_level: Level = Level.NOTE
    audited: tuple[str, ...] = ()
    source_roots: tuple[str, ...] = ()

    def level_of(self, code: str) -> Level | None:
        """Return the level that the user gives a rule, by the longest prefix; None for none."""
        fitting = [(len(prefix), level) for prefix, level in self.levels if code.startswith(prefix)]
        return max(fitting)[1] if fitting else None
