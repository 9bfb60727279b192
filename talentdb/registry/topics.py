"""What texts are about, for the matching of works: the concepts that searches use too. Reads no table."""

from functools import lru_cache

from talentdb.search.concepts import concepts, find_spans, with_wider
from talentdb.search.words import read_words

__all__ = ["topics_of"]


@lru_cache(maxsize=20_000)
def topics_of(text: str, *, wider: bool) -> frozenset[str]:
    """Concepts that a title or a field of training names or points at, but for the widest (engineering, economics):
    half of a province has studied one of those.

    Args:
        wider: with the concepts above them.

    >>> "aquaculture" in topics_of("Nghiên cứu nguyên nhân ngao chết hàng loạt", wider=True)
    True
    """
    spans = find_spans(read_words(text))
    found = frozenset(concept for span in spans for concept in span.concepts | span.signs)
    return frozenset(name for name in (with_wider(found) if wider else found) if concepts()[name].wider)
