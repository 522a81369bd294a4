"""What the polls app stores: polls with their choices, ballots, and the log of changes."""

from .ballots import Ballot
from .events import PollEvent
from .poll import Poll, PollChoice, State

__all__ = ["Ballot", "Poll", "PollChoice", "PollEvent", "State"]
