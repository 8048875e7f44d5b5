"""Logs of ids, codes and times, never of text, at every level.

Our own events are chosen words with ids. What libraries log may contain addresses with tokens,
statements with values or whole requests, so of their records only the place and the kind of the
error are kept, and nothing below a warning.
"""

import logging
import sys
import traceback

import structlog
from structlog.typing import EventDict, WrappedLogger


def configure_logs(level: str) -> None:
    """Sends our events and the stripped records of libraries to standard error, as JSON lines."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _place_of_exception,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        # Looked up at each event: who called us may have given standard error away and closed it.
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [ForeignRecords()]
    root.setLevel(logging.WARNING)
    for logger in _known_loggers():
        logger.handlers, logger.propagate = [], True
        logger.setLevel(logging.NOTSET)


class ForeignRecords(logging.Handler):
    """Says that a library warned, and where, without its words."""

    def emit(self, record: logging.LogRecord) -> None:
        fields = {"logger": record.name, "place": f"{record.module}:{record.lineno}"}
        if record.exc_info and record.exc_info[1] is not None:
            fields["error"] = type(record.exc_info[1]).__name__
        structlog.get_logger().log(record.levelno, "library_warning", **fields)


def _known_loggers() -> list[logging.Logger]:
    return [logger for logger in logging.Logger.manager.loggerDict.values() if isinstance(logger, logging.Logger)]


def _place_of_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replaces `exc_info` by the error's class and the places it went through: an exception's
    message may quote what a person wrote."""
    if not event.pop("exc_info", None):
        return event
    kind, error, trace = sys.exc_info()
    if kind is not None and error is not None:
        event["error"] = kind.__name__
        event["places"] = [
            f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-6:]
        ]
    return event
