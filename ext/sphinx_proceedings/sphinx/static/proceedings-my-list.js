/* The reader's own list: a programme with what collides, a calendar, the bibliography, and an
 * address by which others get the same. The records come as scripts, so that an archive from a
 * disk has them too; nothing is sent anywhere. */
"use strict";

(() => {
  const {
    make, gettext, announce, copy, root, marked, setMarked, markButton, show, listAddress, script,
  } = window.proceedings;
  const page = document.querySelector("[data-my-list]");
  const records = new Map();
  const titles = new Map();
  window.proceedingsList = (edition, title, found) => {
    titles.set(edition, title);
    for (const [key, record] of Object.entries(found)) records.set(`${edition}/${key}`, record);
  };
  const editionOf = (key) => key.split("/").slice(0, 2).join("/");

  /* In an address: enlsp/2022/papers/10,22;enlsp/2022/talks/opening */
  const packed = (keys) => {
    const folders = new Map();
    for (const key of keys) {
      const at = key.lastIndexOf("/");
      const folder = key.slice(0, at);
      folders.set(folder, [...(folders.get(folder) ?? []), encodeURIComponent(key.slice(at + 1))]);
    }
    return [...folders].map(([folder, names]) => `${folder}/${names.join(",")}`).join(";");
  };
  const unpacked = (text) => text.split(";").flatMap((part) => {
    const at = part.lastIndexOf("/");
    return part.slice(at + 1).split(",").filter(Boolean).map((name) => {
      try { return `${part.slice(0, at)}/${decodeURIComponent(name)}`; } catch { return ""; }
    });
  }).filter((key) => /^[^/]+\/[^/]+\/(papers|talks)\/[^/]+$/.test(key));

  const save = (name, type, text) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1e4);
  };

  /* iCalendar (RFC 5545): lines of at most 75 octets, times in UTC. */
  const utc = (text) => new Date(text).toISOString().replace(/[-:]|\.\d+/g, "");
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  const folded = (line) => {
    const lines = [""];
    let size = 0;
    for (const sign of line) {
      const octets = new TextEncoder().encode(sign).length;
      if (size + octets > 74) { lines.push(" "); size = 1; }
      lines[lines.length - 1] += sign;
      size += octets;
    }
    return lines.join("\r\n");
  };
  const addressOf = (key) => new URL(listAddress.endsWith("/") ? `${key}/` : `${key}.html`, root).href;
  const calendar = (keys) => {
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sphinx-proceedings//my list//EN"];
    for (const key of keys) {
      const record = records.get(key);
      (record?.times ?? []).forEach(([from, to, where], number) => lines.push(
        "BEGIN:VEVENT", `UID:${key}-${number}@${root.host || "localhost"}`, `DTSTAMP:${utc(from)}`,
        `DTSTART:${utc(from)}`, `DTEND:${utc(to)}`, `SUMMARY:${escaped(record.title)}`,
        `LOCATION:${escaped(where)}`, `URL:${addressOf(key)}`, "END:VEVENT",
      ));
    }
    return [...lines, "END:VCALENDAR", ""].map(folded).join("\r\n");
  };

  const bibliography = async (keys) => {
    const texts = await Promise.all(keys.map(async (key) => {
      const found = await fetch(new URL(`${key.split("/").map(encodeURIComponent).join("/")}.bib`, root));
      if (!found.ok) throw new Error(found.statusText);
      return (await found.text()).trim();
    }));
    return `${texts.join("\n\n")}\n`;
  };

  /* What is on at the same time: each pair, as a poster session is long. */
  const entries = (keys) => keys.flatMap((key) => (records.get(key)?.times ?? []).map(([from, to, where]) => ({
    key, from, to, where, begins: Date.parse(from), ends: Date.parse(to),
  }))).sort((one, other) => one.begins - other.begins || one.ends - other.ends);
  const clashes = (entry, all) => all.filter((other) => other.key !== entry.key
    && other.begins < entry.ends && entry.begins < other.ends);

  const language = document.documentElement.lang || "en";
  const day = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language,
    { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const item = (key, ...more) => {
    const record = records.get(key);
    const title = make("p", { class: "proc-paper-title" }, make("a", { href: addressOf(key) }, record.title), markButton(key, record.title, ""));
    return make("li", { class: "proc-paper" }, title,
      make("p", { class: "proc-paper-authors" }, record.names ?? ""), ...more);
  };

  let shared = location.hash.startsWith("#list=") ? unpacked(location.hash.slice(6)) : null;
  const fill = () => {
    page.querySelectorAll(".proc-list-content").forEach((part) => part.remove());
    const content = make("div", { class: "proc-list-content" });
    const keys = (shared ?? marked()).filter((key) => records.has(key));
    const gone = (shared ?? marked()).length - keys.length;
    if (shared) {
      const take = make("button", { type: "button", class: "proc-button proc-button-main" }, gettext("Add all to my list"));
      take.addEventListener("click", () => {
        setMarked([...marked(), ...keys]);
        shared = null;
        history.replaceState(null, "", location.pathname + location.search);
        fill();
      });
      content.append(make("div", { class: "proc-banner" }, make("p", {}, gettext("This is a list that somebody has sent you."), " "), make("p", {}, take)));
    }
    if (!keys.length) {
      content.append(make("p", { class: "proc-missing" }, gettext("There is nothing on the list yet: mark papers and talks with the star beside their titles.")));
    } else {
      content.append(tools(keys), programme(keys), others(keys));
    }
    if (gone) content.append(make("p", { class: "proc-quiet" }, gettext("{n} of the list are not on this site any more.", { n: gone })));
    page.append(content);
    show();
  };
  const tools = (keys) => {
    const row = make("ul", { class: "proc-buttons" });
    const add = (text, action) => {
      const button = make("button", { type: "button", class: "proc-button" }, text);
      button.addEventListener("click", () => action(button));
      row.append(make("li", {}, button));
    };
    if (entries(keys).length) add(gettext("Calendar (.ics)"), () => save("my-list.ics", "text/calendar", calendar(keys)));
    const cited = keys.filter((key) => records.get(key).cited);
    if (cited.length && location.protocol !== "file:") {
      add(gettext("Bibliography (.bib)"), () => bibliography(cited).then(
        (text) => save("my-list.bib", "application/x-bibtex", text),
        () => announce(gettext("The bibliography could not be fetched.")),
      ));
    }
    add(gettext("Copy the address of this list"), (button) => {
      copy(`${listAddress}#list=${packed(keys)}`).then(() => { button.textContent = gettext("Copied"); announce(gettext("Copied")); });
    });
    if (!shared) add(gettext("Empty the list"), () => { setMarked([]); fill(); });
    return row;
  };
  const programme = (keys) => {
    const all = entries(keys);
    const part = make("section", { "aria-labelledby": "my-programme" });
    if (!all.length) return part;
    part.append(make("h2", { id: "my-programme" }, gettext("My programme")));
    let list; let last = "";
    for (const entry of all) {
      const date = entry.from.slice(0, 10);
      if (date !== last) {
        list = make("ol", { class: "proc-papers" });
        part.append(make("h3", {}, day.format(new Date(`${date}T00:00Z`))), list);
        last = date;
      }
      const meta = make("p", { class: "proc-paper-meta" },
        make("span", {}, `${entry.from.slice(11, 16)}–${entry.to.slice(11, 16)} (UTC${entry.from.slice(19).replace("-", "−")})`),
        make("span", {}, `${entry.where}, ${titles.get(editionOf(entry.key))}`));
      const line = item(entry.key, meta);
      const same = clashes(entry, all);
      if (same.length) {
        const names = same.map((other) => records.get(other.key).title).join("; ");
        line.append(make("p", { class: "proc-clash" }, gettext("At the same time: {titles}", { titles: names })));
      }
      list.append(line);
    }
    return part;
  };
  const others = (keys) => {
    const part = make("section", { "aria-labelledby": "my-papers" });
    const left = keys.filter((key) => !records.get(key).times?.length);
    if (!left.length) return part;
    const list = make("ol", { class: "proc-papers" });
    left.forEach((key) => list.append(item(key, make("p", { class: "proc-paper-meta" }, titles.get(editionOf(key))))));
    part.append(make("h2", { id: "my-papers" }, gettext("Without a time in a programme")), list);
    return part;
  };

  const needed = [...new Set([...(shared ?? []), ...marked()].map(editionOf))];
  Promise.allSettled(needed.map((edition) => script(`_static/lists/${edition.replace("/", "-")}.js`))).then(fill);
  page.addEventListener("click", ({ target }) => { if (target.closest("[data-mark]") && !shared) setTimeout(fill); });
  addEventListener("hashchange", () => location.reload());
})();
