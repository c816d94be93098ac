"""What leaves the window on paper: one painter per paper, for the raster printer and for PDF."""
