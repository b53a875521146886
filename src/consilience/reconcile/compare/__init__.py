"""One module a slot: two values in, how far they agree out."""

from consilience.reconcile.compare.verdict import Verdict

__all__ = ["Verdict"]
