"""Fixtures that every test may use: where things are, and examples that come the same each run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sphinx.testing.util import _clean_up_global_state

pytest_plugins = ("sphinx.testing.fixtures",)

REPOSITORY = Path(__file__).parent.parent

# The same examples in each run: a change is judged by what it does, not by the luck of the draw.
# A machine that is busy is no fault of an example.
patient = [HealthCheck.too_slow]
settings.register_profile("project", derandomize=True, deadline=None, suppress_health_check=patient)
# Of a night: other examples each run, and ten times as many.
settings.register_profile(
    "long",
    derandomize=False,
    deadline=None,
    max_examples=1000,
    suppress_health_check=patient,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "project"))

# What tests read is kept nowhere: each run reads anew, and leaves a user's own cache alone.
os.environ["PROCEEDINGS_CACHE"] = ""


@pytest.fixture(scope="module", autouse=True)
def _sphinx_starts_anew():
    """Forget what Sphinx registered in this process once the tests of a module are through.

    A command that builds leaves it behind, since it ends with the process; the next application
    would warn that its nodes are registered already. Sphinx has no public name for this.
    """
    yield
    _clean_up_global_state()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout that the tests belong to."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """Samples and schemas of other people, which lie beside the checkout and are never in it."""
    place = REPOSITORY.parent / "shared"
    if not place.is_dir():
        pytest.skip("no shared/ beside the checkout")
    return place


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Where Sphinx's own test fixtures look for projects: ``@pytest.mark.sphinx(testroot=…)``."""
    return REPOSITORY / "tests" / "roots"
