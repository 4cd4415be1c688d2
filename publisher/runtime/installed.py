"""The compiled modules, installed: the first that the server of workers loads.

A server runs nothing of ours but the modules that it is told to load, so that here, and nowhere
else, importing is doing. Commands call `compiled.install` themselves.
"""

from publisher.runtime import compiled

compiled.install()
