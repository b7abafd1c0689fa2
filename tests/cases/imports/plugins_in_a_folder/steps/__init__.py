# The folder is spelled by way of a name, and a module by the stem of its file.
from importlib import import_module
from pathlib import Path

RUN = {}
_STEPS = Path(__file__).parent / "kinds"

for file in sorted(_STEPS.glob("*.py")):
    if file.stem != "__init__":
        module = import_module(f"steps.kinds.{file.stem}")
        RUN[file.stem] = module.run
