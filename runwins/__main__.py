"""``python -m runwins``: the command line, where the script is not on the path."""

from runwins.cli import main

if __name__ == "__main__":
    main()
