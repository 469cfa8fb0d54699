"""Times SciPy's assignment solvers on one instance, as told on standard input.

Arguments: the folder of the instance, its form (dense or sparse), rows, columns. Lines: "solve" is answered with the
milliseconds of one call, "answer" with "written" once the column of each row (-1: unmatched) is in answer.i32.
Costs and copied columns are made before the first line is read, outside every timing.
"""

import os
import sys
import time

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching


def prepare_dense(scores, rows, columns, capacities):
    """Costs on copied columns, each forbidden pair dearer than any assignment without one."""
    allowed = np.isfinite(scores)
    greatest = max(scores.max(), 0)
    costs = np.where(allowed, greatest - scores, rows * greatest + 1).reshape(rows, columns)
    originals = np.repeat(np.arange(columns, dtype=np.int32), capacities)
    if len(originals) != columns or (capacities != 1).any():
        costs = np.ascontiguousarray(costs[:, originals])
    allowed = allowed.reshape(rows, columns)

    def read(solution):
        row, copy = solution
        column_of_row = np.full(rows, -1, dtype=np.int32)
        column_of_row[row] = originals[copy]
        column_of_row[row[~allowed[row, originals[copy]]]] = -1
        return column_of_row

    return lambda: linear_sum_assignment(costs), read


def prepare_sparse(folder, scores, rows, columns, capacities):
    """Costs on copied columns, and for each row one more column, dearer than any assignment, that leaves it unmatched."""
    start = np.fromfile(os.path.join(folder, "start.i32"), dtype=np.int32)
    column = np.fromfile(os.path.join(folder, "column.i32"), dtype=np.int32)
    greatest = max(scores.max(), 0)
    seats = int(capacities.sum())
    first_copy = np.concatenate([[0], np.cumsum(capacities)])
    row_of_entry = np.repeat(np.arange(rows), np.diff(start))
    copies_of_entry = capacities[column]
    row = np.repeat(row_of_entry, copies_of_entry)
    within = np.arange(len(row)) - np.repeat(np.cumsum(copies_of_entry) - copies_of_entry, copies_of_entry)
    copy = np.repeat(first_copy[column], copies_of_entry) + within
    cost = np.repeat(greatest - scores + 1, copies_of_entry)
    bypass = np.full(rows, rows * (greatest + 1) + 1)
    row = np.concatenate([row, np.arange(rows)])
    copy = np.concatenate([copy, seats + np.arange(rows)])
    costs = csr_array((np.concatenate([cost, bypass]), (row, copy)), shape=(rows, seats + rows))
    originals = np.concatenate([np.repeat(np.arange(columns), capacities), np.full(rows, -1)]).astype(np.int32)

    def read(solution):
        row, copy = solution
        column_of_row = np.full(rows, -1, dtype=np.int32)
        column_of_row[row] = originals[copy]
        return column_of_row

    return lambda: min_weight_full_bipartite_matching(costs), read


def main():
    folder, form, rows, columns = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    scores = np.fromfile(os.path.join(folder, "scores.f64"), dtype=np.float64)
    capacities = np.fromfile(os.path.join(folder, "capacities.i32"), dtype=np.int32)
    if form == "dense":
        solve, read = prepare_dense(scores, rows, columns, capacities)
    else:
        solve, read = prepare_sparse(folder, scores, rows, columns, capacities)
    del scores
    print("ready", flush=True)
    solution = None
    for line in sys.stdin:
        if line.strip() == "solve":
            begin = time.perf_counter()
            solution = solve()
            print((time.perf_counter() - begin) * 1000, flush=True)
        else:
            read(solution).astype(np.int32).tofile(os.path.join(folder, "answer.i32"))
            print("written", flush=True)


main()
