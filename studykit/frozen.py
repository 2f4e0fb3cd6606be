"""Frozen values whose methods are made when the first of them is needed.

The standard `dataclass` compiles six functions for every class it is given. Of most classes that a command
imports it makes no value, and compiling for them took a quarter of its start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass

    __all__ = ["dataclass"]
else:
    import dataclasses
    from collections.abc import Callable

    BUILDING = ("__init__", "__setattr__", "__delattr__", "__getstate__", "__setstate__")
    COMPARING = ("__repr__", "__eq__", "__hash__")
    ORDERING = ("__lt__", "__le__", "__gt__", "__ge__")

    def dataclass(
        *, frozen: bool, slots: bool, order: bool = False, kw_only: bool = False
    ) -> Callable[[type], type]:
        """Make a class as `dataclasses.dataclass` does of the same arguments.

        Raises:
            TypeError: when it is not to be frozen with slots, or has a method of its own that is made for it.
        """
        if not (frozen and slots):
            raise TypeError("what is made here is frozen and has slots")
        comparing = (*COMPARING, *ORDERING) if order else COMPARING

        def decorate(written: type) -> type:
            own = {"__post_init__", *BUILDING, *comparing}.intersection(vars(written))
            if own:
                raise TypeError(f"{written.__name__} has {', '.join(sorted(own))} of its own")
            lay_out = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
            made = lay_out(written)
            for methods in (BUILDING, comparing):
                for method in methods:
                    setattr(made, method, _first(made, method, methods))
            return made

        return decorate

    def _first(made: type, method: str, methods: tuple[str, ...]) -> Callable[..., object]:
        """Give what stands in a method's place until one is called: it puts those made with it in theirs.

        Most values are made and never compared, so what builds them is made apart from what compares them.
        """

        def first(self: object, *args: object, **named: object) -> object:
            fields = [(field.name, field.type, field) for field in dataclasses.fields(made)]
            builds = methods is BUILDING
            whole = dataclasses.make_dataclass(
                *(made.__name__, fields),
                init=builds,
                repr=not builds,
                eq=not builds,
                order=ORDERING[0] in methods,
                unsafe_hash=not builds,
                frozen=builds,
                slots=builds,
            )
            for name in methods:
                setattr(made, name, getattr(whole, name))
            return getattr(made, method)(self, *args, **named)

        return first
