"""Days, months and lengths as Chinese and Japanese write them: with the same characters."""

from __future__ import annotations

from datetime import date


def day(of: date) -> str:
    """Return a day: 2026年2月9日."""
    return f"{of.year}年{of.month}月{of.day}日"


def month(of: date) -> str:
    """Return the month of a day, with its year: 2026年2月."""
    return f"{of.year}年{of.month}月"


def mark(of: date) -> str:
    """Return the month of a day: 2月."""
    return f"{of.month}月"


def characters(count: int) -> str:
    """Return a number of characters as a Chinese colophon gives it: in thousands."""
    return f"{count / 1000:.0f} 千字" if count >= 1000 else f"{count} 字"
