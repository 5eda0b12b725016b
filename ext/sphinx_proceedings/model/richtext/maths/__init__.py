"""Maths in rich text: the LaTeX that is allowed, and its MathML, Typst and Unicode forms."""
