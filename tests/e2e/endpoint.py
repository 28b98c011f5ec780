"""Runs ministack for as long as standard input is open.

The test holds the other end of it, so the endpoint goes when the test does, however that ends.
"""

import os
import signal
import sys
import threading


def leave_with_the_test():
    os.read(sys.stdin.fileno(), 1)
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=leave_with_the_test, daemon=True).start()

from ministack.app import main  # noqa: E402: importing takes a while, and the test may be gone before it is done

sys.exit(main())
