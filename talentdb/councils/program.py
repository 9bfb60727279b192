"""A mixed-integer linear program, built column by column and solved by HiGHS. Knows nothing of councils.

The same program gives the same solution: one thread, a fixed seed, a gap and no reading of the clock but as a guard.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, Final

__all__ = ["GAP", "OutOfTime", "Program", "Solution"]

GAP: Final = 1e-4
"""Share of the optimum that a solution may lie below the proven bound."""
_SECONDS: Final = 20.0
"""A guard only: councils take a tenth of a second; what would take longer is given up, and told by the bound."""


class OutOfTime(Exception):  # noqa: N818 - reads better at the place of use
    """The guard ended the search before it found a solution or proved that there is none."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Values of the columns, the objective, and the bound that no solution can surpass."""

    values: Sequence[float]
    objective: float
    bound: float


class Program:
    """Maximise the sum of cost × column under rows of bounds."""

    def __init__(self) -> None:
        self._cost: list[float] = []
        self._upper: list[float] = []
        self._integer: list[bool] = []
        self._starts: list[int] = [0]
        self._index: list[int] = []
        self._value: list[float] = []
        self._row_lower: list[float] = []
        self._row_upper: list[float] = []

    def column(self, cost: float, upper: float = 1.0, *, integer: bool = True) -> int:
        """A column from 0 to `upper`; gives its number."""
        self._cost.append(cost)
        self._upper.append(upper)
        self._integer.append(integer)
        return len(self._cost) - 1

    def row(self, entries: Iterable[tuple[int, float]], *, lower: float = -inf, upper: float = inf) -> None:
        """lower <= sum of factor × column <= upper."""
        for column, factor in entries:
            self._index.append(column)
            self._value.append(factor)
        self._starts.append(len(self._index))
        self._row_lower.append(lower)
        self._row_upper.append(upper)

    def solve(self, gap: float = GAP, seconds: float = _SECONDS) -> Solution | None:
        """The best solution; None when no values keep all rows.

        Args:
            seconds: after which the best found so far is given; a guard.
        Raises: OutOfTime when nothing was found by then.
        """
        import highspy

        if not self._cost:
            kept = all(low <= 0 <= high for low, high in zip(self._row_lower, self._row_upper, strict=True))
            return Solution((), 0.0, 0.0) if kept else None
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (
            ("output_flag", False), ("threads", 1), ("random_seed", 1), ("mip_rel_gap", gap),
            ("mip_abs_gap", 1e-6), ("time_limit", seconds),
        ):  # fmt: skip
            solver.setOptionValue(name, value)
        solver.passModel(self._model(highspy))
        solver.run()
        info = solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            if solver.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
                raise OutOfTime
            return None
        values = list(solver.getSolution().col_value)
        bound = info.mip_dual_bound if any(self._integer) else info.objective_function_value
        return Solution(values, info.objective_function_value, bound)

    def _model(self, highspy: Any) -> Any:
        import numpy as np

        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self._cost), len(self._row_lower)
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.array(self._cost, dtype=float)
        model.col_lower_ = np.zeros(len(self._cost))
        model.col_upper_ = np.array(self._upper, dtype=float)
        model.row_lower_ = np.array(self._row_lower, dtype=float)
        model.row_upper_ = np.array(self._row_upper, dtype=float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(self._starts, dtype=np.int32)
        model.a_matrix_.index_ = np.array(self._index, dtype=np.int32)
        model.a_matrix_.value_ = np.array(self._value, dtype=float)
        kinds = highspy.HighsVarType
        model.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self._integer]
        return model
