"""Locks and queues of CPython's; each function returns seconds."""

import queue
import sys
import threading
import time

now = time.perf_counter


def lock():
    one = threading.Lock()
    count = 500_000
    began = now()
    for _ in range(count):
        one.acquire()
        one.release()
    return (now() - began) / count


def ping_pong(kind):
    item = 42 if kind == "numbers" else {"id": 42, "name": "MINI", "speed": 1.5}
    there, back = queue.Queue(), queue.Queue()
    rounds = 5000

    def answer():
        for _ in range(rounds):
            back.put(there.get())

    thread = threading.Thread(target=answer)
    thread.start()
    began = now()
    for _ in range(rounds):
        there.put(item)
        back.get()
    took = now() - began
    thread.join()
    return took / rounds


print(globals()[sys.argv[1]](*sys.argv[2:]))
