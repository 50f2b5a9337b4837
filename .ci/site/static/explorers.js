// Explorers where nothing runs, and two mends of the theme. Each state's picture and sentence were made beforehand by .ci/site/frames.py.
// A file of states says `explorers[name] = {…}`; it is fetched when its explorer comes near the screen.
window.explorers = {};

// The theme's own header is not shown; its buttons would be taken for those that are.
document.querySelectorAll("#pst-header .sidebar-toggle").forEach(button => button.remove());
// A folded cell is called what stands on it.
document.querySelectorAll("summary[aria-label]").forEach(summary => summary.removeAttribute("aria-label"));

const near = new IntersectionObserver(entries => entries.forEach(({isIntersecting, target}) => {
    if (isIntersecting) { near.unobserve(target); fetchStates(target); }
}), {rootMargin: "300px"});

document.querySelectorAll(".explorer-controls").forEach(controls => {
    const cell = controls.closest(".cell_output");
    controls.hidden = false;
    enable(controls, false);  // until its states are there
    near.observe(cell);
});

function enable(controls, able) {
    controls.querySelectorAll("input, select, button").forEach(part => { part.disabled = !able; });
}

function fetchStates(cell) {
    const controls = cell.querySelector(".explorer-controls"), {file, name} = controls.dataset;
    const script = document.createElement("script");
    script.src = file;
    script.onerror = () => { controls.hidden = true; };
    script.onload = () => cell.querySelector("img").decode().then(() => {
        enable(controls, true);
        explore(cell, window.explorers[name]);
    });
    document.head.append(script);
}

function explore(cell, data) {
    const ranges = [...cell.querySelectorAll("input[type=range]")];
    const words = cell.querySelector("[role=status]");
    const guess = cell.querySelector(".explorer-guess :is(input, select)");
    const play = cell.querySelector(".explorer-play");
    const image = cell.querySelector("img");
    const canvas = inPlaceOf(image, data.size);
    const paper = canvas.getContext("2d");
    let wanted, clock;

    function show() {
        let state = 0;
        ranges.forEach((range, number) => {
            const {values} = data.sliders[number];
            state = state * values.length + range.valueAsNumber;
            range.nextElementSibling.textContent = values[range.value];
            range.setAttribute("aria-valuetext", values[range.value]);
        });
        const [facts, frame, verdict] = data.states[state];
        words.textContent = guess ? `${facts} ${minus(judged(data.guess, data.verdicts[verdict], guess.value))}` : facts;
        canvas.setAttribute("aria-label", words.textContent);
        draw(frame);
    }
    async function draw(frame) {
        wanted = frame;
        const [x, y, source] = data.frames[frame];
        const patch = new Image();
        patch.src = source;
        await patch.decode();
        if (wanted !== frame) return;  // a newer state is on its way
        paper.drawImage(image, 0, 0);
        paper.drawImage(patch, x, y);
    }
    function stop() {
        clearInterval(clock);
        clock = undefined;
        words.setAttribute("aria-live", "polite");
        if (play) play.textContent = play.dataset.play;
    }
    function start() {
        const time = ranges[data.play];
        if (time.value === time.max) time.value = 0;
        play.textContent = play.dataset.pause;
        words.setAttribute("aria-live", "off");  // while time runs, nobody could listen to all that is said
        clock = setInterval(() => {
            time.stepUp();
            if (time.value === time.max) stop();
            show();
        }, 500);
    }
    ranges.forEach(range => range.addEventListener("input", show));
    guess?.addEventListener("input", show);
    play?.addEventListener("click", () => clock ? stop() : start());
    cell.querySelector(".explorer-reset").addEventListener("click", () => {
        stop();
        ranges.forEach((range, number) => { range.value = data.sliders[number].start; });
        show();
    });
    show();
}

// A canvas in the picture's place: picture and patch are put together before the page makes them smaller.
function inPlaceOf(image, [width, height]) {
    const canvas = Object.assign(document.createElement("canvas"), {width, height, className: "explorer-picture"});
    canvas.setAttribute("role", "img");
    canvas.getContext("2d").drawImage(image, 0, 0);
    const paper = Object.assign(document.createElement("div"), {className: "explorer-paper"});
    paper.append(canvas);
    (image.closest("a") ?? image).replaceWith(paper);  // a picture that stands still leads to itself, enlarged
    return canvas;
}

// The sentence about a guess, as `read` and `verdict` in helpers/sliders/guess.py say it.
function judged(guess, verdict, typed) {
    const text = typed.trim(), plain = text.toLowerCase().split(/\s+/).join(" ").replace(/^[ ."']+|[ ."']+$/g, "");
    const word = guess.written.findIndex(ways => ways.includes(plain));
    if (text.replace(/[ .…]/g, "") === "") return "No guess yet.";
    if (word >= 0) return verdict.words[word];
    if (guess.share && text.includes("%")) return guess.share;
    const number = numberIn(text, guess);
    if (Number.isNaN(number)) return `Your guess, ${text}, is not clear.`;
    if (Math.abs(number) > 1e6) return `Your guess is far too ${number > 0 ? "high" : "low"}.`;
    const yours = `Your guess, ${rounded(number, 6)}`;
    if (number < guess.least) return `${yours}, is less than ${rounded(guess.least, 6)}, and the answer is not.`;
    if (typeof verdict.number === "string") return verdict.number;
    const {before, after, unit, why, answer} = verdict.number;
    return `${before}${yours}${unit}, is ${worth(number, answer)}${why}.${after}`;
}

// A number as people write it, "30 %", "1,8", "−3" or "1/2", as `the_number` in helpers/sliders/guess.py reads it.
function numberIn(text, {percent, units}) {
    if (/[1-9]\d*,\d{3}\b|_/.test(text)) return NaN;  // a thousand, or one and a bit?
    const bare = text.replace(new RegExp(units, "i"), ""), share = bare.endsWith("%") ? percent : 1;
    const [top, ...rest] = bare.replace(/^[ %]+|[ %]+$/g, "").replaceAll("−", "-").replaceAll(",", ".").split("/");
    const [above, below] = [top, rest.join("/") || "1"].map(
        part => /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(part.trim()) ? Number(part) : NaN);
    return below === 0 ? NaN : above / below * share;
}

function worth(number, answer) {
    if (typeof answer === "string") return "not right";
    const off = Math.abs(number - answer);
    if (off <= 1e-8 + 1e-5 * Math.abs(answer)) return "right";
    if (off <= Math.abs(answer) / 40) return `right, to within ${rounded(off, 1)}`;
    return `${rounded(off, 4)} too ${number > answer ? "high" : "low"}`;
}

// The text with a true minus sign before each number below zero, as `minus` in helpers/page.py writes it.
function minus(text) {
    return text.replace(/(?<![\w.)\]])-(?=[\d.])/g, "−");
}

// The number with so many digits, as Python's format "g" writes it.
function rounded(number, digits) {
    const [front, power] = number.toExponential(digits - 1).split("e");
    if (power >= -4 && power < digits) return String(Number(number.toPrecision(digits)));
    return `${Number(front)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
