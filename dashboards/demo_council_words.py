"""What the demo's shortlist and councils are called. Holds texts only."""

from typing import Final

__all__ = ["COUNCIL", "DECISION_NO", "LIST", "PURPOSE", "TOPICS"]

TOPICS: Final = ("công nghệ thông tin", "giáo dục", "y học")
"""What many people of the fictional province know."""
COUNCIL: Final = "Hội đồng tư vấn: {topic}"
LIST: Final = "Chuyên gia: {topic}"
PURPOSE: Final = "Mời góp ý cho nhiệm vụ khoa học và công nghệ năm tới"
DECISION_NO: Final = "125/QĐ-SKHCN"
