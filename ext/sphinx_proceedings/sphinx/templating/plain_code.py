"""What our templates are compiled to: Python that asks for less than Jinja's own code does.

A page has thousands of calls, attributes and texts. Jinja asks each function whether it wants the
context, looks for an item where there is no attribute, and wraps each text that it has escaped;
none of this is of use in templates whose functions and records are ours. A tenth of a build.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import markupsafe
from jinja2 import Template
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from jinja2 import Environment, nodes
    from jinja2.compiler import Frame

_MAY_BE_MISSING = frozenset(("default", "d", "defined", "undefined"))
"""Filters and tests that want to know of an attribute that is not there."""

# Of markupsafe from 3.0 on; an older one has it in what `escape` does.
_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


def escaped(value: object) -> str:
    """Return a value as it stands in HTML, for a place where nobody asks whether it is safe."""
    if type(value) is str:
        return _escape_text(value)
    return value if type(value) is Markup else escape(value)


class PlainTemplate(Template):
    """A template whose code finds our functions by the names that `PlainCode` writes."""

    @classmethod
    def _from_namespace(
        cls,
        environment: Environment,
        namespace: MutableMapping[str, Any],
        globals: MutableMapping[str, Any],  # noqa: A002 - as Jinja names it
    ) -> Template:
        namespace.update(call=operator.call, escape=escaped)
        return super()._from_namespace(environment, namespace, globals)


class PlainCode(CodeGenerator):
    """Writes calls as calls, and attributes as attributes."""

    _may_be_missing = False

    def visit_Call(  # noqa: N802 - as Jinja names it
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 - as Jinja calls it
    ) -> None:
        """Write a call; what loops and blocks would add is for the context alone."""
        self.write("call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as Jinja names it
        """Write an attribute; one that is not there is an error, unless somebody asks."""
        self.write("environment.getattr(" if self._may_be_missing else "getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802 - as Jinja names it
        """Write a test."""
        self._asking(super().visit_Test, node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802 - as Jinja names it
        """Write a filter."""
        self._asking(super().visit_Filter, node, frame)

    def _asking(
        self, visit: Callable[[Any, Frame], None], node: nodes.Test | nodes.Filter, frame: Frame
    ) -> None:
        before = self._may_be_missing
        self._may_be_missing = node.name in _MAY_BE_MISSING
        visit(node, frame)
        self._may_be_missing = before
