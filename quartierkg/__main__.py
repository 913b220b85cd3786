"""``python -m quartierkg``: the same as ``quartierkg``."""

import sys

from quartierkg.cli import main

if __name__ == "__main__":
    sys.exit(main(prog_name="quartierkg"))
