"""Three greenlets on one thread fetch a page each; unpatched, each fetch blocks the thread."""
import sys

import gevent
from gevent import monkey

if "--no-patch" not in sys.argv:
    monkey.patch_all()

from urllib.request import urlopen


def f(url):
    print(f"GET: {url}")
    with urlopen(url, timeout=10) as resp:
        data = resp.read().decode()
    print(f"{len(data)} bytes received from {url}.")


notebook = ["https://www.python.org/", "https://www.yahoo.com/", "https://github.com/"]
urls = [word for word in sys.argv[1:] if word.startswith("http")] or notebook
greenlets = [gevent.spawn(f, url) for url in urls]
gevent.joinall(greenlets)
