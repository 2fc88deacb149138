"""Switches of the greenlet package; returns seconds."""

import sys
import time

from greenlet import greenlet


def switching():
    count = 500_000

    def one():
        for _ in range(count):
            gr2.switch()

    def two():
        for _ in range(count):
            gr1.switch()

    gr1, gr2 = greenlet(one), greenlet(two)
    began = time.perf_counter()
    gr1.switch()
    return (time.perf_counter() - began) / count / 2


print(globals()[sys.argv[1]](*sys.argv[2:]))
