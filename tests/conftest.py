from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine must not fail a test: how long an example takes says nothing about what is right.
settings.register_profile("studykit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("studykit")
