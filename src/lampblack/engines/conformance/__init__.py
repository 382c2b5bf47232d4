"""What every engine promises, as one suite a kind of job: call `conform` on your own engine in your own tests.

from lampblack.engines.conformance import conform, conform_remote
assert conform(MyEngine, MY_OFFER, tmp_path) == ()
assert conform_remote(MyProvider, MY_REMOTE_OFFER, tmp_path) == ()
"""

from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.remote import conform_remote
from lampblack.engines.conformance.suite import conform

__all__ = ["Bench", "conform", "conform_remote"]
