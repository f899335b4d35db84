"""What it costs to bring a site back into use: a range by line, with what was assumed."""

from .ranges import COLUMNS, Costs, cost_range

__all__ = ["COLUMNS", "Costs", "cost_range"]
