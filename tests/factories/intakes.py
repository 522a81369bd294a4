"""Documents on their way in."""

from datetime import UTC, datetime

from plans.drafting.intake_reading import PASTED_TEXT, Arrival, begin
from plans.drafting.models import Intake

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
PLAN = """ỦY BAN NHÂN DÂN XÃ SUỐI MƠ
Số: 12/KH-UBND
Suối Mơ, ngày 08 tháng 01 năm 2026
KẾ HOẠCH
Họp dân năm 2026

Căn cứ Luật Thực hiện dân chủ ở cơ sở;

I. MỤC ĐÍCH
1. Nghe dân nói.
- Mỗi quý một lần.
II. THỰC HIỆN
Giao các thôn thực hiện./.

Nơi nhận:
- Các thôn;
- Lưu: VT.

CHỦ TỊCH

Lý Mơ
"""


def make_intake(user, register, text: str = PLAN, *, name: str = "", now: datetime = NOW) -> Intake:
    """A text handed over by `user`, read and ready to be checked; pasted unless it has a `name`."""
    return begin(Arrival(text.encode(), name, "" if name else PASTED_TEXT), register, user, now)
