"""A cluster of one worker in a process of its own: prints its address, and ends with its standard input."""

from __future__ import annotations

import sys

from distributed import LocalCluster

if __name__ == "__main__":
    free_port = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(n_workers=1, threads_per_worker=1, scheduler_kwargs=free_port) as cluster:
        sys.stdout.write(f"{cluster.scheduler_address}\n")
        sys.stdout.flush()
        sys.stdin.read()
