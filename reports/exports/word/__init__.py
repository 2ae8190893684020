"""A report as a Word document that people can edit."""

from reports.exports.word.writing import word

__all__ = ["word"]
