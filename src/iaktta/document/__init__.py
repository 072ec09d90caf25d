"""What is on the paper: text with places in it. The lowest room; it imports nothing of ours.

`Span` is a place. `Passage` is words together with the place of each letter, so that mended
text can always be traced to the source. `Document` is a file's plain text cut into lines and pages.
"""

from iaktta.document.document import Document, Line
from iaktta.document.passage import Passage
from iaktta.document.span import Box, Span

__all__ = ["Box", "Document", "Line", "Passage", "Span"]
