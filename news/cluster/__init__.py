"""Cluster articles about one event into a story, as they arrive, over days and across publishers."""

from __future__ import annotations

from news.cluster.clusterer import Across, Clusterer

__all__ = ["Across", "Clusterer"]
