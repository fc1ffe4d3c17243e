"""Word documents in the layout of GB/T 9704-2012 党政机关公文格式, written part by part without a template.

Start in ``writer.py`` (the package), then ``body.py`` (blocks in order). ``page.py`` holds the page's numbers and footers,
``styles.py`` fonts and styles, ``paragraphs.py`` the roles, ``tables.py`` merged cells, ``chart.py`` native charts, ``contents.py``
the table of contents, ``xml.py`` the one place where text is escaped.

Reading starts in ``reader/``; ``annotate.py`` puts comments at the places it found.

Must not know: what the text says.
"""
