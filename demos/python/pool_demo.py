"""Ten tasks of 2 s on a pool of five processes: two waves, 4 s."""
from multiprocessing import Pool
import time


def foo(i):
    time.sleep(2)
    return i + 100


def bar(result):
    print("-->exec done:", result)


if __name__ == "__main__":
    pool = Pool(5)
    for i in range(10):
        pool.apply_async(foo, (i,), callback=bar)  # the parent calls it when the task is done
    print("end")
    pool.close()
    pool.join()  # only after close() or terminate()
