"""The plan as it stands: which jobs there are, whose inputs are known, what is kept, ready, or out of reach.

`build` and `plan` share it: one runs what is ready, the other only says so. It calls the planner, computes keys the
moment inputs are known, and looks for results before anything is queued. It writes nothing.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lampblack.base.digest import Digest
from lampblack.graph.job import Job
from lampblack.graph.keys import MissingOutput, given_to, key_of
from lampblack.graph.known import Known, Planner
from lampblack.graph.orders import Fault, Given, Order, Results
from lampblack.graph.shape import in_order
from lampblack.graph.undisturbed import undisturbed

REST = 10.0
"""Planning takes at most about a tenth of a build's time while there is other work."""

State = Literal["waiting", "ready", "kept", "made", "failed", "blocked"]
"""`ready`: its key is known and has no result; `blocked`: below a failure. The last four are final."""


@dataclass(kw_only=True, eq=False, slots=True)
class Node:
    """One job in the plan and how far it is."""

    job: Job
    number: int
    """Its place in the plan: earlier ones go first where priorities are equal."""
    waits: int = 0
    """How many of the jobs it refers to are not done."""
    below: list[Node] = field(default_factory=list["Node"])
    state: State = "waiting"
    key: Digest | None = None
    parts: bytes = b""
    """What the key was made of; only of a node that is `ready`, else it would fill the memory with what is kept."""
    given: Given | None = None
    message: str = ""
    fault: Fault = ""

    def order(self) -> Order:
        """What an executor needs; only for a node whose key is known."""
        assert self.key is not None
        return Order(job=self.job, key=self.key, given=self.given or {})


class Survey:
    """The nodes of the plan by id, and the outputs of those that are done."""

    def __init__(self, planner: Planner, results: Results) -> None:
        self._planner = planner
        self._results = results
        self._asked: set[tuple[str, str]] = set()
        self._news: deque[Node] = deque()
        self._changed: list[Node] = []
        self._planned = 0.0, 0.0
        self.nodes: dict[str, Node] = {}
        self.outputs: dict[str, Mapping[str, Digest]] = {}
        self.known = Known(self.outputs, results.read)
        self._replan()

    @property
    def open_questions(self) -> tuple[tuple[str, str], ...]:
        """(job id, output) the planner asked for and has not got: more jobs may follow when they are known."""
        return tuple(sorted(self._asked))

    def advance(self, *, eager: bool = True) -> list[Node]:
        """Follow what has become known as far as it goes without running anything.

        Gives every node of the present plan that became ready, kept, failed or blocked since the last call. Where there
        is enough to do anyway (`eager` off), the planner is asked again only so often: with 800 lines to be recorded it
        would else be asked 800 times.
        """
        with undisturbed():
            while self._news or (self._answered() and (eager or self._rested())):
                if not self._news:
                    self._replan()
                else:
                    node = self._news.popleft()
                    if node.state == "waiting" and self.nodes.get(node.job.id) is node:
                        self._look(node)
        changed, self._changed = self._changed, []
        return [node for node in changed if self.nodes.get(node.job.id) is node]

    def settle(self, node: Node, state: Literal["kept", "made"], outputs: Mapping[str, Digest]) -> None:
        """This node is done and gave these outputs. A node the plan no longer holds is of no interest."""
        node.state = state
        if self.nodes.get(node.job.id) is not node:
            return
        self.outputs[node.job.id] = outputs
        for below in node.below:
            below.waits -= 1
            if below.waits == 0:
                self._news.append(below)

    def fail(self, node: Node, message: str, fault: Fault = "failed") -> None:
        """This node cannot be had; all that wait for it are out of reach, everything else goes on."""
        node.state, node.message, node.fault = "failed", message, fault
        self._changed.append(node)
        reach = list(node.below)
        while reach:
            below = reach.pop()
            if below.state == "waiting":
                self._block(below, node.job.id)
                reach.extend(below.below)

    # ---- within ------------------------------------------------------------------------------------------------

    def _answered(self) -> bool:
        return any(output in self.outputs.get(job, ()) for job, output in self._asked)

    def _rested(self) -> bool:
        began, ended = self._planned
        return time.monotonic() - ended >= REST * (ended - began)

    def _look(self, node: Node) -> None:
        """All inputs are known: compute the key and look for the result."""
        try:
            given = given_to(node.job, self.outputs)
        except MissingOutput as error:
            self.fail(node, error.args[0])
            return
        node.key, parts = key_of(node.job, given)
        found = self._results.find(node.key)
        self._changed.append(node)
        if found is None:
            node.state, node.given, node.parts = "ready", given, parts
        else:
            self.settle(node, "kept", found)

    def _block(self, node: Node, by: str) -> None:
        node.state, node.message = "blocked", f"needs {by}, which failed"
        self._changed.append(node)

    def _replan(self) -> None:
        """Ask the planner again and take over what it says.

        A job that is as it was, and stands on nothing new, keeps its node and how far it is.
        """
        began = time.monotonic()
        self.known.missing, self.known.found = set(), set()
        jobs = self._planner(self.known)
        before, self.nodes = self.nodes, {}
        self._news.clear()
        for number, job, above in in_order(jobs):
            node = before.get(job.id)
            if node is None or not _alike(node.job, job) or any(self.nodes[id] is not before.get(id) for id in above):
                node = Node(job=job, number=number)
                self.outputs.pop(job.id, None)
            node.job = job
            self._place(node, number, above)
        for gone in before.keys() - self.nodes.keys():
            self.outputs.pop(gone, None)
        # A value the planner saw may just have been taken back, because its job is another one now.
        taken_back = {(job, output) for job, output in self.known.found if output not in self.outputs.get(job, ())}
        self._asked = self.known.missing | taken_back
        self._planned = began, time.monotonic()

    def _place(self, node: Node, number: int, above: tuple[str, ...]) -> None:
        """Tie a node to those it stands on, which are placed already."""
        self.nodes[node.job.id] = node
        node.number, node.below = number, []
        node.waits = 0
        for id in above:
            upper = self.nodes[id]
            upper.below.append(node)
            node.waits += id not in self.outputs
            if node.state == "waiting" and upper.state in ("failed", "blocked"):
                self._block(node, id)
        if node.state == "waiting" and node.waits == 0:
            self._news.append(node)


def _alike(job: Job, other: Job) -> bool:
    """Whether nothing that could change the result is different."""
    return job.work == other.work and job.inputs == other.inputs and job.settings == other.settings
