"""Three threads of 3 s: with join the main program waits for them, without it goes on at once."""
import sys
import threading
import time

join = "--no-join" not in sys.argv


def run(name):
    print("task", name, threading.current_thread())
    time.sleep(1)
    print("3s")
    time.sleep(1)
    print("2s")
    time.sleep(1)
    print("1s")


start = time.time()
threads = []
for i in range(3):
    t = threading.Thread(target=run, args=(f"t-{i}",))
    t.start()
    threads.append(t)
# Joining `t` in this loop would join the last thread three times.
if join:
    for t in threads:
        t.join()
print("cost:", time.time() - start)
