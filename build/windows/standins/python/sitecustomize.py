"""For the bench's Python alone: Wine 8 lacks CopyFile2, which shutil.copy2 calls; without it shutil copies by hand."""

import _winapi

del _winapi.CopyFile2
