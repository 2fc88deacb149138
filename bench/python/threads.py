"""Threads and events of CPython's; each function returns its figure in seconds."""

import statistics
import sys
import threading
import time

now = time.perf_counter


def start_join():
    took = []
    for _ in range(200):
        began = now()
        thread = threading.Thread(target=lambda: None)
        thread.start()
        thread.join()
        took.append(now() - began)
    return statistics.median(took)


def first_line():
    took = []
    for _ in range(200):
        stamp = []
        began = now()
        thread = threading.Thread(target=lambda: stamp.append(now()))
        thread.start()
        thread.join()
        took.append(stamp[0] - began)
    return statistics.median(took)


def at_once(count):
    began = now()
    threads = [threading.Thread(target=lambda: None) for _ in range(int(count))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return now() - began


def ping_pong():
    ping, pong = threading.Event(), threading.Event()
    rounds = 5000

    def answer():
        for _ in range(rounds):
            ping.wait()
            ping.clear()
            pong.set()

    thread = threading.Thread(target=answer)
    thread.start()
    began = now()
    for _ in range(rounds):
        ping.set()
        pong.wait()
        pong.clear()
    took = now() - began
    thread.join()
    return took / rounds


def set_clear():
    event = threading.Event()
    count = 100_000
    began = now()
    for _ in range(count):
        event.set()
        event.clear()
    return (now() - began) / count


print(globals()[sys.argv[1]](*sys.argv[2:]))
