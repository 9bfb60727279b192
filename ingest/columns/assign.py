"""The best one-to-one assignment of columns to fields (Hungarian method). Knows nothing of either."""

from collections.abc import Sequence

__all__ = ["assign"]


def assign(scores: Sequence[Sequence[float]]) -> list[int]:
    """For each row the column it gets so that the sum of scores is highest.

    Args:
        scores: a matrix with at least as many columns as rows; every row has the same length.

    Returns:
        One column index a row, all different. O(rows² · columns), Kuhn's method with potentials.
    """
    rows = len(scores)
    if not rows:
        return []
    width = len(scores[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (width + 1)
    owner, came_from = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        at = 0
        slack, seen = [float("inf")] * (width + 1), [False] * (width + 1)
        while owner[at]:
            at = _step(scores, at, row_price, column_price, owner, came_from, slack, seen)
        while at:
            owner[at] = owner[came_from[at]]
            at = came_from[at]
    result = [-1] * rows
    for column in range(1, width + 1):
        if owner[column]:
            result[owner[column] - 1] = column - 1
    return result


def _step(
    scores: Sequence[Sequence[float]],
    at: int,
    row_price: list[float],
    column_price: list[float],
    owner: list[int],
    came_from: list[int],
    slack: list[float],
    seen: list[bool],
) -> int:
    """One growth of the alternating tree; the column reached next."""
    seen[at] = True
    row, delta, nearest = owner[at], float("inf"), 0
    costs, price = scores[row - 1], row_price[row]
    for column in range(1, len(slack)):
        if seen[column]:
            continue
        reduced = -costs[column - 1] - price - column_price[column]
        if reduced < slack[column]:
            slack[column], came_from[column] = reduced, at
        if slack[column] < delta:
            delta, nearest = slack[column], column
    for column in range(len(slack)):
        if seen[column]:
            row_price[owner[column]] += delta
            column_price[column] -= delta
        else:
            slack[column] -= delta
    return nearest
