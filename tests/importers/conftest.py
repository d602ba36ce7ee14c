"""Lets the tests of importers find the recordings that they make themselves."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
