"""How many threads are alive before, while and after three of them run: 1, 4, 1."""
import threading
import time


def fun(name):
    print(f"task:{name}")
    time.sleep(1)


print("active before:", threading.active_count())
threads = []
for i in range(3):
    threads.append(threading.Thread(target=fun, args=(f"t-{i}",)))
    threads[i].start()
print("active while they run:", threading.active_count())
for t in threads:
    t.join()
time.sleep(5.5)
print(threading.active_count())
