"""What editors may do inside a text."""

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]
LINE_FEATURES = ["bold", "italic", "link", "document-link"]
