# (module of the case) a subpackage that imports from its parent
from .. import ids
from ..settings import LATEST


def latest():
    return f"{LATEST}-{ids.RUN_ID}"
