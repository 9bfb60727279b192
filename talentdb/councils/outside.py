"""Experts from outside the registry, entered by hand for a list or a council. Each entry is logged."""

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import outside_expert
from talentdb.errors import UsageError

__all__ = ["OutsideExpert", "enter"]


@dataclass(frozen=True, slots=True)
class OutsideExpert:
    """What is known of an expert; empty texts are unknown. `sex` is male or female."""

    full_name: str
    organisation: str = ""
    position_title: str = ""
    sex: str = ""
    qualification: str = ""
    academic_title: str = ""
    field_of_training: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""


def enter(connection: Connection, principal: Principal, expert: OutsideExpert) -> int:
    """Keep the expert; gives the number.

    Raises: ForbiddenError; UsageError without a name or with a sex that there is not.
    """
    require(principal, Action.BUILD_LISTS)
    values = {name: " ".join(str(value).split()) or None for name, value in asdict(expert).items()}
    if values["full_name"] is None:
        raise UsageError("Chưa có họ tên của chuyên gia.", "Nhập họ tên đầy đủ.")
    if values["sex"] not in (None, "male", "female"):
        raise UsageError(f"Giới tính không hợp lệ: {expert.sex}.", "Dùng male hoặc female, hoặc để trống.")
    values["account_id"], values["login"] = principal.account_id, principal.login  # type: ignore[assignment]
    number = connection.execute(
        insert(outside_expert).values(values).returning(outside_expert.c.outside_expert_id)
    ).scalar_one()
    audit(connection, principal, "outside_expert.enter", "outside_expert", number)
    return int(number)
