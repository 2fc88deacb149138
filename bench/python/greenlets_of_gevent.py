"""Greenlets of the gevent package."""

import sys
import time

import gevent

now = time.perf_counter


def nothing():
    pass


def spawn_join_each(count):
    count = int(count)
    began = now()
    gevent.joinall([gevent.spawn(nothing) for _ in range(count)])
    return (now() - began) / count


def sleep_zero():
    count = 200_000
    began = now()
    for _ in range(count):
        gevent.sleep(0)
    return (now() - began) / count


def sleeping(count, times=1):
    for _ in range(int(times)):
        began = now()
        gevent.joinall([gevent.spawn(gevent.sleep, 0.1) for _ in range(int(count))])
    return (now() - began) / 0.1


print(globals()[sys.argv[1]](*sys.argv[2:]))
