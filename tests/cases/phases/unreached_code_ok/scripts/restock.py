# (module of the case) a script is no entry point
import sys
import uuid

BATCH = uuid.uuid4().hex  # ok: a script


def run(arguments):
    return f"{BATCH}: {arguments}"


if __name__ == "__main__":
    print(run(sys.argv[1:]))
