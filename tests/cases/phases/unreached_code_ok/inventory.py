# (module of the case) keeps what only its command line and an old function use
import time
import uuid
from typing import TYPE_CHECKING

RUN = uuid.uuid4().hex  # ok: old_label is called by nobody
STARTED = time.time()  # ok: only the command line reads it

if TYPE_CHECKING:
    from fakes import FakeStock  # noqa: F401


def stock():
    return {"lamp": 3}


def old_label():
    return f"inventory-{RUN}"


def main():
    print(old_label(), time.time() - STARTED)


if __name__ == "__main__":
    main()
