"use strict";
// Relabels lines and puts the decisions into YAML. Nothing leaves the page: the reader saves the file.
(() => {
  const corpus = JSON.parse(document.getElementById("corpus").textContent);
  const get = (id) => document.getElementById(id);
  const [form, editor, kind, begins] = ["form", "editor", "kind", "begins"].map(get);
  const fields = ["by", "reason", "coder"];
  const store = `framescope-audit-${corpus.digest}`;
  // document and line -> {document, line, expect, kind?, begins?}
  let decisions = new Map();
  let current = null;

  const keyOf = (line) => JSON.stringify([line.closest("section").dataset.document, line.value]);
  const first = (line) => ({ kind: line.dataset.was ?? line.classList[1], begins: "begins" in line.dataset });

  // JSON's strings are YAML's, but for characters that YAML does not print.
  const quote = (text) =>
    JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
      (sign) => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0"));

  function entry(one, decision, label) {
    const said = { document: one.document, line: one.line, decision, ...(label && { kind: label }), expect: one.expect,
      reason: get("reason").value, by: get("by").value, coder_kind: get("coder").value };
    const indent = corpus.before ? corpus.before.indent : "  ";
    return Object.entries(said).map(([name, value], i) =>
      `${indent}${i ? "  " : "- "}${name}: ${typeof value === "number" ? value : quote(value)}\n`).join("");
  }

  function yaml() {
    const entries = [];
    for (const one of decisions.values()) {
      if (one.kind !== undefined) entries.push(entry(one, "kind", one.kind));
      if (one.begins !== undefined) entries.push(entry(one, one.begins ? "boundary" : "no boundary"));
    }
    return entries.length ? (corpus.before ? corpus.before.text : "corrections:\n") + entries.join("") : "";
  }

  function show(line) {
    const one = decisions.get(keyOf(line));
    const now = one?.kind ?? first(line).kind;
    line.dataset.was = first(line).kind;
    line.className = `l ${now}${one ? " changed" : ""}`;
    line.querySelector(".k").textContent = now;
  }

  function refresh() {
    get("yaml").value = yaml();
    get("yaml").hidden = !decisions.size;
    get("yaml").scrollTop = get("yaml").scrollHeight;
    get("count").textContent = decisions.size ? `${decisions.size} line${decisions.size > 1 ? "s" : ""}` : "none yet";
    const ready = decisions.size > 0 && fields.every((id) => get(id).value.trim());
    get("save").disabled = get("copy").disabled = !ready;
    get("save").title = ready ? "" : "First change a line, and say who decides and why.";
    try {
      const kept = Object.fromEntries(fields.map((id) => [id, get(id).value]));
      localStorage.setItem(store, JSON.stringify({ decisions: [...decisions], ...kept }));
    } catch { /* without storage the decisions last as long as the page */ }
  }

  function decide() {
    const was = first(current);
    const one = { document: current.closest("section").dataset.document, line: current.value,
      expect: current.querySelector(".t").textContent };
    if (kind.value !== was.kind) one.kind = kind.value;
    if (begins.checked !== was.begins) one.begins = begins.checked;
    if ("kind" in one || "begins" in one) decisions.set(keyOf(current), one); else decisions.delete(keyOf(current));
    show(current);
    refresh();
  }

  function edit(line) {
    current = line;
    const one = decisions.get(keyOf(line));
    kind.value = one?.kind ?? first(line).kind;
    begins.checked = one?.begins ?? first(line).begins;
    line.append(editor);
    editor.hidden = false;
    kind.focus();
  }

  function close() {
    const line = current;
    editor.hidden = true;
    document.body.append(editor);
    current = null;
    line?.querySelector(".k").focus();
  }

  function restore() {
    try {
      const kept = JSON.parse(localStorage.getItem(store) ?? "{}");
      for (const id of fields) if (kept[id]) get(id).value = kept[id];
      decisions = new Map(kept.decisions ?? []);
    } catch { decisions = new Map(); }
    const sections = new Map([...document.querySelectorAll("section")].map((one) => [one.dataset.document, one]));
    for (const one of decisions.values()) {
      const line = sections.get(one.document)?.querySelector(`li.l[value="${one.line}"]`);
      if (line) show(line);
    }
  }

  document.querySelector("main").addEventListener("click", (event) => {
    const line = event.target.closest("li.l");
    if (line && !editor.contains(event.target) && !String(getSelection())) edit(line);
  });
  document.querySelector("main").addEventListener("keydown", (event) => {
    if (event.target.matches(".k") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      edit(event.target.closest("li.l"));
    } else if (event.key === "Escape" && current) close();
  });
  kind.addEventListener("change", decide);
  begins.addEventListener("change", decide);
  get("undo").addEventListener("click", () => {
    decisions.delete(keyOf(current));
    show(current);
    refresh();
    edit(current);
  });
  get("close").addEventListener("click", close);
  for (const id of fields) get(id).addEventListener("input", refresh);
  get("copy").addEventListener("click", () => {
    get("yaml").select();
    navigator.clipboard?.writeText(get("yaml").value).catch(() => document.execCommand("copy"));
  });
  get("save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([yaml()], { type: "application/yaml" }));
    link.download = "corrections.yaml";
    link.click();
    URL.revokeObjectURL(link.href);
  });
  get("clear").addEventListener("click", () => {
    const all = [...decisions.keys()];
    decisions.clear();
    for (const line of document.querySelectorAll("li.changed")) show(line);
    if (all.length) refresh();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  for (const label of document.querySelectorAll("main .k")) {
    label.tabIndex = 0;
    label.setAttribute("role", "button");
  }
  document.body.classList.add("editing");
  document.querySelector("main").classList.add("editable");
  form.hidden = false;
  restore();
  refresh();
})();
