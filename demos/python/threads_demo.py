"""Two threads count down side by side: 4 s together, 8 s one after the other."""
import threading
import time


def run(name):
    print(f"task:{name}")
    time.sleep(1)
    print("2s")
    time.sleep(1)
    print("1s")
    time.sleep(1)
    print("0s")
    time.sleep(1)


t1 = threading.Thread(target=run, args=("t1",), name="t1")
t2 = threading.Thread(target=run, args=("t2",), name="t2")
t1.start()
t2.start()
t1.join()
t2.join()
