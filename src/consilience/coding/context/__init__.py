"""What a sentence leaves out because the report says it elsewhere: see `context.fill`."""

from consilience.coding.context.fill import fill

__all__ = ["fill"]
