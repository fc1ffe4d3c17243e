"""ziping (自评): departmental performance self-evaluation reports, prepared, scored and checked exactly."""

__version__ = "0.1.0"
