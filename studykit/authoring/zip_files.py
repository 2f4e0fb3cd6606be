"""What zipfile raises for a file that is no zip file, is damaged, or packed in a way Python cannot read."""

from __future__ import annotations

import zipfile
import zlib

UNSOUND = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""Unknown compressions come as NotImplementedError, passwords as RuntimeError."""
