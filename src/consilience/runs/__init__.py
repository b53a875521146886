"""Runs: reports coded in shards on disk, for more of them than one sitting or one machine takes.

In: reports. Out: a folder of Parquet that other programs read too (`claims/`, `reports/`,
`actors/`, `places/`, `warnings/`), and the picture of what stands in it. Each shard is
coded by itself and kept whole or not at all, so a run that was cut off anywhere goes on
where it was. The way through this room:

    code → shards → rows          reconcile ← shards ← rows

It knows the engines and the pipeline; neither knows it.
"""

from consilience.runs.code import Summary, code_into
from consilience.runs.reconcile import reconcile_run

__all__ = ["Summary", "code_into", "reconcile_run"]
