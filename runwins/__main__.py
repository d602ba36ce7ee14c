"""``python -m runwins``: the command line, where the script is not on the path."""

from runwins.cli import script

if __name__ == "__main__":
    script()
