"""Card readers, scanners and ticket printers, each with an emulator that speaks real bytes."""
