"""The seven steps in order: the exercise of notebook 0."""

from helpers.marking.exercise import ByHand, Mistake

SHUFFLED_STEPS = {
    "A": "Start the network: a small random weight W, a bias b of 0",
    "B": "Repeat: each repeat is an epoch",
    "C": "Find the gradient: how the cost changes as W does, and as b does",
    "D": "Take a training input and its known correct answer",
    "E": "Test: how right is the network on numbers it never saw?",
    "F": "Measure the cost: how far the answer is from the right one",
    "G": "Update W and b: subtract the gradient, scaled by the learning rate",
}

IN_ORDER = "DAFCGBE"


def swap(first, second):
    """The right order, but with these two steps changed over."""
    return IN_ORDER.translate(str.maketrans(first + second, second + first))


steps_in_order = ByHand(
    "order = steps_in_order",
    IN_ORDER,
    mistakes=(
        Mistake("network before the data", swap("D", "A"),
                "Nearly: only the first two have changed places. A network can be started first, but the course "
                "begins with "
                "what is to be learned: the data.",
                "What the data look like decides which network they need: how many numbers go in, how many come out."),
        Mistake("cost before the network", swap("A", "F"),
                "The cost compares the network's answer with the right one. Where does that answer come from?",
                "Without W and b there is no answer to measure."),
        Mistake("gradient before the cost", swap("F", "C"),
                "The gradient says how the cost changes. So what must be there first?",
                "First the height, then the slope."),
        Mistake("update before the gradient", swap("C", "G"),
                "The update subtracts the gradient. So which of the two comes first?",
                "Read C and G once more: one of them uses what the other makes."),
        Mistake("repeat before the update", swap("G", "B"),
                "You repeat before anything has changed. What does each epoch end with?",
                "Measuring the cost again helps only after W and b have moved."),
        Mistake("test before the repeats", swap("B", "E"),
                "You test before the training is over. Test data judge the trained network.",
                "Testing is the last thing you do."),
        Mistake("test data first", "EDAFCGB",
                "The test stands first. Before training there is not much to test, "
                "and the test numbers must not be used for learning.",
                "Testing is the last thing you do."),
        Mistake("back to front", IN_ORDER[::-1],
                "Your order is right, but back to front. Write first what is done first.",
                "Begin with the step that needs nothing before it."),
    ),
    praise="That is the order. Each step uses what an earlier one has made; only after all the repeats comes the test.",
    look="D comes first: everything needs data. For each of the others, ask: what does it need that an earlier "
    "step makes?",
)  # fmt: skip
