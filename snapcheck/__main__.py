"""`python -m snapcheck`: the same door as the console script."""

from snapcheck.cli import main

if __name__ == "__main__":
    main()
