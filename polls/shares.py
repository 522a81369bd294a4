"""Percentages that add up: whole numbers by the largest remainder."""


def whole_shares(counts: list[int], whole: int = 100) -> list[int]:
    """How `whole` is divided in the proportion of `counts`, in whole numbers that sum to `whole` exactly.

    Every share is the exact one rounded down; what is left goes, one each, to the largest remainders,
    and among equal remainders to the earlier entry: [1, 1, 1] → [34, 33, 33]. Nothing is divided
    when all counts are 0 (the answer is all zeros) and an entry of 0 never gets a share.
    Integers only, so totals of any size stay exact. Raises ValueError for a negative count.
    """
    if any(count < 0 for count in counts):
        raise ValueError("counts must not be negative")
    total = sum(counts)
    if total == 0:
        return [0] * len(counts)
    shares = [count * whole // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda index: (-(counts[index] * whole % total), index))
    for index in by_remainder[: whole - sum(shares)]:
        shares[index] += 1
    return shares
