"""What holds for every test: shared fixtures, and no test that fails because a machine is slow."""

from hypothesis import settings

pytest_plugins = ["tests.databases"]

settings.register_profile("rytmi", deadline=None)
settings.load_profile("rytmi")
