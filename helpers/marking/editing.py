"""A wrong function made from a right one: its own text, with one thing changed."""

import inspect


def editor(function):
    """A way to change a function: `edit(old, new, old, new, …)` gives it with each old text replaced by a new one."""
    source = inspect.getsource(inspect.unwrap(function))

    def edit(*changes):
        text = source
        for old, new in zip(changes[::2], changes[1::2], strict=True):
            if text.count(old) != 1:
                raise ValueError(f"{old!r} stands {text.count(old)} times, not once, in {function.__name__}")
            text = text.replace(old, new)
        names = {**inspect.unwrap(function).__globals__}
        exec(compile(text, "a known mistake", "exec"), names)  # the course's own text, no learner's
        return names[function.__name__]

    return edit
