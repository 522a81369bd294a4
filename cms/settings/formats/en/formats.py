"""English screens type dates as Vietnamese ones do; never month first."""

from ..vi.formats import *  # noqa: F403
