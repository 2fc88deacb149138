"""Two greenlets hand control to each other by name: one thread, the program decides who runs."""
from greenlet import greenlet


def t1():
    print("t1")
    gr2.switch()
    print("t1.gr2.switch()")
    gr2.switch()


def t2():
    print("t2")
    gr1.switch()
    print("t2.gr1.switch()")


gr1 = greenlet(t1)
gr2 = greenlet(t2)

gr1.switch()
