"""What a user asks of a council, as typed, before anything is looked up. Values only."""

from dataclasses import dataclass

from talentdb.councils.seating import default_seats
from talentdb.errors import UsageError

__all__ = ["LARGEST", "Demand"]

LARGEST = 50
"""Seats of the largest council that is asked for; a slip of the keys ends here."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A council asked for.

    Args:
        fields: sub-fields that must be covered; empty: they are found, and covered where that is possible.
        chair_seniority: least rank of the chair; None is the usual one, which gives way where nobody has it.
        applicant: whose case is judged; ties to this person bar.
        accept: people who are taken although tied.
        reviewers, vice_chairs: seats; None is what the size has by custom.
        chair: who leads it.
        held: person and role of seats that stand; `seat_counts` are then the seats of all roles.
    """

    topic: str
    size: int
    fields: tuple[str, ...] = ()
    chair_seniority: int | None = None
    min_women: int = 0
    per_agency: int = 1
    exclude_agencies: tuple[str, ...] = ()
    applicant: int | None = None
    accept: tuple[int, ...] = ()
    apart: bool = False
    most_uses: int | None = None
    include: tuple[int, ...] = ()
    exclude: tuple[int, ...] = ()
    reviewers: int | None = None
    vice_chairs: int | None = None
    alternates: int = 0
    chair: int | None = None
    held: tuple[tuple[int, str], ...] = ()
    seat_counts: tuple[tuple[str, int], ...] = ()

    def seats(self) -> dict[str, int]:
        """Role -> seats.

        Raises: UsageError when they are more than sit.
        """
        if self.seat_counts:
            return dict(self.seat_counts)
        seats = default_seats(self.size)
        if self.reviewers is not None:
            seats["reviewer"] = self.reviewers
        if self.vice_chairs is not None:
            seats["vice_chair"] = self.vice_chairs
        if sum(seats.values()) > self.size:
            raise UsageError(
                f"Số ghế theo vai ({sum(seats.values())}) nhiều hơn số thành viên ({self.size}).",
                "Tăng số thành viên hoặc giảm số phản biện, Phó Chủ tịch.",
            )
        return seats

    def checked(self) -> "Demand":
        """The demand itself.

        Raises: UsageError for a demand that makes no sense whoever the candidates are.
        """
        problems = (
            (not self.topic.strip(), "Chưa có chủ đề của hội đồng.", "Nhập chủ đề, ví dụ: nuôi trồng thủy sản."),
            (not 1 <= self.size <= LARGEST, f"Số thành viên phải từ 1 đến {LARGEST}.", "Sửa số thành viên."),
            (self.min_women > self.size, "Số nữ tối thiểu lớn hơn số thành viên.", "Giảm số nữ hoặc tăng quy mô."),
            (min(self.min_women, self.alternates, self.reviewers or 0, self.vice_chairs or 0) < 0,
             "Các con số của yêu cầu không được âm.", "Sửa lại con số."),
            (self.per_agency < 1, "Mỗi đơn vị phải được ít nhất một người.", "Sửa số người một đơn vị."),
            (bool(set(self.include) & set(self.exclude)), "Có người vừa được chỉ định vừa bị loại trừ.",
             "Bỏ người đó khỏi một trong hai danh sách."),
        )  # fmt: skip
        for wrong, message, advice in problems:
            if wrong:
                raise UsageError(message, advice)
        self.seats()
        return self
