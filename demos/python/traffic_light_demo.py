"""A traffic light is an Event: set is green. A car drives while it is set, and else waits for it."""
import threading
import time


def lighter(event, over, cycles):
    count = 0
    event.set()  # green at first
    cycle = 1
    while True:
        if 5 < count <= 10:
            event.clear()  # red
            print("the light is red")
        elif count > 10:
            # This tick turns the light green and says nothing.
            if cycle == cycles:
                over.set()
            cycle += 1
            event.set()
            if over.is_set():
                return
            count = 0
        else:
            print("the light is green")
        time.sleep(1)
        count += 1


def car(name, event, over):
    while not over.is_set():
        if event.is_set():
            print(f"['{name}'] drives on...")
            time.sleep(1)
        else:
            print(f"['{name}'] sees red, waits...")
            event.wait()
            print(f"['{name}'] green, off it goes...")


event = threading.Event()
over = threading.Event()
cycles = 2
threading.Thread(target=lighter, args=(event, over, cycles), name="light").start()
event.wait()
for name in ["MINI"]:
    threading.Thread(target=car, args=(name, event, over), name=name).start()
