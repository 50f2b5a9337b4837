"""Mistakes that can be made in any exercise: for each its trigger and its words, in the order in which they are tried.

To a function are put the rules of the CALL, then the exercise's own mistakes, then the rules of what CAME; to values
by hand the exercise's own mistakes, then the rules of VALUES. What a part of an answer may be to the right one stands
in RELATIONS.
"""

import inspect
import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from helpers.marking import trying
from helpers.marking.values import Other, agree, close, numbers, packing, repacked
from helpers.marking.words import as_table, describe, said, together


class Mistake(NamedTuple):
    """One way to be wrong: a name, what a wrong answer does (by hand, what it is), a hint, and a little more."""

    name: str
    does: object
    hint: str
    more: str = ""


class Rule(NamedTuple):
    """A mistake that can be made anywhere: when it is made, and its words, with {facts} that the trigger found."""

    name: str
    when: Callable  # the facts, as a dictionary or True; of anything else the rule does not hold
    hint: str
    more: str = ""


class Seen(NamedTuple):
    """What a wrong function did: all that a rule may look at."""

    exercise: object
    answer: Callable
    inputs: tuple
    rights: list
    outcomes: list
    at: int  # the place of the first input on which it fails
    upto: int  # how many inputs there are up to the end of that shape

    @property
    def first(self):
        """What came on the first input on which the function fails."""
        return self.outcomes[self.at]

    @property
    def pairs(self):
        """What is right and what came, on the inputs up to the end of the first shape that fails."""
        return [(right, outcome.value) for right, outcome in zip(self.rights, self.outcomes, strict=False)][: self.upto]


def found(rules, seen):
    """The first of the rules that holds, as a mistake with the facts put into its words; or None."""
    for rule in rules:
        if facts := rule.when(seen):
            facts = {} if facts is True else facts
            return Mistake(rule.name, None, rule.hint.format(**facts), rule.more.format(**facts))
    return None


# The call


def another_order(seen):
    """The names in the line with def, if they are the course's in another order."""
    try:
        names = list(inspect.signature(seen.answer).parameters)
    except (TypeError, ValueError):
        return None
    asked = seen.exercise.parameters
    moved = names != asked and sorted(names) == sorted(asked)
    return moved and {"names": ", ".join(names), "call": f"{seen.exercise.name}({', '.join(asked)})"}


def changed(seen):
    """The tables that were changed."""
    tables = next((outcome.changed for outcome in seen.outcomes if outcome.changed), "")
    return tables and {"tables": tables}


def outside(seen):
    """The names of what is read from outside."""
    names = trying.outside_names(seen.answer)
    return names and {"names": names, "call": seen.exercise.call}


CALL = (
    Rule("never ends", lambda seen: seen.first.endless and {"seconds": trying.SECONDS},
         "Your function had not finished after {seconds} seconds, so it was stopped. Does each loop come to an end?",
         "Look at every while: what makes it stop? And does your function call itself?"),
    Rule("arguments in another order", another_order,
         "The names in your line with def stand in another order: {names}. The course calls {call}, and Python "
         "goes by the order.",
         "Whatever the names are: the first one gets the first thing that is handed over."),
    Rule("wrong arguments", lambda seen: seen.first.early and {"call": seen.exercise.call},
         "Your function could not be called the way the course calls it: {call}. "
         "Compare the line that starts with def.",
         "Count the names between the parentheses; their order matters, too."),
    Rule("changed in place", changed,
         "Your function changed the table it was given: {tables}. Others still need the old values. "
         "Make a new table instead.",
         "W -= step and W[0, 0] = … write into the old table; W = W - step makes a new one."),
    Rule("global variables", outside,
         "Your function reads {names} from outside and leaves one of its own arguments unused. "
         "It must answer for whatever it is given: {call}",
         "Each name must stand in the line that starts with def, or be made inside the function."),
)  # fmt: skip

# Python's own sentences: words in an error, and what they mean on these pages

IN_CODE = {  # names that stand on a page but not in its code, and what to write
    "ŷ": "In code ŷ is called y_hat.",
    "yhat": "In code ŷ is called y_hat.",
    "η": "In code η is called learning_rate.",
    "n": "n is how many rows there are: in code, len(x) or len(y).",
    "d": "d is how many columns there are: in code, x.shape[1].",
    "C": "In code C is what cost(y_hat, y) returns.",
    "L": "In code L is what loss(y_hat, y) returns.",
    "math": "You do not need math here: ** 2 squares, ** 0.5 takes a root, and NumPy's functions begin with np.",
    "table": "table is a word of the text. Which name holds it in the code?",
    "xW": "xW is a product: in code the two names stand apart, with a sign between them.",
    "dC": "In code the slopes are called dW and db.",
    "mean": "In code a mean is np.mean(…), or .mean() after the name of a table.",
    "sum": "In code a sum is np.sum(…), or .sum() after the name of a table.",
}


def unknown_name(match):
    """What to write for a name that Python does not know."""
    return IN_CODE.get(match[1], "Is it spelled as in the line with def? Names made inside another function are not "
                       "known here.")  # fmt: skip


ERRORS = [  # a pattern in the error, a name, the hint, a little more; {1} is the pattern's first group
    (r"bitwise_xor|for \^", "^ for a power",
     "In Python ^ is not a power. Write ** for it: ** 2 squares.", "x ** 2 is x times x."),
    (r"'NoneType' object has no attribute 'append'", "append assigned",
     "append changes the list and hands back None. You gave that None the name of your list. "
     "Call append on a line of its own.",
     "history.append(…) without history = before it."),
    (r"'(tuple|numpy\.ndarray|dict|float)' object has no attribute 'append'", "append to what is no list",
     "append belongs to a list, and yours is something else. A list that holds one pair has square brackets round it: "
     "history = [(W, b)].",
     "(W, b) alone is a pair: nothing can be added to it."),
    (r"append\(\) takes exactly one argument", "append with two things",
     "append takes one thing. To keep two together, put them in round brackets of their own: "
     "history.append((W, b)).",
     "The outer brackets belong to append, the inner ones make a pair."),
    (r"NameError: name '([^']*)'", "unknown name",
     "Python does not know the name {1}. {said}", "Look for a slip of the pen: capital letters count, too."),
    (r"local variable '(\w+)'", "used before it has a value",
     "{1} is used before it has a value. Which line should come first, and does it stand inside an if or a loop?",
     "A name that gets a value anywhere in a function is the function's own, from its first line on."),
    (r"Cannot interpret '\d+' as a data type|expected a sequence of integers or a single integer"
     r"|(?:standard_normal|random|zeros|ones)\(\) takes .*positional", "a shape without its brackets",
     "A shape is one thing, a pair in brackets of its own: (rows, columns). Yours came as two things.",
     "Two pairs of brackets, as in np.zeros((1, 1)): the outer for the call, the inner for the shape."),
    (r"Generator' object has no attribute '(\w+)'", "no such method of a generator",
     "rng has no {1}: that is an older way to draw. Here it is rng.standard_normal((rows, columns)).",
     "rng.permutation(n) shuffles; rng.normal, rng.random and rng.integers draw."),
    (r"only (?:length-1|size-1|0-dimensional) arrays|must be real number, not numpy.ndarray"
     r"|can only convert an array of size 1", "a table where one number is needed",
     "A table came where one number is needed: float(…) and the functions of math take one number, and .item() "
     "takes it out of a table only if no other is in it.",
     "If yours holds more, what should become of the others? np.abs, np.sqrt and the like take whole tables."),
    (r"only integer scalar arrays can be converted", "a table where a whole number is needed",
     "A table stands where Python needs one whole number: a place in a list, how many, or the axis of np.max and "
     "np.sum. To compare two tables number with number, NumPy has np.maximum.",
     "np.max(0, s) takes s for an axis; np.maximum(0, s) keeps the larger of 0 and each number."),
    (r"'(int|float)' object is not iterable", "a number gone through like a list",
     "Python should go through one number as if it were a list. To repeat something n times, write range(n).",
     "for _ in range(epochs): repeats what stands below it, epochs times."),
    (r"cannot unpack non-iterable|not enough values to unpack|too many values to unpack", "another number of results",
     "On one line, the names before = and the things after it are not equally many: {error}",
     "update and gradient give back two tables each: two names, with a comma between."),
    (r"unsupported operand type\(s\) for [^:]*: (?:'NoneType'|.* 'NoneType')", "nothing to calculate with",
     "You calculate with None: with nothing. Something that you call hands nothing back, or a name was set to None.",
     "append and print hand nothing back; a function without return does not either."),
    (r"can't multiply sequence|unsupported operand type\(s\) for [^:]*: (?:.*'list'|.*'tuple')"
     r"|can only concatenate (?:list|tuple)", "a list where a table is needed",
     "You calculate with a Python list. A list cannot be added or multiplied like a table: make it a NumPy array.",
     "np.array(…) around nested lists makes a table. And a pair of tables must be taken apart first: W, b = pair"),
    (r"unsupported operand type\(s\) for [^:]*: (?:.*'function'|.*'builtin_function_or_method')",
     "a function used as a number",
     "You calculate with a function itself. To get what it gives back, call it, with brackets after its name.",
     "predict is the function; predict(x, W, b) is its answer."),
    (r"'(?:numpy\.ndarray|float|int|numpy\.float64|list|tuple)' object is not callable", "a sign forgotten",
     "A number, a table or a list stands directly before a bracket, so Python takes it for a function. "
     "Is a * or a comma missing there?",
     "2(x) is not 2 * x. A list is indexed with square brackets: history[0]."),
    (r"its shape is \(0, \d+\)", "an empty batch",
     "A batch is empty: it holds no row, so there is nothing to take a step from. Where does your range stop, and "
     "from where to where does each slice go?",
     "range(0, len(x), batch_size) gives the start of each batch; shuffled[start : start + batch_size] is its rows."),
    (r"matmul: .*does not have enough dimensions", "@ with one number",
     "@ is for two tables, and here it meets one number. Between a table and a number, * is what you need.",
     "x * 2 multiplies each number of x by 2."),
    (r"matmul: |not aligned", "a product that does not fit",
     "In a product of tables, two shapes do not fit: each row of the left table meets each column of the right one, "
     "so these must be equally long. Which table stands where, and must one be turned on its side?",
     "x is (n, d) and W is (d, 1), so x @ W fits. Two columns do not, until `.T` turns one of them on its side."),
    (r"could not be broadcast together with shapes (.*)", "shapes that do not fit",
     "Two tables do not fit together cell by cell: their shapes are {1}",
     "Equal shapes fit, and so does a table of one row or one column. For row times column NumPy has @."),
    (r"ValueError: (\w+) must be a table (\([^)]*\)).* but its shape is (\([\d, ]*\))",
     "a table of another shape inside",
     "A function that you call was handed {1} with the shape {3}, and needs a table {2}. Which line makes {1}?",
     "Print {1}.shape on the line before."),
    (r"TypeError: (\w+) must be a table (\([^)]*\)).*? not an? (?:float|int)\w*", "a number where a table is needed",
     "A function that you call was handed one number as {1}, and needs a table {2}.",
     "np.full_like(y, y.mean()) makes a table like y, with one number in every row; np.array([[3.0]]) is a "
     "table of one number."),
    (r"TypeError: (\w+) must be a table (\([^)]*\)).*? not (.*?)(?:: try|\ \(line|$)", "no table inside",
     "A function that you call was handed {3} as {1}, and needs a table {2}.",
     "Are the names handed over in the same order as in its own line with def?"),
    (r"(\w+)\(\) (?:missing|takes) .*argument", "called with too few or too many",
     "Your function calls {1} with too few or too many things between the brackets: {error}",
     "Compare the line with def in which {1} was made."),
    (r"ZeroDivisionError", "divided by 0",
     "Python cannot divide by 0, and here something below the line is 0.",
     "Look at the input below, and at what is set to 0 on the way: which of these names stands below the line?"),
    (r"index (-?\d+) is out of bounds for axis (\d) with size (\d+)", "no such row or column",
     "Number {1} is asked for where there are only {3}. Python counts from 0, so the last one has the number {3} − 1.",
     "A loop over range(len(x)) takes each row once."),
    (r"list index out of range", "no such entry",
     "An entry of a list is asked for that is not there. Python counts from 0.",
     "history[-1] is the last entry, however many there are."),
    (r"axis 1 is out of bounds", "no columns",
     "axis=1 asks for columns, but the table is flat there: it has one pair of brackets.",
     "Indexing such as [0] or [:, 0] takes a pair of brackets away."),
    (r"truth value of an array", "a table in a question",
     "Your function asks a table for one yes or no, and a table gives one for each of its numbers. if and while ask "
     "so, and so do comparisons without brackets: | and & bind before ==. Put brackets round each comparison.",
     "(a == 1) | (a == 2) gives an answer for each number. And no if is needed: NumPy works on all rows at once."),
    (r"RecursionError|maximum recursion depth", "calls itself",
     "Your function calls itself again and again. Did you mean another function, or a loop?",
     "Inside def, the name after def is your own function."),
    (r"inhomogeneous", "tables of two shapes in one array",
     "np.array(…) makes one table, and W and b have different shapes. Keep them apart: return them one by one, or as "
     "a list of pairs.",
     "(W, b) is a pair of two tables; it needs no np.array."),
    (r"numpy' has no attribute '(\w+)'", "no such function in NumPy",
     "NumPy has no np.{1}. How is it spelled on the page?", "np.abs, np.mean, np.sum, np.sqrt, np.zeros, np.hstack"),
    (r"answers no input\(\)|StdinNotImplementedError|EOFError", "asks for input",
     "Your function asks for input(). Nobody can answer while it is checked, so it was stopped.",
     "A function gets what it needs between its parentheses, and nothing else."),
]  # fmt: skip


def said_by_python(seen):
    """The mistake that an error's words give away, with the place of its input; or None."""
    for at, outcome in enumerate(seen.outcomes[: seen.upto]):
        for pattern, name, hint, more in ERRORS:
            if match := re.search(pattern, outcome.error):
                facts = {"error": outcome.error, "said": unknown_name(match) if name == "unknown name" else ""}
                facts |= {str(place): group for place, group in enumerate(match.groups(""), 1)}
                return Mistake(name, None, filled(hint, facts) + line_of(outcome.error, hint), filled(more, facts)), at
    return None


def filled(text, facts):
    """A text with the facts in place of {1} or {error}; other brackets stay as they are."""
    for name, fact in facts.items():
        text = text.replace("{" + name + "}", fact)
    return text


def line_of(error, hint):
    """Where to look, in a sentence, if the error knows its line and the hint does not quote it."""
    line = re.search(r"\(line (\d+) of your cell\)$", error)
    return f" Look at line {line[1]} of your cell." if line and "{error}" not in hint else ""


# What came back


def packed(name):
    """A trigger: whether the values are right, but packed in this way."""

    def when(seen):
        pairs = seen.pairs
        here = next(filter(None, (packing(*pair) for pair in pairs)), None)
        if not here or here[0] != name:
            return None
        same = seen.exercise.same
        fit = (same(r, repacked(r, got), *case) for case, (r, got) in zip(seen.inputs, pairs, strict=False))
        return all(fit) and {"table": as_table(here[1]), "of": of_which(name, seen.exercise.results, *pairs[0])}

    return when


def of_which(name, results, right, got):
    """Which of several results are packed in this way: " of dW and db"; of a single one, nothing."""
    if len(results) == 1 or not (isinstance(got, list) and len(got) == len(results)):
        return ""
    parts = zip(results, right, got, strict=True)
    which = [result for result, *pair in parts if (packing(*pair) or ("",))[0] == name]
    return f" of {together(which)}" if which else ""


def printed_inside(seen):
    """Whether the function prints, and something that is no number stands in a table of its results."""
    parts = seen.first.value if isinstance(seen.first.value, list) else [seen.first.value]
    return seen.first.printed and any(isinstance(part, Other) and "object" in part.words for part in parts)


def permuted(seen):
    """The order in which the results came, if they are right and their order is not."""
    names = seen.exercise.results
    if len(names) < 2 or not all(isinstance(got, list) and len(got) == len(names) for _, got in seen.pairs):
        return None
    places = [[at for at in range(len(names)) if all(agree(right[at], got[i]) for right, got in seen.pairs)]
              for i in range(len(names))]  # fmt: skip
    came = [at[0] for at in places if len(at) == 1]
    moved = sorted(came) == list(range(len(names))) != came
    return moved and {"came": together([names[at] for at in came]), "asked": together(names)}


def history(seen):
    """The pairs of right and given histories, or an empty list if the exercise asks for none."""
    return seen.pairs if seen.exercise.results == ["history"] else []


def history_is(fits):
    """A trigger: whether each history that came is like this: fits(right, got)."""
    return lambda seen: (pairs := history(seen)) != [] and all(fits(*pair) for pair in pairs)


def lists(got, least=1):
    """Whether a value is a list of so many things at least."""
    return isinstance(got, list) and len(got) >= least


def holds_more(right, got):
    """Whether the entries hold the right parts, and some of them something after these."""
    if not lists(got) or len(got) > len(right):
        return False
    pairs = list(zip(right[len(right) - len(got) :], got, strict=True))
    fit = all(lists(entry, len(r)) and agree(r, entry[: len(r)]) for r, entry in pairs)
    return fit and any(len(entry) > len(r) for r, entry in pairs)


def same_numbers(right, got):
    """Whether two values hold the same numbers in the same order."""
    one, other = numbers(right), numbers(got)
    return one.shape == other.shape and close(one, other)


def only_some(seen):
    """How many entries of a history came, if all of them are right and others are missing."""
    if not history(seen):
        return None
    for right, got in seen.pairs:
        left = iter(right)
        if not lists(got) or not all(any(agree(entry, other) for other in left) for entry in got):
            return None
    right, got = next((pair for pair in seen.pairs if len(pair[1]) < len(pair[0])), (None, None))
    if right is None:
        return None
    ends = all(agree(right[: len(got)], got) for right, got in seen.pairs)
    what = "and then nothing more comes" if ends else "but some of it is missing"
    return {"came": len(got), "asked": len(right), "what": what}


CAME = (
    Rule("printed instead of returned", lambda seen: seen.first.value is None and seen.first.printed,
         "Your function prints its answer but hands nothing back. Use return where you now use print.",
         "print shows a value to you; only return hands it to the next step."),
    Rule("forgot return", lambda seen: seen.first.value is None,
         "Your function hands nothing back: it gives None. Does it end with return?",
         "Each way through the function must reach a return, also from inside an if or a loop."),
    Rule("printed inside", printed_inside,
         "Your function prints, and there is None where a number should be. Use return where you now use print.",
         "A function inside your function needs a return of its own."),
    Rule("history as one array", history_is(lambda right, got: isinstance(got, np.ndarray) and same_numbers(
             right, got)),
         "The values are right, but your history came as one array. It should stay a list of pairs (W, b): "
         "return the list itself.",
         "return history, without np.array(…) round it."),
    Rule("pairs as arrays", history_is(lambda right, got: lists(got) and len(got) == len(right) and same_numbers(
             right, got) and all(isinstance(entry, np.ndarray) for entry in got)),
         "The values are right, but each entry of your history is one array. It should be a pair: (W, b).",
         "history.append((W, b)), without np.array(…) round the pair."),
    Rule("a dictionary", history_is(lambda right, got: isinstance(got, Other) and got.words == "a dict"),
         "Your history came as a dictionary. It should be a list: its first entry is the start, then one for each "
         "step.",
         "history = [(W, b)] makes the list, history.append((W, b)) adds to it."),
    Rule("two lists", history_is(lambda right, got: lists(got) and len(got) == 2 and all(map(lists, got)) and agree(
             right, [list(pair) for pair in zip(*got, strict=False)])),
         "You return two lists, one for W and one for b. A history is one list, and each entry is a pair: (W, b).",
         "history.append((W, b)) keeps the two together."),
    Rule("more than the history", history_is(lambda right, got: lists(got) and any(agree(right, p) for p in got)),
         "Your history is right, but you return something else beside it. The history alone is asked for.",
         "The last line is return history."),
    Rule("parameters and something else", history_is(lambda right, got: lists(got, 2) and (
             agree(right[-1], got[: len(right[-1])]) or agree(right[-1], got[0]))),
         "You return the trained parameters with something beside them. Asked for is the history alone: a list of "
         "pairs (W, b), from before training and from after each step.",
         "Start a list before the loop, append a pair in each round, return the list."),
    Rule("more in each entry", history_is(holds_more),
         "Each entry of your history holds more than W and b. Keep the pair alone: (W, b).",
         "A cost or a loss can be worked out from W and b whenever you need it."),
    Rule("numbers in the history", history_is(lambda right, got: lists(got) and all(
             isinstance(entry, float) for entry in got)),
         "Your history holds numbers, such as costs. Keep the parameters themselves, in pairs: (W, b).",
         "A cost or a loss can be worked out from W and b whenever you need it."),
    Rule("only some entries", only_some,
         "What your history holds is right, {what}: {came} of {asked} entries. Does return stand inside the loop, does "
         "something end the loop early, or is only some of it stored?",
         "Each round of the loop adds one entry; the return stands below the loop, as far left as the for."),
    *[Rule(name, packed(name), hint, more) for name, hint, more in [
        ("a number instead of a table",
         "The value{of} is right, but it came as a bare number. The course keeps every number in a table, "
         "even a single one: {table}.",
         ".item() and indexing such as [0, 0] take a number out of its table."),
        ("a list instead of an array",
         "The values{of} are right, but they came as a Python list. A list cannot be added or multiplied like a table: "
         "make it a NumPy array.",
         "np.array(…) around nested lists makes a table."),
        ("a flat shape",
         "The values{of} are right, but flat, with one pair of brackets: shape (n,). "
         "A table has rows and columns: shape (n, 1).",
         "Indexing such as [0] or [:, 0], ravel, and sum(axis=0) take a pair of brackets away."),
        ("transposed",
         "The values{of} are right, but rows and columns have changed places.",
         "One row for each sample; in W and dW, one row for each input."),
        ("another shape",
         "The values{of} are right, but the shape is not: count the pairs of brackets.",
         "A table has two: one round it all, and one round each row."),
        ("a table instead of a number",
         "The value is right, but it came as a table or a list. Here one plain number is asked for.",
         ".item() takes the number out of a table that holds only one."),
        ("one array instead of several results",
         "The values are right, but they came as one array. Return them one by one, with a comma between.",
         "The last line looks like this: return first, second"),
    ]],
    Rule("results in another order", permuted,
         "The values are right, but they came in another order: {came}. Asked for are {asked}.",
         "Look at the line with return, and at which line makes which."),
    Rule("one result instead of several", lambda seen: len(seen.exercise.results) > 1 and isinstance(
             seen.first.value, (float, np.ndarray)) and {"call": seen.exercise.call},
         "Your function hands back one thing where several are asked for: {call}",
         "The last line looks like this: return first, second"),
    Rule("several results instead of one", lambda seen: len(seen.exercise.results) == 1 and not isinstance(
             seen.rights[seen.at], list) and isinstance(seen.first.value, list) and {
             "came": len(seen.first.value), "call": seen.exercise.call},
         "Your function hands back {came} things, and one is asked for: {call}",
         "The last line looks like this: return first"),
    Rule("another number of results", lambda seen: len(seen.exercise.results) > 1 and isinstance(
             seen.first.value, list) and len(seen.first.value) != len(seen.exercise.results) and {
             "came": len(seen.first.value), "call": seen.exercise.call},
         "Your function hands back {came} things, and others are asked for: {call}",
         "The last line looks like this: return first, second"),
)  # fmt: skip

NOT_A_NUMBER = Rule("not a number", lambda seen: any(np.isnan(numbers(o.value)).any() for o in seen.outcomes),
    "Your function returns nan: not a number. Look for 0 / 0, infinity minus infinity, "
    "or a root of a number below 0.",
    "Divide only by what cannot be 0. Print the parts of your formula: which is nan first?")  # fmt: skip
RAISED = Rule("raised an exception", lambda seen: seen.first.error and {"error": seen.first.error},
    "Your function stopped with an error: {error}",
    "Call your function yourself, in a new cell, on the input above: Python then marks the line.")  # fmt: skip
NOT_A_FUNCTION = Rule("not a function", lambda facts: facts,
    "The check was given {given}. Hand over your function, by its name alone: {check}")  # fmt: skip

# Parts: what must be done to a wrong one to make it right; n is how many rows there are


class Relation(NamedTuple):
    """What a wrong part is to the right one: a name, the words for one part and for several, and what mends it."""

    name: str
    one: str
    several: str
    mend: Callable  # mend(part, rows)


RELATIONS = (
    Relation("wrong sign", "has the wrong sign", "have the wrong sign", lambda got, n: -got),
    Relation("half", "is half of what it should be", "are half of what they should be", lambda got, n: got * 2),
    Relation("double", "is twice what it should be", "are twice what they should be", lambda got, n: got / 2),
    Relation("upside down", "is upside down", "are upside down", lambda got, n: 1 / got),
)  # fmt: skip
OF_NUMBERS = (
    *RELATIONS,
    Relation("decimal point", "has its decimal point one place too far right",
             "have their decimal point one place too far right", lambda got, n: got / 10),
    Relation("decimal point", "has its decimal point one place too far left",
             "have their decimal point one place too far left", lambda got, n: got * 10),
)  # fmt: skip
OF_TABLES = (
    *RELATIONS,
    Relation("not averaged", "is n times too large: added up over the rows, but not divided by how many there are",
             "are n times too large: added up over the rows, but not divided by how many there are",
             lambda got, n: got / n),
    Relation("divided by n twice", "is n times too small: it is divided by the number of rows once too often",
             "are n times too small: they are divided by the number of rows once too often", lambda got, n: got * n),
    Relation("transposed", "has rows and columns changed over", "have rows and columns changed over",
             lambda got, n: got.T),
    Relation("flat", "is right, but flat: a table has rows and columns",
             "are right, but flat: a table has rows and columns", lambda got, n: flat_only(got)[:, None]),
    Relation("flat", "is right, but flat: a table has rows and columns",
             "are right, but flat: a table has rows and columns", lambda got, n: flat_only(got)[None]),
    Relation("a bare number", "came as a bare number, and should be a table",
             "came as bare numbers, and should be tables", lambda got, n: bare_only(got)[None, None]),
    Relation("rows not added up", "still has a row for each sample: add them up",
             "still have a row for each sample: add them up", lambda got, n: tall(got, n).sum(axis=0)[:, None]),
    Relation("rows not added up, not averaged", "still has a row for each sample: take their mean",
             "still have a row for each sample: take their mean", lambda got, n: tall(got, n).mean(axis=0)[:, None]),
)  # fmt: skip
NEARLY = Relation("rounded", "is nearly right: keep one more digit", "are nearly right: keep one more digit", None)
NOT_YET = Relation(None, "is not yet right", "are not yet right", None)


def part_by_part(fine, known, groups):
    """One word on each part, as a mistake; or None if there is nothing to say but that all are wrong.

    `fine` are the names of right parts, `known` the mistakes in others, `groups` the names of the rest by relation.
    """
    if not fine and not known and set(groups) <= {NOT_YET}:
        return None
    words = [*said(fine, "is right", "are right"), *(mistake.hint for mistake in known)]
    words += [text for one, names in groups.items() for text in said(names, one.one, one.several)]
    called = [mistake.name for mistake in known] + [one.name for one in groups if one.name]
    return Mistake(", ".join(called) or None, None, " ".join(words), " ".join(mistake.more for mistake in known))


def flat_only(got):
    """A flat array; of anything else, an error."""
    assert got.ndim == 1
    return got


def bare_only(got):
    """A bare number as an array; of anything else, an error."""
    assert np.ndim(got) == 0
    return np.array(got)


def tall(got, n):
    """A table with a row for each sample; of anything else, an error."""
    assert np.ndim(got) == 2 and len(got) == n
    return got


# Values by hand


def texts(value):
    """The texts among the parts of a value."""
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def quoted(given):
    """The first text with a digit in it in an answer, in words, or None."""
    return next(({"text": describe(text)} for text in texts(given.got) if any(map(str.isdigit, text))), None)


def word(given):
    """The first text in an answer where no text is asked for, in words, or None."""
    return next(({"text": describe(text)} for text in texts(given.got) if not texts(given.right)), None)


def decimal_comma(given):
    """A number typed with a comma, so that it came as two, and how it is written; or None."""
    parts = zip(given.right, given.got, strict=True) if given.parts else [(given.right, given.got)]
    for right, got in parts:
        two = isinstance(right, float) and isinstance(got, list) and len(got) == 2
        if two and all(isinstance(n, float) and n.is_integer() for n in got) and got[1] >= 0:
            whole, rest = map(int, got)
            if not given.parts or abs(float(f"{whole}.{rest}") - right) <= abs(right) / 2:  # or: two numbers were meant
                return {"came": f"{whole},{rest}", "point": f"{whole}.{rest}"}
    return None


class Given(NamedTuple):
    """An answer by hand: all that a rule may look at."""

    exercise: object
    right: object
    got: object
    parts: bool  # whether several results are asked for and as many came


def letters_wrong(given):
    """Which letters are missing and which come twice, in words."""
    right, got = given.right, given.got
    missing = [letter for letter in sorted(right) if letter not in got]
    twice = sorted({letter for letter in got if got.count(letter) > 1})
    other = sorted(set(got) - set(right))
    what = [f"{together(letters)} {'is' if len(letters) == 1 else 'are'} {word}" for letters, word in
            ((missing, "missing"), (twice, "there more than once"), (other, "not among them")) if letters]  # fmt: skip
    return what and {"count": len(right), "what": together(what)}


def packed_by_hand(name):
    """A trigger: whether the values are right, but packed in this way."""

    def when(given):
        here = packing(given.right, given.got)
        fits = here and here[0] == name and agree(given.right, repacked(given.right, given.got))
        of = of_which(name, given.exercise.results, given.right, given.got)
        return fits and {"table": as_table(here[1]), "of": of}

    return when


TEXTS = (
    Rule("not all letters", letters_wrong,
         "Write each of the {count} letters once, in one text in quotes: {what}.",
         "Such as \"ABC\": quotes before the first letter and after the last."),
)  # fmt: skip
VALUES = (
    Rule("in quotes", quoted,
         "{text} stands in quotes, so Python takes it for a text. Leave out the quotes.",
         "A number is written as it is: 5, not \"5\"."),
    Rule("a word for a number", word,
         "{text} is a word. Write the number itself, without words.",
         "What you have worked out on paper, such as 0.5 or -3."),
    Rule("a comma for a point", decimal_comma,
         "{came} is two numbers for Python: it writes a decimal number with a point, {point}.",
         "A comma stands between things; a point stands inside a number."),
)  # fmt: skip
PACKED = (
    *[Rule(rule.name, packed_by_hand(rule.name), rule.hint, rule.more) for rule in CAME if rule.name in (
        "a number instead of a table", "a list instead of an array", "a flat shape", "transposed", "another shape",
        "one array instead of several results")],
    Rule("too few or too many numbers", lambda given: not given.parts and numbers(given.right).size > 1 and {
             "wanted": numbers(given.right).size, "given": numbers(given.got).size} if numbers(given.got).size not in (
             0, numbers(given.right).size) else None,
         "{wanted} numbers are asked for, and {given} came.",
         "Count the commas. A number such as 0.5 has a point in it, not a comma."),
)  # fmt: skip
