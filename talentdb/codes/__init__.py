"""Code lists, communes and agencies of the province as shipped data. Pure Python, no database."""

from talentdb.codes.code_lists import Code, CodeList, code_list, list_names

__all__ = ["Code", "CodeList", "code_list", "list_names"]
