/* Small helps for pages that are complete without them: copying, tabs, filters, the reader's own
 * time zone, what is on now, what remains until a deadline, a list of the reader's own. What a
 * reader chose is kept in the browser; nothing is sent anywhere. */
"use strict";

(() => {
  const each = (selector, action, root = document) =>
    root.querySelectorAll(selector).forEach(action);
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const language = document.documentElement.lang || "en";

  /* The words in the language of the page; sphinx_proceedings.js brings those of other languages. */
  const words = window.proceedingsWords ?? { plural: (n) => Number(n !== 1), messages: {} };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
  const gettext = (message, values = {}) => fill(words.messages[message] ?? message, values);
  const status = make("div", { class: "proc-hidden", role: "status" });
  const announce = (text) => { status.textContent = text; };

  /* The reader's choice is kept where the browser lets us (not from file:// in all of them). */
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };

  /* What a reader chose stands in the address, to be sent to others and kept by Back. */
  const chosenIn = (key) => new URLSearchParams(location.search).get(key) || "";
  const keepChosen = (key, value) => {
    const address = new URL(location.href);
    if (value) address.searchParams.set(key, value); else address.searchParams.delete(key);
    try { history.replaceState(null, "", address); } catch { /* some refuse this to pages from a disk */ }
  };

  /* Copying ------------------------------------------------------------------------------- */

  const copy = async (text) => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = make("textarea", { readonly: "", class: "proc-hidden" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy"); // the one way on http and file:
    area.remove();
    if (!done) throw new Error("the browser does not let us copy");
  };
  each("[data-copy]", (source) => {
    const row = source.parentElement.querySelector(".proc-buttons")
      || source.parentElement.appendChild(make("div", { class: "proc-buttons" }));
    const button = make("button", { type: "button", class: "proc-button" }, gettext("Copy"));
    button.addEventListener("click", () => {
      copy(source.textContent).then(
        () => { button.textContent = gettext("Copied"); announce(gettext("Copied")); },
        () => { button.textContent = gettext("Select and copy by hand"); getSelection().selectAllChildren(source); },
      );
      setTimeout(() => { button.textContent = gettext("Copy"); }, 4000);
    });
    row.prepend(row.matches("ul") ? make("li", {}, button) : button);
  });

  /* Citations: a row of tabs in place of a stack of details -------------------------------- */

  each("[data-tabs]", (group) => {
    const panels = [...group.querySelectorAll(":scope > details")];
    if (panels.length < 2) return;
    const list = make("div", { class: "proc-tabs", role: "tablist", "aria-label": group.dataset.tabs });
    const show = (chosen, focus) => panels.forEach((panel, index) => {
      const tab = list.children[index];
      const on = index === chosen;
      panel.hidden = !on;
      panel.open = true;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      if (on && focus) tab.focus();
    });
    panels.forEach((panel, index) => {
      const summary = panel.querySelector("summary");
      const content = panel.querySelector(".proc-citation");
      const id = `proc-citation-${index}`;
      content.id = id;
      const tab = make("button", {
        type: "button", role: "tab", class: "proc-tab", id: `${id}-tab`, "aria-controls": id,
      }, summary.textContent);
      content.setAttribute("role", "tabpanel");
      content.setAttribute("aria-labelledby", `${id}-tab`);
      content.tabIndex = 0;
      summary.hidden = true;
      tab.addEventListener("click", () => show(index, false));
      list.append(tab);
    });
    list.addEventListener("keydown", (event) => {
      const here = [...list.children].indexOf(document.activeElement);
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const end = { Home: 0, End: panels.length - 1 }[event.key];
      if (step === undefined && end === undefined) return;
      event.preventDefault();
      show(end ?? (here + step + panels.length) % panels.length, true);
    });
    group.prepend(list);
    show(0, false);
  });

  /* A filter above an index ----------------------------------------------------------------- */

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  each("[data-index]", (index) => {
    const lines = [...index.querySelectorAll("li")];
    if (lines.length < 20) return;
    const texts = lines.map((line) => plain(line.querySelector("a").textContent));
    const field = make("input", {
      type: "search", class: "proc-filter", id: "proc-filter", autocomplete: "off", spellcheck: "false",
    });
    const shown = make("span", { class: "proc-count", role: "status" });
    const filter = () => {
      const parts = plain(field.value).split(/[\s,]+/).filter(Boolean);
      let count = 0;
      lines.forEach((line, number) => {
        line.hidden = !parts.every((word) => texts[number].includes(word));
        count += line.hidden ? 0 : 1;
      });
      each("section", (section) => { section.hidden = !section.querySelector("li:not([hidden])"); }, index);
      shown.textContent = parts.length ? gettext("{count} of {all}", { count, all: lines.length }) : "";
    };
    field.value = chosenIn("q");
    field.addEventListener("input", () => { filter(); keepChosen("q", field.value.trim()); });
    const label = make("label", { for: "proc-filter" }, gettext("Filter"));
    index.before(make("div", { class: "proc-filter-row" }, label, field, shown));
    if (field.value) filter();
  });

  /* Times: the event's own zone is in the page; the reader's is added beside it -------------- */

  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  /* English pages write the day before the month. */
  const day = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language,
    { weekday: "short", day: "numeric", month: "long" });
  const zone = new Intl.DateTimeFormat(language, { hour: "2-digit", timeZoneName: "short" });
  const zoneName = (date) =>
    zone.formatToParts(date).find((part) => part.type === "timeZoneName").value;
  const dateThere = (stamp) => stamp.slice(0, 10); // the day on the event's clocks
  const dateHere = (date) => {
    const two = (number) => String(number).padStart(2, "0");
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  };
  const spans = [...document.querySelectorAll("[data-when]")].map((element) => {
    const [from, to] = element.querySelectorAll("time");
    return {
      element, start: from.dateTime, from: new Date(from.dateTime), to: new Date((to || from).dateTime),
    };
  });
  /* A reader whose clocks agree with the event's all the time needs no second time. */
  const differs = spans.some(({ start, from }) => {
    const there = start.slice(11, 16);
    return there !== clock.format(from) || dateThere(start) !== dateHere(from);
  });
  /* A programme names the reader's zone once, above all times; elsewhere each time names it. */
  const tools = document.querySelector("[data-tools]");
  const showOwn = (on) => spans.forEach(({ element, start, from, to }) => {
    element.querySelector(".proc-local")?.remove();
    if (!on) return;
    const other = dateThere(start) === dateHere(from) ? "" : `${day.format(from)}, `;
    const next = dateHere(from) === dateHere(to) ? "" : `${day.format(to)}, `;
    const text = `${other}${clock.format(from)}–${next}${clock.format(to)}`;
    element.append(" ", make("span", { class: "proc-local" }, tools ? text : `(${text} ${zoneName(from)})`));
  });
  if (spans.length && differs) {
    const chosen = recall("proc-own-zone") === "yes";
    if (tools) {
      const box = make("input", { type: "checkbox", id: "proc-own-zone" });
      box.checked = chosen;
      box.addEventListener("change", () => {
        remember("proc-own-zone", box.checked ? "yes" : "no");
        showOwn(box.checked);
      });
      const words = gettext("Also show my time ({zone})", { zone: `${own}, ${zoneName(spans[0].from)}` });
      tools.append(make("label", {}, box, words));
    }
    showOwn(tools ? chosen : true);
  }

  /* Tracks ----------------------------------------------------------------------------------- */

  const tracks = new Map();
  each(".proc-session[data-track]", (session) => tracks.set(session.dataset.track, session.dataset.trackTitle));
  if (tools && tracks.size > 1) {
    const set = make("fieldset", {}, make("legend", {}, gettext("Track")));
    const choose = (button) => {
      each("button", (other) => other.setAttribute("aria-pressed", String(other === button)), set);
      each(".proc-session[data-track]", (session) => {
        session.hidden = Boolean(button.value) && session.dataset.track !== button.value;
      });
      each(".proc-row", (row) => {
        const heads = row.matches(".proc-column-heads");
        row.hidden = heads ? Boolean(button.value) : !row.querySelector(".proc-session:not([hidden])");
        row.classList.toggle("proc-one-track", Boolean(button.value));
      });
      keepChosen("track", button.value);
    };
    for (const [id, title] of [["", gettext("All")], ...tracks]) {
      const button = make("button", {
        type: "button", class: "proc-tab", value: id, "aria-pressed": String(!id),
      }, title);
      button.addEventListener("click", () => choose(button));
      set.append(button);
    }
    tools.append(set);
    const wanted = [...set.querySelectorAll("button")].find((button) => button.value === chosenIn("track"));
    if (wanted?.value) choose(wanted);
  }

  /* Now and next: marked while the event runs, and half a day around it ----------------------- */

  const sessions = [...document.querySelectorAll(".proc-session")].filter((s) => s.querySelector("time"));
  const bounds = (element) => [...element.querySelectorAll("[data-when] time")]
    .map((time) => Date.parse(time.dateTime));
  const mark = (element, text) => {
    const title = element.querySelector(".proc-session-time, .proc-slot-time");
    title?.append(" ", make("span", { class: "proc-badge proc-badge-now" }, text));
  };
  const markNow = () => {
    each(".proc-badge-now", (badge) => { badge.previousSibling?.remove(); badge.remove(); },
      document.querySelector(".proc-day")?.parentElement || document.createElement("p"));
    each(".proc-now", (element) => element.classList.remove("proc-now"));
    const now = Date.now();
    let next = Infinity;
    for (const session of sessions) {
      const [from, to] = bounds(session.querySelector("header") || session);
      if (from <= now && now < to) {
        session.classList.add("proc-now");
        mark(session, gettext("Now"));
        each(".proc-slot", (slot) => {
          const [begins, ends] = bounds(slot);
          if (begins <= now && now < ends) { slot.classList.add("proc-now"); mark(slot, gettext("Now")); }
        }, session);
      } else if (from > now) next = Math.min(next, from);
    }
    if (next - now < 12 * 3600e3) {
      sessions.filter((s) => bounds(s.querySelector("header") || s)[0] === next)
        .forEach((session) => mark(session, gettext("Next")));
    }
  };
  if (sessions.length) {
    markNow();
    const all = sessions.flatMap(bounds);
    const now = Date.now();
    if (now > Math.min(...all) - 864e5 && now < Math.max(...all)) setInterval(markNow, 30e3);
    if (tools && document.querySelector(".proc-badge-now")) {
      const jump = make("button", { type: "button", class: "proc-button" }, gettext("Jump to now"));
      jump.addEventListener("click", () => document.querySelector(".proc-session .proc-badge-now")
        ?.closest(".proc-slot, .proc-session").scrollIntoView());
      tools.prepend(jump);
    }
  }

  /* Deadlines: the date stands in the page; what remains is added ------------------------------ */

  const relative = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  const remaining = (milliseconds) => {
    const hours = milliseconds / 3600e3;
    if (hours >= 48) return relative.format(Math.floor(hours / 24), "day");
    if (hours >= 2) return relative.format(Math.floor(hours), "hour");
    return relative.format(Math.max(1, Math.floor(milliseconds / 60e3)), "minute");
  };
  const countDown = () => each("[data-deadline]", (element) => {
    element.querySelector(".proc-countdown")?.remove();
    const left = Date.parse(element.dataset.deadline) - Date.now();
    element.classList.toggle("proc-past", left < 0);
    const text = left < 0 ? gettext("passed") : remaining(left);
    const looks = left < 0 ? "" : " proc-badge-now";
    element.append(make("span", { class: `proc-badge proc-countdown${looks}` }, text));
  });
  each("[data-open-until]", (element) => {
    if (Date.parse(element.dataset.openUntil) >= Date.now()) return;
    element.textContent = gettext("Call closed");
    element.closest(".proc-badge-now")?.classList.remove("proc-badge-now");
  });
  if (document.querySelector("[data-deadline]")) { countDown(); setInterval(countDown, 60e3); }

  /* A list of the reader's own: papers and talks by their keys, in the order of marking --------- */

  const root = new URL(document.documentElement.dataset.content_root || "./", location.href);
  const place = `proc-list ${root.pathname}`; // one host may have several sites
  const keyOf = (address) => {
    const { href, pathname } = new URL(address, location.href);
    if (!href.startsWith(root.href)) return "";
    const key = decodeURIComponent(pathname.slice(root.pathname.length)).replace(/(\.html|\/)$/, "");
    return /^[^/]+\/[^/]+\/(papers|talks)\/[^/]+$/.test(key) ? key : "";
  };
  const marked = () => {
    try {
      const keys = JSON.parse(recall(place));
      return Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
    } catch { return []; }
  };
  /* Sphinx's index tells how this site writes the address of a page. */
  const written = document.querySelector('link[rel="index"]')?.getAttribute("href") ?? "genindex.html";
  const listAddress = new URL(written.endsWith("genindex/") ? "my-list/" : "my-list.html", root).href;
  const draw = (path) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [name, value] of [["class", "proc-icon"], ["viewBox", "0 0 16 16"], ["aria-hidden", "true"]]) {
      svg.setAttribute(name, value);
    }
    svg.append(document.createElementNS(svg.namespaceURI, "path"));
    svg.firstChild.setAttribute("d", path);
    return svg;
  };
  const star = draw("M8 1.2l2.1 4.4 4.8.6-3.5 3.3.9 4.8L8 12l-4.3 2.3.9-4.8L1.1 6.2l4.8-.6z");
  const show = () => {
    const keys = new Set(marked());
    each("[data-mark]", (button) => {
      const on = keys.has(button.dataset.mark);
      button.setAttribute("aria-pressed", String(on));
    });
    each(".proc-list-link", (link) => link.remove());
    if (keys.size) {
      each(".proc-search-link", (search) => search.before(make("a", {
        class: "proc-list-link", href: listAddress, title: gettext("My list"),
      }, star.cloneNode(true), make("span", { class: "proc-hidden" }, gettext("My list"), ": "), String(keys.size))));
    }
  };
  const setMarked = (keys) => { remember(place, JSON.stringify([...new Set(keys)])); show(); };
  const markButton = (key, title, text) => {
    const button = make("button", {
      type: "button", class: text ? "proc-button proc-mark-button" : "proc-star", "data-mark": key, "aria-pressed": "false",
    }, star.cloneNode(true));
    if (text) button.append(text); else button.setAttribute("aria-label", gettext("My list: {title}", { title }));
    return button;
  };
  document.addEventListener("click", ({ target }) => {
    const key = target.closest?.("[data-mark]")?.dataset.mark;
    if (!key) return;
    const keys = marked();
    const on = !keys.includes(key);
    setMarked(on ? [...keys, key] : keys.filter((other) => other !== key));
    announce(on ? gettext("Added to my list") : gettext("Removed from my list"));
  });
  addEventListener("storage", (event) => { if (event.key === place) show(); });
  each(".proc-actions", (row) => {
    const key = keyOf(location.href);
    if (key) row.append(make("li", {}, markButton(key, "", gettext("My list"))));
  });
  each(":is(.proc-paper, .proc-slot) .proc-paper-title > a", (link) => {
    const key = keyOf(link.href);
    if (key) link.after(markButton(key, link.textContent, ""));
  });
  show();

  document.body.append(status);
  /* For the scripts of single pages. */
  window.proceedings = {
    each, make, gettext, announce, copy, plain, chosenIn, keepChosen, root, marked, setMarked, markButton, show, listAddress,
    script: (path) => new Promise((done, failed) => {
      document.head.append(Object.assign(make("script", { src: new URL(path, root).href }), { onload: done, onerror: failed }));
    }),
  };
})();
