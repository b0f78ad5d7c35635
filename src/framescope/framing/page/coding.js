// The coder's page. It shows what the kernel holds and sends answers there; nothing counts as saved before the
// kernel says that it is on disk.

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") node.addEventListener("click", value);
    else if (value !== false && value !== null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// Offsets of the kernel count code points, those of the browser count UTF-16 units.
const points = (text) => Array.from(text);
const toPoints = (text, units) => points(text.slice(0, units)).length;

function pieces(unit, marks, highlights) {
  // Cut the text wherever a mark or highlight begins or ends.
  const text = points(unit.text);
  const edges = new Set([0, text.length]);
  for (const [start, end] of [...marks, ...highlights]) edges.add(start).add(end);
  const sorted = [...edges].sort((a, b) => a - b);
  const covers = (spans, at) => spans.some(([start, end]) => start <= at && at < end);
  return sorted.slice(0, -1).map((start, i) => {
    const classes = [];
    if (covers(marks, start)) classes.push("fs-mark");
    if (covers(highlights, start)) classes.push("fs-hit");
    return make("span", { class: classes.join(" ") }, text.slice(start, sorted[i + 1]).join(""));
  });
}

function selectedSpan(box, text) {
  const selection = box.getRootNode().getSelection?.() ?? document.getSelection();
  if (!selection || selection.isCollapsed || !box.contains(selection.anchorNode)) return null;
  const range = selection.getRangeAt(0);
  const before = document.createRange();
  before.selectNodeContents(box);
  before.setEnd(range.startContainer, range.startOffset);
  const start = toPoints(text, before.toString().length);
  const length = points(range.toString()).length;
  selection.removeAllRanges();
  return length ? [start, start + length] : null;
}

function render({ model, el }) {
  let asked = 0; // the question the keyboard speaks to

  const state = () => model.get("state");
  const send = (content) => model.send(content);
  const answer = (question, value, spans = []) => send({ do: "answer", element: question.name, value, spans });

  function mark(box) {
    const question = state().questions[asked];
    if (question.answer !== "span") return;
    const span = selectedSpan(box, state().unit.text);
    if (span) answer(question, "yes", [...question.spans, span]);
  }

  function choice(question, value, key) {
    const chosen = question.answered && question.value === value;
    const label = value === null ? "cannot decide" : value;
    const title = question.definitions[value] ?? "";
    const onclick = () => answer(question, value);
    return make("button", { class: chosen ? "fs-chosen" : "", "aria-pressed": chosen, title, onclick }, `${label} `, make("kbd", {}, key));
  }

  function questionBox(question, number, box) {
    const buttons = question.choices.map((value, i) => choice(question, value, `${i + 1}`));
    if (question.answer === "span") {
      buttons.unshift(make("button", { onclick: () => { asked = number; mark(box); } }, "mark the selection ", make("kbd", {}, "m")));
    }
    buttons.push(choice(question, null, "?"));
    const spans = question.spans.map(([start, end], i) =>
      make("li", {}, `“${points(state().unit.text).slice(start, end).join("")}” `, make("button", {
        "aria-label": "remove this mark",
        onclick: () => {
          const left = question.spans.filter((_, k) => k !== i);
          answer(question, left.length ? "yes" : "no", left);
        },
      }, "×")));
    return make("fieldset", { class: number === asked ? "fs-asked" : "" },
      make("legend", { onclick: () => { asked = number; draw(); } }, question.label),
      make("p", {}, question.question),
      make("details", {}, make("summary", {}, "what counts"), make("p", {}, question.definition),
        make("ul", {}, ...question.examples.map((one) => make("li", {}, `${one.holds ? "yes" : "no"}: “${one.text}” (${one.because})`)))),
      make("div", { class: "fs-buttons" }, ...buttons),
      make("ul", { class: "fs-spans" }, ...spans));
  }

  function draw() {
    const { unit, questions, position, total, complete, message, failed } = state();
    asked = Math.min(asked, questions.length - 1);
    const box = make("span", { class: "fs-unit" }, ...pieces(unit, questions[asked].spans, unit.highlights));
    const page = make("div", { class: "fs-coding", tabindex: "0" },
      make("div", { class: "fs-top" },
        make("progress", { max: total, value: complete, "aria-label": "units answered in full" }),
        make("span", {}, `unit ${position + 1} of ${total} · ${complete} answered in full`),
        make("button", { onclick: () => send({ do: "go", to: position - 1 }) }, "back ", make("kbd", {}, "p")),
        make("button", { onclick: () => send({ do: "go", to: position + 1 }) }, "next ", make("kbd", {}, "n")),
        make("button", { onclick: () => send({ do: "open" }) }, "first open ", make("kbd", {}, "o")),
        make("span", { class: failed ? "fs-failed" : "fs-saved", role: "status" }, message)),
      make("p", { class: "fs-text" }, make("span", { class: "fs-around" }, unit.before), box, make("span", { class: "fs-around" }, unit.after)),
      ...questions.map((question, number) => questionBox(question, number, box)));
    page.addEventListener("keydown", (event) => key(event, box));
    const focused = el.contains(el.getRootNode().activeElement);
    el.replaceChildren(page);
    if (focused) page.focus({ preventScroll: true });
  }

  function key(event, box) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { questions, position } = state();
    const question = questions[asked];
    const number = Number.parseInt(event.key, 10);
    if (event.key === "n") send({ do: "go", to: position + 1 });
    else if (event.key === "p") send({ do: "go", to: position - 1 });
    else if (event.key === "o") send({ do: "open" });
    else if (event.key === "m") mark(box);
    else if (event.key === "?") answer(question, null);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      asked = (asked + (event.key === "ArrowDown" ? 1 : questions.length - 1)) % questions.length;
      draw();
    } else if (number >= 1 && number <= question.choices.length) answer(question, question.choices[number - 1]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  model.on("change:state", draw);
  draw();
}

export default { render };
