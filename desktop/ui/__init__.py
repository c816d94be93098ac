"""Windows, pages and widgets; the only room that touches PySide6."""
