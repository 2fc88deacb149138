"""The same countdown by overriding run."""
import threading
import time


class MyThread(threading.Thread):
    def __init__(self, n):
        super().__init__()
        self.n = n

    def run(self):
        print(f"task:{self}")
        time.sleep(1)
        print("2s")
        time.sleep(1)
        print("1s")
        time.sleep(1)
        print("0s")
        time.sleep(1)


t1 = MyThread("t1")
t2 = MyThread("t2")
t1.start()
t2.start()
t1.join()
t2.join()
