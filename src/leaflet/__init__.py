"""leaflet: printable education materials whose every page is shown to carry what it must."""
