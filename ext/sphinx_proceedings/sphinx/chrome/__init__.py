"""What surrounds the content of a page: navigation, theme, heads of authored pages, maths."""
