"""What must be made again: jobs as plain data, keys, plans. Knows neither engines nor media.

`build.build` runs a plan, `plan.plan` says what one would do, `why.why` says why. A planner is a pure function
of `known.Known`; `orders` holds the two seams, `Results` (the store) and `Executor` (the runners).
"""
