"""Many volumes: plan what has changed, make it on all cores, publish it, keep the shelf true.

    ledger    what was published, in an SQLite file
    records   what the ledger says of a volume, each value checked
    plan      volumes wanted + ledger -> what is new, changed, unchanged, gone, and why
    making    one volume -> its files, in any process
    engines   processes of this machine, or a Dask cluster
    lock      one run at a time
    shelf     ledger -> the catalogue and report.json
    run       all of it in order
    standing  a shelf on which nothing has changed since

A run may be killed at any moment. The ledger says that a volume is being published before its
first file changes, and what was published after the last one has; so the next run makes again
what is not certain, and a volume made again is the same bytes.
"""

from __future__ import annotations

from publisher.batch.plan import Plan, Step, compare
from publisher.batch.run import Request, Summary, run

__all__ = ["Plan", "Request", "Step", "Summary", "compare", "run"]
