"""The shapes of the levels: the font is what its tool draws, and every shape has one stroke weight."""

from __future__ import annotations

import hashlib
import runpy

import numpy as np
import pytest
import uharfbuzz  # noqa: F401
