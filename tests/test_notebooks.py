"""Every notebook is run, readable where nothing runs, in its frame, and builds what ships."""

import ast
import inspect
import re
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import nbformat
import pytest
from plain import BANNED_NAMES, banned

from helpers import data, network, neuron

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
BUILT = {  # every notebook of the course, and the functions that it builds
    "00_start_here": [],
    "01_data": ["line"],
    "02_network": ["initialize", "predict"],
    "03_cost": ["cost", "loss"],
    "04_gradient": ["numerical_gradient", "gradient"],
    "05_descent": ["update"],
    "06_epochs": ["largest_stable_rate", "train"],
    "07_test": ["percent_error"],
    "08_loss": [],
    "09_hubble": [],
    "10_scale": ["standardize", "original_units"],
    "11_inputs": [],
    "12_batches": ["train_in_batches"],
    "13_bend": ["bend", "forward"],
    "14_back": ["slope_of_loss", "backward", "layer_gradients", "numerical_layer_gradients"],
    "15_train": ["initialize_layers", "update_layers", "train_layers"],
    "16_classes": ["one_hot", "softmax", "surprise", "slope_of_surprise", "accuracy"],
    "17_digits": ["confusion"],
    "18_break": [],
    "19_deep": [],
    "20_onwards": [],
}
STEPS = list(BUILT)[1:8]
BUILDER = {function: name for name, functions in BUILT.items() for function in functions}
# Numbers that no cell prints, and need not: the minutes in the table of contents, what other people's pages hold, and
# what was measured once with PyTorch and Dask, which no learner installs (test_frameworks runs the text beside it).
NUMBERS_ALLOWED_IN = {("00_start_here", "steps"), *((name, "further") for name in BUILT)}
NUMBERS_ALLOWED_IN |= {("20_onwards", "recorded"), ("20_onwards", "speed"), ("20_onwards", "dask")}

WIDGET = "application/vnd.jupyter.widget-view+json"
DOWNLOADS = {"urllib", "requests", "httpx", "wget", "subprocess", "ftplib", "socket"}
RUN_IT = "run: make notebooks BOOKS=notebooks/{}.ipynb"


def public_functions(module):
    """The functions that this module defines itself, by name."""
    found = inspect.getmembers(module, inspect.isfunction)
    return {name: function for name, function in found if function.__module__ == module.__name__}


MATHS = public_functions(neuron) | public_functions(network)  # all of it is built by a notebook
SHIPPED = MATHS | public_functions(data)
HELPERS = {*MATHS, *BUILDER, *(path.stem for path in Path(neuron.__file__).parent.glob("[a-z]*.py"))}


def load(path):
    """A notebook with its name, its number, and its cells by kind; each code cell with its syntax tree."""

    def tree(cell):
        python = re.sub(r"^\s*[!%].*$", "", cell.source, flags=re.MULTILINE)
        return ast.parse(python, filename=f"{path.stem}, cell {cell.id}")

    book = nbformat.read(path, as_version=4)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    text = [cell for cell in book.cells if cell.cell_type == "markdown"]
    trees = [(cell, tree(cell)) for cell in code]
    cells = defaultdict(str, {cell.id: cell.source for cell in book.cells})
    return SimpleNamespace(
        book=book, name=path.stem, number=int(path.stem[:2]), code=code, text=text, trees=trees, cells=cells
    )


BOOKS = {path.stem: load(path) for path in sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))}


@pytest.fixture(params=BOOKS)
def book(request):
    """Each notebook in turn."""
    return BOOKS[request.param]


def tags(cell):
    """The cell's tags."""
    return cell.metadata.get("tags", [])


def folded(cell):
    """Whether JupyterLab folds the cell's text."""
    return cell.metadata.get("jupyter", {}).get("source_hidden", False)


def texts(outputs):
    """All that these outputs say in text."""
    return ["".join(o.get("text", "")) + "".join(o.get("data", {}).get("text/plain", "")) for o in outputs]


def test_the_course_is_complete():
    assert list(BOOKS) == list(BUILT), "notebooks/ and the list BUILT at the top of this test disagree"


# ---- how a notebook is saved


def test_every_cell_was_run_once_in_order(book):
    counts = [cell.execution_count for cell in book.code]
    assert counts == list(range(1, len(counts) + 1)), RUN_IT.format(book.name)


def test_no_cell_failed_or_warned(book):
    for cell in book.code:
        for output in cell.outputs:
            assert output.output_type != "error", f"cell {cell.id} raised {output.ename}: {output.evalue}"
            assert output.get("name") != "stderr", f"cell {cell.id} wrote a warning: {output.text}"


# Trainings so deep that the rounding of one machine, in the sixteenth digit, leads them elsewhere than another's:
# tests/test_digits.py holds what the page says of all of them.
OTHERWISE = {"19_deep": ["deeper-run"]}


def test_all_but_these_cells_print_the_same_on_every_machine(book):
    free = [cell.id for cell in book.code if "nbval-ignore-output" in tags(cell)]
    assert free == OTHERWISE.get(book.name, [])


def test_what_belongs_to_one_machine_is_not_saved(book):
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    assert book.book.metadata == {"kernelspec": kernel, "language_info": {"name": "python"}}, RUN_IT.format(book.name)
    for cell in book.book.cells:
        assert set(cell.metadata) <= {"tags", "jupyter"}, f"cell {cell.id}: {RUN_IT.format(book.name)}"
        assert not any(WIDGET in output.get("data", {}) for output in cell.get("outputs", [])), (
            f"cell {cell.id} holds a live widget: {RUN_IT.format(book.name)}"
        )


def test_every_picture_is_described(book):
    for cell in book.code:
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                words = output.data.get("text/plain", "")
                assert len(words) >= 20 and not words.startswith(("<", "Figure(")), (
                    f"cell {cell.id} shows a picture described as {words!r}: return a page.Picture(figure, …) "
                    "with a sentence that says what is seen, with its numbers"
                )


def test_cells_have_readable_ids(book):
    ids = [cell.id for cell in book.book.cells]
    odd = [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i) or re.fullmatch(r"[0-9a-f-]{8,}", i)]
    assert not odd, f"give these cells a readable id, such as `cost-look`: {odd}"


# ---- the frame


def link(label, name):
    """A pattern for a link to a notebook under a label."""
    return rf"\[{label}\]\({name}\.ipynb\)"


def test_title_and_navigation(book):
    names = list(BOOKS)
    here = names.index(book.name)
    lines = (book.cells["title"] + "\n\n").split("\n")
    assert book.book.cells[0].id == "title", "the first cell must be the one with the id `title`"
    assert re.match(rf"# {book.number} · [A-Z]\w+ .+", lines[0]), "the title is: # number · what you do, verb first"
    parts = [link(r"← [^][]+", names[here - 1]), link("Contents", names[0])] if here else []
    parts += [link(r"[^][]+ →", names[here + 1])] if here + 1 < len(names) else []
    for line in (lines[2], book.cells["further"].split("\n")[-1]):
        assert re.fullmatch(" · ".join(parts), line), f"not a link back, to the contents and on: {line}"


def test_the_strip_says_you_are_here(book):
    rows = [[box.strip() for box in line.strip("| ").split("|")] for line in book.cells["title"].split("\n")[4:7]]
    assert len(rows) == 3, "the strip is a table: the seven steps, a line of dashes, a mark for each"
    for step, (box, name) in enumerate(zip(rows[0], STEPS, strict=True), 1):
        assert re.fullmatch(link(rf"{step} \w+", name), box), f"box {step} of the strip must link {name}: {box}"
    if book.number > 7:
        assert len(rows[2]) == 7 and set(rows[2]) <= {"same", "**changed**"}, f"not same or **changed**: {rows[2]}"
    else:
        before = max(book.number - 1, 0)
        marks = ["built"] * before + ["**you are here**"] * (book.number > 0)
        marks += ["to come"] * (7 - len(marks))
        assert rows[2] == marks, f"the strip must say {marks}"


def test_aims(book):
    aims = book.cells["aims"]
    assert book.book.cells[1].id == "aims", "the second cell must be the one with the id `aims`"
    assert re.match(r"\*\*You will\*\*\n\n(- .+[;.]\n){3}\n\*\*You need\*\* .+", aims), "three aims, then the need"
    assert re.search(r"\n\*\*Minutes\*\* \d\d$", aims), "the last line says how long it takes: **Minutes** 25"


def test_ends_with_mistakes_key_points_and_reading(book):
    last = [cell.id for cell in book.book.cells[-3:]]
    assert last == ["mistakes", "key-points", "further"], f"the last three cells are {last}"
    mistakes = book.cells["mistakes"]
    assert mistakes.startswith("## Mistakes people make\n")
    assert mistakes.count("<details><summary>") >= 2, "at least two claims to judge, each in <details><summary>"
    for tag in ("details", "summary"):
        assert mistakes.count(f"<{tag}>") == mistakes.count(f"</{tag}>"), f"a <{tag}> is not closed"
    assert re.match(r"## Key points\n\n(- .+\n?){3,6}$", book.cells["key-points"]), "three to six points, a line each"
    assert book.cells["further"].startswith("## Further reading\n\n- ")


def test_not_too_long(book):
    assert len(book.book.cells) <= 40, "15 to 25 cells are enough for one idea: split the notebook"
    for cell in book.code:
        theirs = folded(cell) or "raises-exception" in tags(cell)
        assert theirs or cell.source.count("\n") < 25, f"cell {cell.id} is long: move drawing to helpers.pictures"


def test_opens_with_few_imports(book):
    for cell, tree in book.trees:
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        assert len(imports) <= 4, f"cell {cell.id} has {len(imports)} lines of imports: four are enough"


def test_the_contents_tell_each_notebooks_title_and_minutes():
    rows = re.findall(r"\[(.+)\]\((\w+)\.ipynb\) \| (\d+) \|$", BOOKS["00_start_here"].cells["steps"], re.MULTILINE)
    assert [name for _, name, _ in rows] == list(BUILT)[1:]
    for label, name, minutes in rows:
        if name in BOOKS:
            assert BOOKS[name].cells["aims"].endswith(f"**Minutes** {minutes}"), f"{name}: not {minutes} minutes"
            part_one = name in STEPS
            assert part_one or BOOKS[name].cells["title"].startswith(f"# {label}\n"), f"{name}: not the title {label}"


# ---- links


def links(source):
    """The targets of all links and pictures of a cell."""
    return re.findall(r"\]\(([^()\s]+(?:\([^()\s]*\))?)", source) + re.findall(r'(?:href|src)="([^"]*)"', source)


def headings(name):
    """The anchors that JupyterLab gives to a notebook's headings."""
    lines = [line for cell in BOOKS[name].text for line in cell.source.split("\n") if re.match("#+ ", line)]
    return {re.sub("[`*]", "", line.lstrip("# ")).replace(" ", "-") for line in lines}


def test_links_resolve(book):
    for cell in book.text:
        assert not re.search(r"!\[.*\]\(https?:", cell.source), f"cell {cell.id} shows a picture from the network"
        for target in links(cell.source):
            where = f"cell {cell.id} links to {target}, "
            file, _, anchor = target.partition("#")
            if "://" in file:
                assert file.startswith("https://"), where + "which is not https"
            else:
                assert (NOTEBOOKS / file).exists(), where + "a file that is not there"
                if anchor:
                    known = headings(Path(file).stem or book.name)
                    assert unquote(anchor) in known, where + f"a heading that is not among {sorted(known)}"


# ---- what the learner writes is what ships


def definitions(book):
    """Each function defined at the top of a cell: its name, its cell and its text with decorators."""
    for cell, tree in book.trees:
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                yield node.name, cell, "\n".join(cell.source.split("\n")[first - 1 : node.end_lineno])


@pytest.mark.parametrize("function", [function for function in BUILDER if BUILDER[function] in BOOKS])
def test_what_the_learner_writes_is_what_ships(function):
    found = [(cell, text) for name, cell, text in definitions(BOOKS[BUILDER[function]]) if name == function]
    assert found, f"{BUILDER[function]} must define {function}"
    cell, text = found[-1]
    assert text == inspect.getsource(SHIPPED[function]).rstrip("\n"), (
        f"cell {cell.id} and helpers disagree about {function}: copy one into the other, character for character"
    )
    assert folded(cell), f"cell {cell.id} gives {function} away: set its metadata jupyter.source_hidden to true"


def test_every_function_of_neuron_and_network_is_built():
    built = [function for functions in BUILT.values() for function in functions]
    missing = set(MATHS) - set(built)
    assert not missing, f"no notebook builds {missing}; where one does, say so in the list BUILT"
    assert len(set(built)) == len(built), "a function is built twice"


def test_nothing_is_defined_again(book):
    for name, cell, _ in definitions(book):
        theirs = "raises-exception" in tags(cell)  # a learner's cell, where writing it once more is practice
        assert theirs or BUILDER.get(name, book.name) == book.name, (
            f"cell {cell.id} defines {name} again: import it from the helpers, or call yours something else"
        )


def used(tree):
    """The shipped functions that this code takes from the helpers: imported, or named as in `neuron.cost`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("helpers.neuron", "helpers.network", "helpers.data"):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in ("neuron", "network", "data"):
            yield node.attr


def test_nothing_is_used_before_it_is_built(book):
    for cell, tree in book.trees:
        for function in used(tree):
            assert BUILDER.get(function, "") < book.name, (
                f"cell {cell.id} takes {function} from the helpers, but {BUILDER[function]} builds it"
            )


def names(nodes, context):
    """The names that this code stores or loads."""
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, context)}


def outside_functions(node):
    """All that runs when the cell does: not the bodies of its functions."""
    yield node
    if not isinstance(node, ast.FunctionDef):
        for child in ast.iter_child_nodes(node):
            yield from outside_functions(child)


def test_no_cell_assigns_to_a_helpers_name(book):
    for cell, tree in book.trees:
        taken = names(ast.walk(tree), ast.Store) & HELPERS
        assert not taken, f"cell {cell.id} assigns to {taken}: write C = cost(…), L = loss(…)"


def is_stub(tree):
    """Whether three dots stand in this code for an answer; as a guess they are an answer not given."""
    guesses = {id(k.value) for node in ast.walk(tree) if isinstance(node, ast.Call) for k in node.keywords}
    dots = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value is ...]
    return any(id(node) not in guesses for node in dots)


def is_check(tree):
    """Whether this code asks `checks.NAME(…)` about an answer."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return any(isinstance(f, ast.Attribute) and getattr(f.value, "id", "") == "checks" for f in calls)


def asks_a_guess(tree):
    """Whether a learner writes a guess into this code, which may be a name or a sign that Python does not know."""
    return any(k.arg == "guess" for node in ast.walk(tree) if isinstance(node, ast.Call) for k in node.keywords)


def test_run_all_survives_a_learners_mistake(book):
    theirs = set()  # the names that a learner's answer gave their value
    for cell, tree in book.trees:
        tagged, runs = "raises-exception" in tags(cell), list(outside_functions(tree))
        needed = is_stub(tree) or is_check(tree) or (names(runs, ast.Load) - names(runs, ast.Store)) & theirs
        assert tagged or not needed, f"cell {cell.id} rests on a learner's answer: give it the tag raises-exception"
        allowed = needed or asks_a_guess(tree) or cell.id.endswith("-yours")
        assert allowed or not tagged, f"cell {cell.id} is no exercise: take its tag away"
        made = names(runs, ast.Store) | {node.name for node in runs if isinstance(node, ast.FunctionDef)}
        theirs = theirs | made if tagged else theirs - made


def test_nothing_is_installed_or_downloaded(book):
    for cell, tree in book.trees:
        assert not re.search(r"^\s*[!%]", cell.source, re.MULTILINE), f"cell {cell.id} has a line with ! or %"
        names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        names |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        asked = {name.split(".")[0] for name in names} & DOWNLOADS
        assert not asked, f"cell {cell.id} imports {asked}: a notebook needs no network"


# ---- the words


def prose(source):
    """A cell's sentences: no code, no targets of links, no quotations of titles in italics."""
    source = re.sub(r"```.*?```|`[^`\n]*`", " ", source, flags=re.DOTALL)
    source = re.sub(r"\[\*[^*]*\*\]", "[]", source)
    return re.sub(r"\]\([^()\s]+(?:\([^()\s]*\))?\)|<[^>]+>", " ", source)


def test_plain_words(book):
    for cell in book.text:
        found = banned(prose(cell.source))
        assert not found, f"cell {cell.id} says {found}: see the house rules in CONTRIBUTING.md"
    for cell, tree in book.trees:
        names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
        names |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg | ast.keyword)}
        assert not names & BANNED_NAMES, f"cell {cell.id} uses {names & BANNED_NAMES}: say learning_rate, epochs"


NUMBER = r"(?<![\w.])\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w])"


def numbers_said(source):
    """The numbers of a text that must come from somewhere: decimals, and whole ones from 10 on, as written."""
    text = re.sub(r"(?<=\d)(?:\{,\}|,|\\,|[\u2009\u202f\u00a0])(?=\d{3}(?!\d))", "", prose(source))
    text = re.sub(r"(?:(\d+(?:\.\d+)?)\s*(?:\\times|\\cdot|×)\s*)?\b10\^\{?[-−]?\d+\}?", power, text)
    text = re.sub(r"\b(?:[Nn]otebooks?|[Ss]teps?|[Cc]hapters?|[Pp]ages?|Python|Minutes\*\*) \d+(?:\.\d+)*", " ", text)
    text = re.sub(r"^#+ \d+ ·|(?:\[|←\s)\d+ ·|^\d+\.\s", " ", text, flags=re.MULTILINE)
    found = re.findall(NUMBER, text)
    years = r"(?:1[6-9]|20)\d\d"
    return [word for word in found if (re.search("[.e]", word) or float(word) >= 10) and not re.fullmatch(years, word)]


def power(match):
    """A power of ten as Python writes it: 3 \\times 10^{-6} is 3e-6."""
    exponent = re.search(r"\^\{?([-−]?\d+)", match[0])[1].replace("−", "-")
    return f"{match[1] or 1}e{exponent}"


def agrees(word, value):
    """Whether the value, rounded as the word is, gives the word."""
    decimals = len(word.partition(".")[2]) if "e" not in word else None
    said = float(word)
    return said == value or (decimals is not None and abs(said - value) <= 0.5000001 * 10**-decimals)


def test_every_number_is_printed(book):
    printed = " ".join(text for cell in book.code for text in [cell.source, *texts(cell.outputs)])
    printed = re.sub(r"(?<=\d)[,_\u2009\u202f\u00a0](?=\d{3}(?!\d))", "", printed)
    values = {float(word) for word in re.findall(r"(?<![\w.])\d+\.?\d*(?:e[-+]?\d+)?", printed)}
    for cell in book.text:
        if (book.name, cell.id) not in NUMBERS_ALLOWED_IN:
            unknown = [w for w in numbers_said(cell.source) if not any(agrees(w, value) for value in values)]
            assert not unknown, f"cell {cell.id} says {unknown}: let a cell of this notebook print it"
