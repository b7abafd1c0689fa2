"""How much of a program is followed apart: counted in calling contexts, never in seconds.

Callables among arguments and the environments of closures multiply calling contexts, and each
object belongs to the context that built it, so that they multiply again. Ordinary programs stay
far below these bounds, which is why they are those of a whole program: the first functions that
are called in many ways may well be the decorators of all handlers.
"""

from __future__ import annotations

from snapcheck.facts import Fact
from snapcheck.link.places import FunctionId
from snapcheck.model import Phase


class Budget(Fact, frozen=True):
    """The bounds on calling contexts.

    Runs of one body with the same callables are told apart by `literal` different sets of other
    arguments, then with their literals left out by `bare`, then not any more. Each object that INIT
    builds should have what its constructor gives it: a constructor has `building`.

    A program is large once it has `spare` contexts and `each` per function more. From then on a
    function has `few` of its own in a phase, whatever callables it gets, and once there are
    `spare` and `most` runs of bodies per function, none.
    """

    literal: int = 6
    bare: int = 10
    building: int = 64
    spare: int = 1_000
    each: int = 3
    most: int = 4
    few: int = 2


INSIDE = Budget(literal=3, bare=5, building=12)
"""The bounds for functions of installed packages, of which nobody reads what each call does."""


class Allowance(Fact, frozen=True):
    """How many steps may be taken in a phase: so many, so many more for each function, a limit.

    Beyond it no body is followed again; beyond `first` times it none is followed at all. What still
    changes after so many `rounds` is left as it is.
    """

    spare: int
    each: int
    limit: int
    first: float
    rounds: int

    def steps(self, functions: int) -> int:
        """Return how many steps a program with so many functions may take."""
        return min(self.spare + self.each * functions, self.limit)


_INSIDE = Allowance(20_000, 6, limit=5_000_000, first=1.5, rounds=1)
_AUDITED = Allowance(20_000, 11, limit=5_000_000, first=2, rounds=2)
_OWN = Allowance(150_000, 600, limit=1_500_000, first=3, rounds=4)
"""Inside packages what is followed again finds little: bench/programs have the same findings with
one round as with two. Of them ddtrace meets the bound with 6,800 functions: it has all findings
with 6 steps for each, and loses one with 5. An audit calls all functions: that of newrelic finds
the draw of its trace ids with 11 steps for each, and not with 8.

Of 30 public repositories the largest programs took 480 steps a function in all phases, but for two
that went on for minutes with 4,800 and 7,500: values of many shapes pass through each other. One
with 800 functions behind 45 handlers took 760, in 8 s. 12,000 files of packages as first-party code
take some 260 s and 1.7 GB (bench/large.py)."""

# What the runs of one function of a package may take in a phase, each beyond what small ones take:
# large functions that are called in many ways leave nothing for others. langchain-core beside a
# handler takes half of the runs of bodies with it. Wrappers, which are small, have to be followed
# for each function that they wrap: newrelic's finding stands behind two thousand runs of them. So
# have constructors, for each object that they build.
_MOST_OF_ONE = 800
_SMALL_RUN = 30

# newrelic beside a handler: 18,411 runs without the bounds of large programs, about 8,200 with
# them, the same findings. fastapi does not end without them.
BUDGET = Budget()


class Spending:
    """What a program has taken of its budget."""

    def __init__(self, budget: Budget = BUDGET, *, audits: bool = False) -> None:
        self.budget = budget
        self._allowed = {True: _AUDITED if audits else _INSIDE, False: _OWN}
        self._apart: dict[tuple[FunctionId, Phase], int] = {}
        self._joined: set[FunctionId] = set()
        self.cut: set[FunctionId] = set()
        """The functions that were not followed, or not followed again, for want of steps."""
        self.is_large = False
        """Whether the budget was exceeded at any time."""
        self._steps: dict[tuple[bool, Phase], int] = {}
        self._of_one: dict[tuple[FunctionId, Phase], int] = {}
        self._functions = {True: 0, False: 0}

    @property
    def joined(self) -> list[FunctionId]:
        """The functions that were followed with the arguments of several calls joined."""
        return sorted(self._joined)

    def affords(self, function: FunctionId, phase: Phase, *, contexts: int, runs: int) -> bool:
        """Tell whether a call may have a context of its own, after so many contexts and runs."""
        apart = self._apart.setdefault((function, phase), 0)
        budget, functions = self.budget, len(self._apart)
        if contexts <= budget.spare + budget.each * functions:
            return True
        self.is_large = True
        return apart < budget.few and runs <= budget.spare + budget.most * functions

    def load(self, functions: int, *, inside: bool) -> None:
        """Note that a module with so many functions is followed, `inside` a package or not."""
        self._functions[inside] += functions

    def spend(self, phase: Phase, steps: int, *, inside: bool) -> None:
        """Note that code, `inside` packages or not, took so many steps."""
        self._steps[inside, phase] = self._steps.get((inside, phase), 0) + steps

    def spend_on(self, function: FunctionId, phase: Phase, steps: int) -> None:
        """Note that a run of a function of a package took so many steps."""
        if steps > _SMALL_RUN:
            spent = self._of_one.get((function, phase), 0)
            self._of_one[function, phase] = spent + steps - _SMALL_RUN

    def affords_steps(
        self, function: FunctionId, phase: Phase, *, inside: bool, again: bool
    ) -> bool:
        """Tell whether a body may be followed, or followed `again`, in a phase."""
        if not again and self._of_one.get((function, phase), 0) > _MOST_OF_ONE:
            return False
        allowed = self._allowed[inside]
        most = allowed.steps(self._functions[inside]) * (1 if again else allowed.first)
        return self._steps.get((inside, phase), 0) <= most

    def rounds(self, *, inside: bool) -> int:
        """Return how many times a body may be followed."""
        return self._allowed[inside].rounds

    def take(self, function: FunctionId, phase: Phase) -> None:
        """Note a context of its own."""
        self._apart[function, phase] += 1

    def join(self, function: FunctionId) -> None:
        """Note that calls of a function were joined for want of budget."""
        self._joined.add(function)
