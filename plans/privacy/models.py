"""Everything this app stores."""

from .data_request import DataRequest, DataRequestEvent, RequestKind, RequestState
from .erasure import Erasure

__all__ = ["DataRequest", "DataRequestEvent", "Erasure", "RequestKind", "RequestState"]
