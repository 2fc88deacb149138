"""Measures one run of one of CPython's models, as src/compare/entry/cell.ts does for Node's.

    python3 measure.py '{"model": "threads", "workload": {...}, "tasks": 8, "atOnce": 2}'

prints one line of JSON: what was measured. It runs on CPython 3.8 and later and needs nothing beside
the standard library; greenlet and gevent are used where they are installed.
"""

import asyncio
import json
import multiprocessing
import multiprocessing.connection
import multiprocessing.pool
import os
import sys
import threading
import time

try:
    import resource
except ImportError:  # Windows
    resource = None
try:
    import gevent
    import gevent.pool
except ImportError:
    gevent = None
try:
    import greenlet
except ImportError:
    greenlet = None

LIMIT = 10_000
PRIMES_BELOW_LIMIT = 1229
CALIBRATION_SECONDS = 0.3


def is_prime(n):
    divisor = 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            return False
        divisor += 1
    return True


def count_primes(rounds):
    count = 0
    for _ in range(rounds):
        for n in range(2, LIMIT):
            if is_prime(n):
                count += 1
    return count


def calibrate(seconds):
    """How many rounds take so long here; the fastest one counts, as whatever disturbs only slows."""
    until = time.perf_counter() + CALIBRATION_SECONDS
    best = float("inf")
    while time.perf_counter() < until:
        began = time.perf_counter()
        count_primes(1)
        best = min(best, time.perf_counter() - began)
    return max(1, round(seconds / best))


def work(workload, n):
    """The task: what threads, processes and the program itself run."""
    if workload["name"] == "sleep":
        time.sleep(workload["seconds"])
    elif workload["name"] == "cpu":
        found = count_primes(workload["rounds"])
        expected = workload["rounds"] * PRIMES_BELOW_LIMIT
        if found != expected:
            raise RuntimeError(f"expected {expected} primes, got {found}")
    return n


def run_task(workload, n):
    """The task with what whoever ran it has to say."""
    began = time.monotonic()
    work(workload, n)
    return {
        "task": n,
        "pid": os.getpid(),
        "worker": f"{os.getpid()}:{threading.get_ident()}",
        "began": began,
        "to": time.monotonic(),
        "peak": peak_bytes(),
    }


def peak_bytes():
    """The most memory this process has held, by the kernel's own high-water mark."""
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    if resource is None:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def cpu_seconds():
    """User and system time of this process and of its children that have ended."""
    if resource is not None:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in used)
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def queued_seconds():
    """How long the main thread was ready to run and had no core: see footprint.ts."""
    try:
        with open("/proc/self/schedstat") as schedstat:
            return int(schedstat.read().split()[1]) / 1e9
    except OSError:
        return 0


def sequential(job):
    for n in range(job["tasks"]):
        work(job["workload"], n)
    return [], {}


def threads(job):
    room = threading.BoundedSemaphore(job["atOnce"])
    asked = {}
    reports = []

    def run(n):
        try:
            reports.append(run_task(job["workload"], n))
        finally:
            room.release()

    started = []
    for n in range(job["tasks"]):
        room.acquire()
        asked[n] = time.monotonic()
        started.append(threading.Thread(target=run, args=(n,)))
        started[-1].start()
    for thread in started:
        thread.join()
    return reports, asked


def run_into(done, workload, n):
    done.put(run_task(workload, n))


def processes(job):
    done = multiprocessing.SimpleQueue()
    asked = {}
    reports = []
    running = []

    def wait_for_one():
        ended = multiprocessing.connection.wait([child.sentinel for child in running])
        for child in [child for child in running if child.sentinel in ended]:
            reports.append(done.get())
            child.join()
            running.remove(child)

    for n in range(job["tasks"]):
        if len(running) >= job["atOnce"]:
            wait_for_one()
        asked[n] = time.monotonic()
        running.append(multiprocessing.Process(target=run_into, args=(done, job["workload"], n)))
        running[-1].start()
    while running:
        wait_for_one()
    return reports, asked


def over_pool(job, pool):
    results = [pool.apply_async(run_task, (job["workload"], n)) for n in range(job["tasks"])]
    reports = [result.get() for result in results]
    pool.close()
    pool.join()
    return reports


def thread_pool(job):
    asked = time.monotonic()
    return over_pool(job, multiprocessing.pool.ThreadPool(job["atOnce"])), asked


def pool(job):
    asked = time.monotonic()
    return over_pool(job, multiprocessing.Pool(job["atOnce"])), asked


def asyncio_tasks(job):
    async def main():
        room = asyncio.Semaphore(job["atOnce"])

        async def task(n):
            async with room:
                if job["workload"]["name"] == "sleep":
                    await asyncio.sleep(job["workload"]["seconds"])
                else:
                    work(job["workload"], n)

        await asyncio.gather(*(task(n) for n in range(job["tasks"])))

    asyncio.run(main())
    return [], {}


def gevent_tasks(job):
    def task(n):
        if job["workload"]["name"] == "sleep":
            gevent.sleep(job["workload"]["seconds"])
        else:
            work(job["workload"], n)

    room = gevent.pool.Pool(job["atOnce"])
    gevent.joinall([room.spawn(task, n) for n in range(job["tasks"])], raise_error=True)
    return [], {}


def greenlet_tasks(job):
    for n in range(job["tasks"]):
        greenlet.greenlet(work).switch(job["workload"], n)
    return [], {}


MODELS = {
    "sequential": sequential,
    "threads": threads,
    "processes": processes,
    "thread-pool": thread_pool,
    "pool": pool,
    "asyncio": asyncio_tasks,
    **({"gevent": gevent_tasks} if gevent else {}),
    **({"greenlets": greenlet_tasks} if greenlet else {}),
}


def making_seconds(job, reports, asked):
    """The part of the wall time that making took: see models/side-by-side.ts."""
    if not reports:
        return 0
    if isinstance(asked, dict):
        waited = sum(report["began"] - asked[report["task"]] for report in reports)
        return waited / min(job["atOnce"], job["tasks"])
    first = {}
    for report in reports:
        worker = report["worker"]
        first[worker] = min(report["began"], first.get(worker, float("inf")))
    return sum(began - asked for began in first.values()) / len(first)


def tree_peak_bytes(reports):
    """This process's own peak, and that of the children alive at once: see footprint.ts."""
    children = {}
    for report in reports:
        if report["pid"] == os.getpid():
            continue
        known = children.setdefault(report["pid"], {"from": report["began"], "to": 0, "peak": 0})
        known["from"] = min(known["from"], report["began"])
        known["to"] = max(known["to"], report["to"])
        known["peak"] = max(known["peak"], report["peak"])
    most = 0
    for one in children.values():
        alive = [c["peak"] for c in children.values() if c["from"] <= one["from"] < c["to"]]
        most = max(most, sum(alive))
    return peak_bytes() + most


def measure(job):
    cpu = cpu_seconds()
    queued = queued_seconds()
    began = time.perf_counter()
    reports, asked = MODELS[job["model"]](job)
    wall = time.perf_counter() - began
    return {
        "wallSeconds": wall,
        "cpuSeconds": cpu_seconds() - cpu,
        "queuedSeconds": queued_seconds() - queued,
        "startupSeconds": making_seconds(job, reports, asked),
        "peakMemoryBytes": tree_peak_bytes(reports),
        "loopDelaySeconds": None,
    }


def main():
    job = json.loads(sys.argv[1])
    if "calibrate" in job:
        return {
            "version": "%d.%d.%d" % sys.version_info[:3],
            "models": list(MODELS),
            "rounds": calibrate(job["calibrate"]),
        }
    return {"status": "ok", "measurement": measure(job)}


if __name__ == "__main__":
    print(json.dumps(main()))
