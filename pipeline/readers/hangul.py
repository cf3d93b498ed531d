"""What HWP and HWPX share: the text of a document of Hangul (한글), its symbols, what it states of itself."""

from dataclasses import dataclass, field

from pipeline.readers import prose
from pipeline.readers.apart import Document, UnreadableError

# Symbols that Hangul keeps in private-use code points, each found in real documents between the characters
# that it belongs to.
SYMBOLS = str.maketrans({"\U000f0852": "“", "\U000f0853": "”", "\uf85e": "·"})
# What older versions show in the place of a distribution document, in a text of this many characters.
PLACEHOLDER, PLACEHOLDER_TEXT = "상위버전의배포용문서입니다", 400
# Characters at the beginning of a text among which its title stands.
BEGINNING = 1000


@dataclass
class HangulText:
    """The paragraphs of a document while it is read: its body, then its foot- and endnotes."""

    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def document(self, title: str | None, author: str | None, date: str | None) -> Document:
        """The document with what it states of itself.

        Hangul states the first line of what the file was first saved as: half of 250 rulings state the title
        of the ruling that their author began from. A title that the text does not begin with is left out.
        Raises UnreadableError if the text is the placeholder of a distribution document.
        """
        text = prose.joined([*self.body, "", *self.notes]).translate(SYMBOLS)
        if len(text) < PLACEHOLDER_TEXT and PLACEHOLDER in "".join(text.split()):
            raise UnreadableError("distribution_placeholder")
        if title and "".join(title.split()) not in "".join(text[:BEGINNING].split()):
            title = None
        return Document(text, title, date, {"author": author} if author else {})
