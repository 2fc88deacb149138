"""Pools of two processes, and the start of a process; each function returns its figure."""

import multiprocessing
import statistics
import sys
import time

now = time.perf_counter


def identity(value):
    return value


def nothing():
    pass


def throughput(count):
    count = int(count)
    with multiprocessing.Pool(2) as pool:
        pool.map(identity, range(200))
        done = []
        began = now()
        for value in range(count):
            pool.apply_async(identity, (value,), callback=done.append)
        pool.close()
        pool.join()
        return count / (now() - began)


def round_trip():
    with multiprocessing.Pool(2) as pool:
        blocks = []
        end = now() + 2
        while now() < end:
            took = []
            for value in range(300):
                began = now()
                pool.apply_async(identity, (value,)).get()
                took.append(now() - began)
            blocks.append(statistics.median(took))
        return min(blocks)


def mapping(count):
    values = list(range(int(count)))
    with multiprocessing.Pool(2) as pool:
        rates = []
        for _ in range(10):
            began = now()
            pool.map(identity, values)
            rates.append(len(values) / (now() - began))
        return statistics.median(rates[3:])


def megabyte():
    data = bytes([7]) * (1 << 20)
    with multiprocessing.Pool(2) as pool:
        took = []
        for _ in range(60):
            began = now()
            pool.apply_async(identity, (data,)).get()
            took.append(now() - began)
        return statistics.median(took[10:])


def start_join(method):
    context = multiprocessing.get_context(method)
    took = []
    for _ in range(12):
        began = now()
        process = context.Process(target=nothing)
        process.start()
        process.join()
        took.append(now() - began)
    return statistics.median(took)


if __name__ == "__main__":
    print(globals()[sys.argv[1]](*sys.argv[2:]))
