"""What commands print for people: tables and lists, aligned with wide characters, coloured on a terminal."""
