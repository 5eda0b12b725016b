/* Contents one can work with: filters, an order, abstracts; BibTeX by a click. The list is whole
 * without this. What was chosen stands in the address. */
"use strict";

(() => {
  const { each, make, gettext, announce, copy, plain, chosenIn, keepChosen, script } = window.proceedings;
  const lines = [...document.querySelectorAll(".bd-article .proc-papers > li, main .proc-papers > li")];
  const edition = document.querySelector("[data-paper-tools]")?.dataset.paperTools;
  const row = document.querySelector("[data-paper-tools]");

  /* BibTeX is copied; who wants the file opens the link in any other way. */
  if (location.protocol !== "file:") {
    document.addEventListener("click", async (event) => {
      const link = event.target.closest?.(".proc-paper-meta a[download$='.bib']");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      try {
        const found = await fetch(link.href);
        if (!found.ok) throw new Error(found.statusText);
        await copy(await found.text());
        const { innerHTML } = link;
        link.textContent = gettext("Copied");
        announce(gettext("Copied"));
        setTimeout(() => { link.innerHTML = innerHTML; }, 2500);
      } catch { location.assign(link.href); }
    });
  }
  if (!row || lines.length < 10) return;

  const name = `_static/lists/${edition.replace("/", "-")}`;
  const idOf = (line) => {
    const path = decodeURIComponent(new URL(line.querySelector(".proc-paper-title a").href).pathname);
    return path.replace(/(\.html|\/)$/, "").split("/").slice(-2).join("/");
  };
  const papers = lines.map((line, place) => ({ line, place, id: idOf(line), home: line.parentElement, text: "" }));
  const known = new Map(papers.map((paper) => [paper.id, paper]));
  let take;
  window.proceedingsList = (_edition, _title, found) => take(found);

  const build = (found) => {
    for (const [id, record] of Object.entries(found)) if (known.has(id)) known.get(id).record = record;
    const controls = make("div", { class: "proc-list-controls", role: "group", "aria-label": gettext("Filter and sort") });
    const labelled = (text, control) => controls.append(make("label", {}, make("span", {}, text), control));
    const field = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    labelled(gettext("Filter"), field);
    const selects = new Map();
    const offer = (key, title, valuesOf) => {
      const counts = new Map();
      for (const { record } of papers) for (const value of valuesOf(record ?? {})) counts.set(value, (counts.get(value) ?? 0) + 1);
      if (counts.size < (key === "award" ? 1 : 2)) return;
      const select = make("select", {}, make("option", { value: "" }, gettext("All")));
      const collator = new Intl.Collator(document.documentElement.lang || "en");
      [...counts].sort(([one], [other]) => collator.compare(one, other)).forEach(([value, count]) =>
        select.append(make("option", { value }, `${value} (${count})`)));
      select.value = chosenIn(key);
      if (select.selectedIndex < 0) select.value = "";
      selects.set(key, { select, valuesOf });
      labelled(title, select);
    };
    offer("type", gettext("Type"), (record) => (record.type ? [record.type] : []));
    offer("track", gettext("Track"), (record) => (record.track ? [record.track] : []));
    offer("keyword", gettext("Keyword"), (record) => record.keywords ?? []);
    offer("award", gettext("Award"), (record) => record.awards ?? []);
    const order = make("select", {},
      make("option", { value: "" }, gettext("As in the proceedings")),
      make("option", { value: "title" }, gettext("Title")),
      make("option", { value: "author" }, gettext("First author")));
    order.value = chosenIn("sort");
    if (order.selectedIndex < 0) order.value = "";
    labelled(gettext("Sort by"), order);
    const abstracts = make("input", { type: "checkbox" });
    abstracts.checked = chosenIn("abstracts") === "1";
    controls.append(make("label", { class: "proc-list-check" }, abstracts, make("span", {}, gettext("Abstracts"))));
    const shown = make("p", { class: "proc-count", role: "status" });
    row.prepend(controls, shown);

    const sorted = make("ol", { class: "proc-papers" });
    const collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
    const family = (record) => (record?.names ?? "").split("; ")[0].split(" ").pop();
    const arrange = () => {
      const by = {
        title: (one, other) => collator.compare(one.record?.title ?? "", other.record?.title ?? ""),
        author: (one, other) => collator.compare(family(one.record), family(other.record)),
      }[order.value];
      if (!by) {
        papers.forEach(({ line, home }) => home.append(line));
        sorted.remove();
      } else {
        sorted.append(...[...papers].sort((one, other) => by(one, other) || one.place - other.place).map(({ line }) => line));
        row.after(sorted);
      }
    };
    /* A heading without papers goes with them; so does what is said of the group. */
    const groups = () => {
      each(".proc-papers", (list) => {
        if (list === sorted || !papers.some(({ home }) => home === list)) return;
        const empty = !list.querySelector(":scope > li:not([hidden])");
        list.hidden = empty;
        const section = list.closest("section");
        if (section && section.querySelector("h2") && !section.querySelector("h1")) { section.hidden = empty; return; }
        for (let before = list.previousElementSibling; before && !before.matches("ol, [data-paper-tools], script, h1"); before = before.previousElementSibling) before.hidden = empty;
      });
    };
    const filter = () => {
      const words = plain(field.value).split(/\s+/).filter(Boolean);
      const wanted = [...selects.values()].filter(({ select }) => select.value);
      let count = 0;
      for (const paper of papers) {
        if (words.length && !paper.text) paper.text = plain(`${paper.line.querySelector(".proc-paper-title").textContent} ${paper.record?.names ?? ""} ${(paper.record?.keywords ?? []).join(" ")}`);
        const fits = words.every((word) => paper.text.includes(word))
          && wanted.every(({ select, valuesOf }) => valuesOf(paper.record ?? {}).includes(select.value));
        paper.line.hidden = !fits;
        count += fits ? 1 : 0;
      }
      groups();
      shown.textContent = count === papers.length ? "" : gettext("{count} of {all}", { count, all: papers.length });
    };
    /* Where the page has abstracts, they are unfolded; where it has none, they are fetched. */
    let loaded = Boolean(document.querySelector(".proc-papers details.proc-abstract"));
    const tell = async () => {
      if (abstracts.checked && !loaded) {
        take = (texts) => {
          for (const [id, text] of Object.entries(texts)) {
            known.get(id)?.line.append(make("p", { class: "proc-abstract proc-list-abstract" }, text));
          }
        };
        try { await script(`${name}-abstracts.js`); loaded = true; } catch { announce(gettext("There are no abstracts.")); }
      }
      each(".proc-list-abstract", (text) => { text.hidden = !abstracts.checked; });
      each(".proc-papers details.proc-abstract", (fold) => { fold.open = abstracts.checked; });
    };
    field.value = chosenIn("q");
    field.addEventListener("input", () => { filter(); keepChosen("q", field.value.trim()); });
    selects.forEach(({ select }, key) => select.addEventListener("change", () => { filter(); keepChosen(key, select.value); }));
    order.addEventListener("change", () => { arrange(); filter(); keepChosen("sort", order.value); });
    abstracts.addEventListener("change", () => { tell(); keepChosen("abstracts", abstracts.checked ? "1" : ""); });
    if (order.value) arrange();
    if (field.value || order.value || [...selects.values()].some(({ select }) => select.value)) filter();
    if (abstracts.checked) tell();
  };
  take = build;
  script(`${name}.js`).catch(() => { /* the list is whole without it */ });
})();
