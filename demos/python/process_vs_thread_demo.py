"""What the notebook says of processes and threads, in eight experiments that run now."""
import multiprocessing
import os
import resource
import statistics
import threading
import time


def thread(target, *args):
    return threading.Thread(target=target, args=args, name="thread")


def child(target, *args):
    return multiprocessing.Process(target=target, args=args, name="process")


def run(lane):
    lane.start()
    lane.join()


def here():
    return multiprocessing.current_process().name if os.getpid() != home else "thread"


def timed(what):
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def median(rounds, what):
    return statistics.median(timed(what) for _ in range(rounds))


def count(counter):
    for _ in range(1000):
        counter[0] += 1
    print(f"  a {here()} counted to {counter[0]}", flush=True)


def memory(pool):
    shared = [0]
    run(thread(count, shared))
    print(f"  main sees {shared[0]}")
    own = [0]
    run(child(count, own))
    print(f"  main sees {own[0]}")


variable = "as written"


def add(numbers):
    return sum(numbers), variable


def data(pool):
    global variable
    variable = "changed by main"
    print(f"  main sets a variable: '{variable}'")
    numbers = [0.5] * 1_000_000
    run(thread(lambda: print(f"  a thread adds up and sees {add(numbers)}")))  # nothing is copied
    began = time.perf_counter()
    answer = pool.apply(add, [numbers])
    took = time.perf_counter() - began
    print(f"  a process got them by message and sees {answer}, in {1000 * took:.1f} ms")


def read(limit, changed):
    changed.wait()
    print(f"  a {here()} reads {limit[0]}", flush=True)


def change(pool):
    limit = [1]
    changed = multiprocessing.Event()
    lanes = [thread(read, limit, changed), child(read, limit, changed)]
    for lane in lanes:
        lane.start()
    limit[0] = 2
    print("  while both run, main changes the limit from 1 to 2", flush=True)
    changed.set()
    for lane in lanes:
        lane.join()


def belongings(_):
    print(f"  process {os.getpid()}, thread {threading.get_native_id()}", flush=True)


def resources(pool):
    belongings(None)
    run(thread(belongings, None))
    run(child(belongings, None))


def answer(ping, pong, rounds):
    for _ in range(rounds):
        ping.wait()
        ping.clear()
        pong.set()


def echo(value):
    return value


def talk(pool):
    ping, pong = threading.Event(), threading.Event()
    other = thread(answer, ping, pong, 101)

    def round_trip():
        ping.set()
        pong.wait()
        pong.clear()

    other.start()
    round_trip()  # from now on the thread is there
    direct = median(100, round_trip)
    piped = median(100, lambda: pool.apply(echo, [1]))
    other.join()
    print(f"  there and back: thread {1e6 * direct:.0f} µs, process {1e6 * piped:.0f} µs")


def memory_used():  # in kB, on Linux
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * resource.getpagesize() // 1024


def creation(pool):
    end = threading.Event()
    before = memory_used()
    threads = [thread(end.wait) for _ in range(3)]
    for made in threads:
        made.start()
    each = (memory_used() - before) / len(threads)
    end.set()
    for made in threads:
        made.join()
    other = pool.apply(memory_used)
    print(f"  memory of a thread {each:.0f} kB, of a process {other} kB")


def obey(stop):
    stop.wait()
    print("  another thread told me to stop")


def endless():
    while True:
        time.sleep(1)


def control(pool):
    stop = threading.Event()
    worker = thread(obey, stop)
    worker.start()
    run(thread(stop.set))
    worker.join()
    own = child(endless)
    own.start()
    own.join(0.2)  # it goes on
    own.terminate()
    own.join()
    print(f"  main ends its child: exit code {own.exitcode}")
    try:
        os.kill(1, 0)
        said = "OK"
    except OSError as error:
        said = error.strerror
    print(f"  a signal to process 1, not our child; the operating system: {said}")


def nothing():
    pass


def start(pool):
    fast = median(10, lambda: run(thread(nothing)))
    slow = median(10, lambda: run(child(nothing)))
    ratio = slow / fast
    print(f"  thread {1000 * fast:.2f} ms, process {1000 * slow:.2f} ms ({ratio:.1f} times)")


claims = {
    "Threads of a process share one memory; processes are separate.": memory,
    "Threads share the data of their process; processes exchange it by messages.": data,
    "A change in the main thread reaches the other threads; "
    "one in the parent does not reach its children.": change,
    "A thread is a context of execution; a process is a cluster of resources.": resources,
    "Threads talk directly; processes need something in between.": talk,
    "A new thread is cheap; a new process needs a copy of its parent.": creation,
    "A thread can act on the other threads of its process; a process only on its children.": control,
    "A thread starts fast, a process slowly.": start,
}

if __name__ == "__main__":
    home = os.getpid()
    with multiprocessing.Pool(1) as pool:
        for number, (claim, experiment) in enumerate(claims.items(), 1):
            print(f"{number}. {claim}", flush=True)
            experiment(pool)
