"""Essay questions become outlines: decoded, warned about, and answered with plans and cards."""
