"""``python -m juminzei.cli``."""

import sys

from juminzei.cli.main import main

sys.exit(main())
