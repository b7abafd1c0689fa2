# (module of the case) a script that developers start by hand
import argparse
import random
import uuid

RUN = uuid.uuid4().hex  # ok: a script


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dry-run", action="store_true")
    print(RUN, parser.parse_args(), random.random())  # ok: a script


if __name__ == "__main__":
    main()
