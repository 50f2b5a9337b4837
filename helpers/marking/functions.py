"""Judges a function: tries it beside the course's own, and names the mistake that does what it did."""

import copy
import inspect
import itertools
import re
import types

import numpy as np

from helpers.marking import rules
from helpers.marking.rules import NOT_YET, OF_TABLES, Mistake, Relation, Seen, found
from helpers.marking.trying import made, name_of, read, same_text, told, try_all, uses
from helpers.marking.values import agree, blank, numbers, plain
from helpers.marking.words import TO_DO, Result, show

OWN = "This is the course's own definition. To check yours, run your cell again, then this one."
DIFFERS = "Your function differs from the course's. Below is the smallest input tried on which it does."


def judge(exercise, given):
    """The result of an exercise that asks for a function: from what was given to the words."""
    answer = given[0] if len(given) == 1 else given or None
    if not callable(answer):
        return no_function(exercise, answer, given)
    outcomes = try_all(answer, exercise.inputs, exercise.parameters)
    if any(blank(outcome.value) for outcome in outcomes):
        return Result(exercise.name, None, None, (TO_DO,), (), exercise.look)
    rights = made(lambda: [plain(exercise.right(*copy.deepcopy(case))) for case in exercise.inputs])
    fit = [fits(exercise, *three) for three in zip(rights, outcomes, exercise.inputs, strict=False)]
    if all(fit):
        own = same_text(answer, exercise.right)
        values = [outcome.value for outcome in outcomes]
        return Result(exercise.name, None, None, (OWN,)) if own else right_or_sign(exercise, values)
    at = fit.index(False)
    upto = end_of_shape(exercise.inputs, at, len(outcomes))
    seen = Seen(exercise, answer, exercise.inputs, rights, outcomes, at, upto)
    mistake, at = diagnose(seen)
    mistake = mistake or Mistake(None, None, right_so_far(seen) + DIFFERS)
    shows = tuple(show(exercise, exercise.inputs[at], rights[at], outcomes[at]))
    return Result(exercise.name, False, mistake.name, (mistake.hint,), shows, mistake.more or exercise.look)


def no_function(exercise, answer, given):
    """The result for what is not a function: not attempted, or what came instead."""
    came = read(given or (None,))
    if blank(came.value):
        return Result(exercise.name, None, None, (TO_DO,), (), exercise.look)
    text = "nothing" if answer is None else ", ".join(came.typed)
    call = f"checks.{exercise.name}({name_of(answer, exercise.name)})"
    mistake = found([rules.NOT_A_FUNCTION], {"given": text, "check": call})
    return Result(exercise.name, False, mistake.name, (mistake.hint,))


def right_or_sign(exercise, values):
    """The result for a function whose results count as right: praise, unless a sign of a mistake is seen in them."""
    for sign in exercise.signs:
        if seen := sign.does(values):
            shows = (("your answer", seen),) if isinstance(seen, str) else ()
            return Result(exercise.name, False, sign.name, (sign.hint,), shows, sign.more or exercise.look)
    return Result(exercise.name, True, None, (exercise.praise.format(len(exercise.inputs)),))


def good(outcome):
    """Whether a call came back with a value and left its inputs alone."""
    return not outcome.error and not outcome.changed


def fits(exercise, right, outcome, case):
    """Whether what a call did counts as right."""
    return good(outcome) and exercise.same(right, outcome.value, *case)


def shape_of(case):
    """The shapes of all tables among the inputs."""
    return str([np.shape(part) if isinstance(part, np.ndarray) else shape_of(part) for part in case
                if isinstance(part, (np.ndarray, list, tuple))])  # fmt: skip


def end_of_shape(inputs, at, count):
    """How many inputs there are, of those tried, up to the end of the first run of one shape that holds this place."""
    while at + 1 < count and shape_of(inputs[at + 1]) == shape_of(inputs[at]):
        at += 1
    return at + 1


# The mistake


def right_so_far(seen):
    """For how much the function is right, in a sentence, if it fails only on tables larger than the first."""
    first, now = rows_of(seen.inputs[0]), rows_of(seen.inputs[seen.at])
    return "For one row your function is right, but not for several. " if first == 1 < now else ""


def diagnose(seen):
    """The one mistake that explains what a function did, or None; and the place of the input that shows it."""
    if mistake := found(rules.CALL, seen):
        return mistake, seen.at
    if mistake := known(seen) or inside(seen):
        return mistake, seen.at
    if told_by_error := rules.said_by_python(seen):
        mistake, at = told_by_error
        return mistake._replace(hint=right_so_far(seen) + mistake.hint), at
    if mistake := found([rules.RAISED, *rules.CAME], seen):
        return mistake, seen.at
    if mistake := found([rules.NOT_A_NUMBER], seen):
        return mistake, next(at for at, o in enumerate(seen.outcomes) if np.isnan(numbers(o.value)).any())
    decode = seen.exercise.decode
    decoded = decode and decode(seen.first.value, *copy.deepcopy(seen.inputs[seen.at]))
    return decoded or part_by_part(seen), seen.at


def known(seen):
    """The known mistake that does what the answer did: on all inputs, or else up to the end of the shape that fails."""
    mistakes = seen.exercise.mistakes
    fitting = [m for m in mistakes if imitates(seen, m, len(seen.outcomes))]
    if not fitting:
        fitting = [m for m in mistakes if imitates(seen, m, seen.upto)]
    return fitting[0] if len(fitting) == 1 else None


def imitates(seen, mistake, upto):
    """Whether a mistake does on these inputs what the answer did, and that is wrong."""
    cases = list(zip(seen.inputs, seen.outcomes, strict=False))[:upto]
    return any(good(outcome) for _, outcome in cases) and all(
        does_the_same(seen.exercise, mistake.does, case, outcome) for case, outcome in reversed(cases)
    )


def does_the_same(exercise, does, case, outcome):
    """Whether a function does on one input what the answer did, be it the same error."""
    try:
        with np.errstate(all="ignore"):
            value = plain(does(*copy.deepcopy(case)))
    except Exception as error:
        return same_error(outcome.error, told(error))
    return fits(exercise, value, outcome, case)


def same_error(one, other):
    """Whether two errors, told in a line, begin alike but for their numbers."""
    return re.sub(r"\d", "", one)[:40] == re.sub(r"\d", "", other)[:40]


# A mistake of a function that the function calls


def with_inside(function, name, other):
    """The course's function, with another one in place of the function of this name that it calls."""
    function = inspect.unwrap(function)
    around = {**function.__globals__, name: other}
    return types.FunctionType(function.__code__, around, name, function.__defaults__, function.__closure__)


def mistakes_inside(exercise):
    """The known mistakes of the functions that the exercise's function calls, made inside it, and of those they call.

    For each: where it is made ("gradient", "predict in gradient"), and the mistake that does what the whole then does.
    """
    for one in exercise.inside:
        name = one.right.__name__
        deeper = [(f"{where} in {name}", mistake) for where, mistake in mistakes_inside(one)]
        for where, mistake in [*((name, mistake) for mistake in one.mistakes), *deeper]:
            yield where, mistake._replace(does=with_inside(exercise.right, name, mistake.does))


def inside(seen):
    """The mistake of an inner function that explains what the answer did; or, if several fit, where they are."""
    sure = called_from_the_course(seen)
    inner = [(where, m) for where, m in mistakes_inside(seen.exercise) if sure.isdisjoint(where.split(" in "))]
    fitting = [(where, m) for where, m in inner if imitates(seen, m, seen.upto)]
    if not fitting:
        return called_in_another_order(seen)
    if len({(where, mistake.name) for where, mistake in fitting}) > 1:  # several causes fit: say where they are
        name = " or ".join(sorted({where.split(" in ")[-1] for where, _ in fitting}))
        hint = f"The rest fits; what goes wrong is {name}. Try that part by itself, on the input below."
        return Mistake(f"another {name}", None, hint)
    where, mistake = fitting[0]
    where = " or ".join([where, *sorted(also_turned(seen) - sure - {where.split(" in ")[-1]})])
    rest = f"The rest fits; what goes wrong is {where}."
    return Mistake(f"{mistake.name}, in {where}", None, f"{rest} {mistake.hint}", mistake.more)


def called_from_the_course(seen):
    """The names of the inner functions that the answer calls as the course has them: nothing goes wrong in these."""
    return {one.right.__name__ for one in nested(seen.exercise) if uses(seen.answer, one.right)}


def nested(exercise):
    """The exercises of the functions that the exercise's function calls, and of those they call."""
    return [each for one in exercise.inside for each in (one, *nested(one))]


def also_turned(seen):
    """The inner functions with which the whole does what the answer did if one of their results is turned round, or 0.

    A slope with the wrong sign and a step with the wrong sign compose alike.
    """
    names = set()
    for one in seen.exercise.inside:
        for at, factor in itertools.product(range(len(one.results)), (-1, 0)):

            def turned(*inputs, function=one.right, at=at, factor=factor):
                results = function(*inputs)
                return (*results[:at], factor * results[at], *results[at + 1 :])

            does = with_inside(seen.exercise.right, one.right.__name__, turned)
            if len(one.results) > 1 and imitates(seen, Mistake("", does, ""), seen.upto):
                names.add(one.right.__name__)
    return names


def called_in_another_order(seen):
    """The call of an inner function with its inputs in another order, if that explains what the answer did; or None."""
    fitting = []
    for one in seen.exercise.inside:
        name, names = one.right.__name__, one.parameters
        for order in list(itertools.permutations(range(len(names))))[1:]:

            def called(*inputs, function=one.right, order=order):
                return function(*(inputs[at] for at in order))

            if imitates(seen, Mistake("", with_inside(seen.exercise.right, name, called), ""), seen.upto):
                fitting.append((f"{name}({', '.join(names[at] for at in order)})", f"{name}({', '.join(names)})"))
    if len({asked for _, asked in fitting}) != 1:
        return None
    came, asked = fitting[0]
    came = f": {came}" if len(fitting) == 1 else ""
    hint = f"The rest fits; but what you hand over stands in another order{came}. The course's own line is {asked}."
    return Mistake("called in another order", None, hint, "Python goes by the order, whatever the names are.")


# Part by part


def part_by_part(seen):
    """One word on each result, or None if there is nothing to say but that all are wrong."""
    names, whole = seen.exercise.results, []
    for right, outcome in zip(seen.rights, seen.outcomes, strict=False):
        parts = [(right, outcome.value)]
        if len(names) > 1:
            fits = isinstance(outcome.value, list) and len(outcome.value) == len(names)
            parts = list(zip(right, outcome.value, strict=True)) if fits else []
        if not good(outcome) or not parts:
            break
        whole.append(parts)
    if len(whole) < seen.upto:
        return None
    columns = list(zip(*whole, strict=True))
    verdicts = [verdict(seen, at, columns) for at in range(len(names))]
    fine = [name for name, one in zip(names, verdicts, strict=True) if one is None]
    known = [one for one in verdicts if isinstance(one, Mistake)]
    groups = {}
    for name, one in zip(names, verdicts, strict=True):
        if isinstance(one, Relation):
            groups.setdefault(one, []).append(name)
    return rules.part_by_part(fine, known, groups)


def verdict(seen, at, columns):
    """None for a result that is right; else the known mistake in it alone, or what it is to the right one."""
    pairs = columns[at]
    fit = [seen.exercise.same(*pair, *case) for pair, case in zip(pairs, seen.inputs, strict=False)]
    if all(fit):
        return None
    pairs = pairs[: end_of_shape(seen.inputs, fit.index(False), len(pairs))]
    if mistake := known_alone(seen, at, pairs):
        return mistake
    for other, column in enumerate(columns):
        if other != at and all(agree(right, got) for (_, got), (right, _) in zip(pairs, column, strict=False)):
            name = seen.exercise.results[other]
            return Relation(f"the same as {name}", f"is what {name} should be", "", None)
    return next((one for one in OF_TABLES if mends(one, pairs, seen.inputs)), NOT_YET)


def mends(relation, pairs, inputs):
    """Whether a wrong part becomes the right one in this way, on every input."""
    if not any(numbers(right).any() for right, _ in pairs):
        return False
    try:
        with np.errstate(all="ignore"):
            mended = [relation.mend(got, rows_of(case)) for (_, got), case in zip(pairs, inputs, strict=False)]
    except Exception:
        return False
    return all(agree(right, plain(new)) for (right, _), new in zip(pairs, mended, strict=True))


def rows_of(case):
    """How many rows the first table of the inputs has."""
    return next((len(part) for part in case if isinstance(part, np.ndarray)), 1)


def known_alone(seen, at, pairs):
    """The known mistake that is in this result alone and gives what came, or None."""
    fitting = []
    for mistake in seen.exercise.mistakes:
        if " right" in mistake.hint:  # it speaks of the other results as well
            continue
        try:
            with np.errstate(all="ignore"):
                values = [plain(mistake.does(*copy.deepcopy(case))) for case in seen.inputs[: len(pairs)]]
        except Exception:
            continue
        if not all(isinstance(value, list) and len(value) == len(seen.exercise.results) for value in values):
            continue
        others = all(agree(right[i], value[i]) for value, right in zip(values, seen.rights, strict=False)
                     for i in range(len(value)) if i != at)  # fmt: skip
        if others and all(agree(value[at], got) for value, (_, got) in zip(values, pairs, strict=True)):
            fitting.append(mistake)
    return fitting[0] if len(fitting) == 1 else None
