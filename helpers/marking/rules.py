"""Mistakes that can be made in any exercise, and what a mistake is."""

from collections.abc import Callable
from typing import NamedTuple


class Mistake(NamedTuple):
    """One way to be wrong: a name, a function that does the same wrong thing, a hint, and a little more on request."""

    name: str
    does: Callable | None
    hint: str
    more: str = ""


GENERAL = {
    name: Mistake(name, None, hint, more)
    for name, hint, more in [
        ("not a function",
         "The check was given {given}. Hand over your function, by its name alone: {check}", ""),
        ("never ends",
         "Your function had not finished after {seconds} seconds, so it was stopped. Does each loop come to an end?",
         "Look at every while: what makes it stop? And does your function call itself?"),
        ("asks for input",
         "Your function asks for input(). Nobody can answer while it is checked, so it was stopped.",
         "A function gets what it needs between its parentheses, and nothing else."),
        ("wrong arguments",
         "Your function could not be called the way the course calls it: {call}. "
         "Compare the line that starts with def.",
         "Count the names between the parentheses; their order matters, too."),
        ("changed in place",
         "Your function changed the table it was given: {table}. Others still need the old values. "
         "Make a new table instead.",
         "W -= step and W[0, 0] = … write into the old table; W = W - step makes a new one."),
        ("global variables",
         "Your function reads {names} from outside and leaves one of its own arguments unused. "
         "It must answer for whatever it is given: {call}",
         "Each name must stand in the line that starts with def, or be made inside the function."),
        ("raised an exception",
         "Your function stopped with an error: {error}",
         "Call your function yourself, in a new cell, on the input above: Python then marks the line."),
        ("printed instead of returned",
         "Your function prints its answer but hands nothing back. Use return where you now use print.",
         "print shows a value to you; only return hands it to the next step."),
        ("forgot return",
         "Your function hands nothing back: it gives None. Does it end with return?",
         "Each way through the function must reach a return, also from inside an if or a loop."),
        ("not a number",
         "Your function returns nan: not a number. Look for 0 / 0, infinity minus infinity, "
         "or a root of a number below 0.",
         "Divide only by what cannot be 0. Print the parts of your formula: which is nan first?"),
        ("^ for a power",
         "In Python ^ is not a power. Write ** for it: ** 2 squares.",
         "x ** 2 is x times x."),
        ("append assigned",
         "append changes the list and hands back None. You gave that None the name of your list. "
         "Call append on a line of its own.",
         "history.append(…) without history = before it."),
        ("a number instead of a table",
         "The value is right, but it came as a bare number. The course keeps every number in a table, "
         "even a single one: {table}.",
         ".item() and indexing such as [0, 0] take a number out of its table."),
        ("a list instead of an array",
         "The values are right, but they came as a Python list. A list cannot be added or multiplied like a table: "
         "make it a NumPy array.",
         "np.array(…) around nested lists makes a table."),
        ("a flat shape",
         "The values are right, but flat, with one pair of brackets: shape (n,). "
         "A table has rows and columns: shape (n, 1).",
         "Indexing such as [0] or [:, 0], ravel, and sum(axis=0) take a pair of brackets away."),
        ("transposed",
         "The values are right, but rows and columns have changed places.",
         "One row for each sample; in W and dW, one row for each input."),
        ("another shape",
         "The values are right, but the shape is not: count the pairs of brackets.",
         "A table has two: one round it all, and one round each row."),
        ("a table instead of a number",
         "The value is right, but it came as a table or a list. Here one plain number is asked for.",
         ".item() takes the number out of a table that holds only one."),
        ("one result instead of several",
         "Your function hands back one thing where several are asked for: {call}",
         "The last line looks like this: return first, second"),
        ("one array instead of several results",
         "The values are right, but they came as one array. Return them one by one, with a comma between.",
         "The last line looks like this: return first, second"),
        ("in quotes",
         "{text} stands in quotes, so Python takes it for a text. Leave out the quotes.",
         "A number is written as it is: 5, not \"5\"."),
        ("too few or too many numbers",
         "{wanted} numbers are asked for, and {given} came.",
         "Count the commas."),
    ]
}  # fmt: skip

TOLD_BY_ERROR = {  # words in Python's own message, and the mistake that they give away
    "answers no input()": "asks for input",
    "bitwise_xor": "^ for a power",
    "for ^": "^ for a power",
    "'NoneType' object has no attribute 'append'": "append assigned",
}


def general(name, **facts):
    """The general mistake of this name, with these facts put into its hint."""
    found = GENERAL[name]
    return found._replace(hint=found.hint.format(**facts))
