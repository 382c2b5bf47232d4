"""What every engine promises, as one suite a kind of job: call `conform` on your own engine in your own tests.

from lampblack.engines.conformance import conform
assert conform(MyEngine, MY_OFFER, tmp_path) == ()
"""

from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.suite import conform

__all__ = ["Bench", "conform"]
