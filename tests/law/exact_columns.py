"""Columns that do every operation a second time in Python's unbounded integers."""

from __future__ import annotations

from typing import Any

import numpy as np

GROWING = frozenset(
    {
        "add",
        "subtract",
        "multiply",
        "negative",
        "absolute",
        "floor_divide",
        "divmod",
        "power",
        "square",
        "left_shift",
    }
)
"""Operations whose result may not fit where their operands do."""


class WrappedAroundError(AssertionError):
    """An operation gave something else than the same operation without a limit."""


class ExactColumn(np.ndarray[Any, Any]):
    """A column of whole numbers that refuses to wrap around.

    Every operation on it runs as usual; those that can leave 64 bits run once more on
    Python integers, and both results must be equal. Results are such columns again.
    """

    def __array_ufunc__(
        self,
        ufunc: np.ufunc,
        method: str,
        *inputs: Any,
        out: Any = None,  # noqa: ANN401 - the same
        **options: Any,
    ) -> Any:  # noqa: ANN401 - the same
        """Run the operation plainly and exactly, and compare."""
        plain = [_plain(one) for one in inputs]
        places = {} if out is None else {"out": tuple(_plain(one) for one in out)}
        exact = None
        if ufunc.__name__ in GROWING:
            exact = _exactly(ufunc, method, plain, options)
        found = getattr(ufunc, method)(*plain, **places, **options)
        if exact is not None and not _same(found, exact):
            raise WrappedAroundError(f"{ufunc.__name__} left 64 bits: {exact} became {found}")
        return _marked(found)

    def __array_function__(
        self,
        func: Any,  # noqa: ANN401 - any function of NumPy
        types: Any,  # noqa: ANN401 - part of NumPy's protocol
        args: Any,  # noqa: ANN401 - the same
        kwargs: Any,  # noqa: ANN401 - the same
    ) -> Any:  # noqa: ANN401 - the same
        """Run any other function of NumPy and mark what it returns."""
        return _marked(func(*_all_plain(args), **_all_plain(kwargs)))


def _plain(one: Any) -> Any:  # noqa: ANN401 - an operand
    return one.view(np.ndarray) if isinstance(one, ExactColumn) else one


def _all_plain(node: Any) -> Any:  # noqa: ANN401 - arguments of any depth
    if isinstance(node, dict):
        return {name: _all_plain(one) for name, one in node.items()}
    if isinstance(node, (list, tuple)):
        return type(node)(_all_plain(one) for one in node)
    return _plain(node)


def _marked(found: Any) -> Any:  # noqa: ANN401 - a result
    if isinstance(found, tuple):
        return tuple(_marked(one) for one in found)
    if type(found) is np.ndarray and found.dtype.kind in "iub":
        return found.view(ExactColumn)
    return found


def _exactly(ufunc: np.ufunc, method: str, plain: list[Any], options: dict[str, Any]) -> Any:  # noqa: ANN401 - a result
    """Return the result in Python's integers, None where nothing is a whole number."""
    if not all(np.asarray(one).dtype.kind in "iubO" for one in plain):
        return None
    widened = [_widened(one) for one in plain]
    limits = {name: one for name, one in options.items() if name not in {"dtype", "casting"}}
    if method == "reduce" and not widened[0].size and "initial" not in limits:
        return None
    return getattr(ufunc, method)(*widened, **limits)


def _widened(one: Any) -> Any:  # noqa: ANN401 - an operand
    array = np.asarray(one)
    numbers = array.astype(np.int64) if array.dtype == np.bool_ else array
    return numbers.astype(object)


def _same(found: Any, exact: Any) -> bool:  # noqa: ANN401 - results
    if isinstance(found, tuple):
        return all(_same(one, other) for one, other in zip(found, exact, strict=True))
    return bool(np.array_equal(np.asarray(found).astype(object), np.asarray(exact, object)))
