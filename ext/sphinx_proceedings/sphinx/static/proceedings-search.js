/* The search page: finds words in the index that lies in search-index/, and shows what has them all.
 *
 * The index is read by script elements, which work from a server and from a disk alike; a query
 * reads the files of its words and of the results that are shown, and nothing else.
 */
"use strict";

(() => {
  const PREFIX_FROM = 3; // characters from which the beginning of a word is enough
  const MOST_FILES = 6; // of words that begin alike
  const PAGE = 10; // results shown at a time
  const VALUES = 8; // of a facet, before "more"
  const EXCERPT = 260; // characters
  const WEIGHTS = [1, 2, 5, 10]; // in the text, often in the text, related, in the title
  const CJK = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const RUNS = new RegExp(`([${CJK}]+)|([^${CJK}]+)`, "gu");
  // A DOI or a number at arXiv, alone or in an address.
  const NUMBER = new RegExp(
    "^\\s*(?:https?://(?:dx\\.)?doi\\.org/|doi:\\s*|(?:https?://(?:www\\.|export\\.)?arxiv\\.org/(?:abs|pdf|html)/|arxiv:\\s*))?" +
      "(10\\.[0-9]{4,9}/\\S+?|[0-9]{4}\\.[0-9]{4,5}(?:v[0-9]+)?|[a-z-]+(?:\\.[a-z]{2})?/[0-9]{7}(?:v[0-9]+)?)(?:\\.pdf)?\\s*$",
    "i",
  );

  // The words in the language of the page; sphinx_proceedings.js brings those of other languages.

  const said = window.proceedingsWords ?? { plural: (n) => Number(n !== 1), messages: {} };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
  const gettext = (message, values = {}) => fill(said.messages[message] ?? message, values);
  const ngettext = (one, several, n, values = {}) =>
    fill(said.messages[one]?.[said.plural(n)] ?? (n === 1 ? one : several), { n, ...values });

  const FACETS = {
    kind: [gettext("Kind"), gettext("More kinds")],
    type: [gettext("Paper type"), gettext("More paper types")],
    series: [gettext("Series"), gettext("More series")],
    year: [gettext("Year"), gettext("More years")],
    award: [gettext("Award"), gettext("More awards")],
    keyword: [gettext("Keyword"), gettext("More keywords")],
  };
  const KINDS = {
    Papers: gettext("Papers"),
    Talks: gettext("Talks"),
    Panels: gettext("Panels"),
    Editions: gettext("Editions"),
    Pages: gettext("Pages"),
    People: gettext("People"),
    Keywords: gettext("Keywords"),
  };
  const ONE_OF = {
    Papers: gettext("Paper"),
    Talks: gettext("Talk"),
    Panels: gettext("Panel"),
    Editions: gettext("Edition"),
    Pages: gettext("Page"),
    People: gettext("Person"),
    Keywords: gettext("Keyword"),
  };
  const MARKED = new Set([
    gettext("Retracted"),
    gettext("Withdrawn"),
    gettext("Cancelled"),
    gettext("Postponed"),
  ]);

  // Reading the index

  const waiting = new Map();
  const arrived = new Map();
  let manifest = null;
  const folder = new URL("../search-index/", document.currentScript.src).href;

  window.proceedingsSearch = {
    take(name, data) {
      arrived.set(name, data);
    },
  };

  function read(name) {
    if (!waiting.has(name)) {
      waiting.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          const version = manifest ? `?v=${manifest.version}` : "";
          script.src = `${folder}${name}.js${version}`;
          script.charset = "utf-8";
          script.onload = () => resolve(arrived.get(name));
          script.onerror = () => {
            waiting.delete(name);
            reject(new Error(`the search index has no ${name}.js`));
          };
          document.head.append(script);
        }),
      );
    }
    return waiting.get(name);
  }

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE_OF = new Map([...DIGITS].map((digit, value) => [digit, value]));

  function* numbers(text) {
    let value = 0;
    let factor = 1;
    for (const digit of text) {
      const part = VALUE_OF.get(digit);
      value += (part % 32) * factor;
      if (part >= 32) {
        factor *= 32;
      } else {
        yield value;
        value = 0;
        factor = 1;
      }
    }
  }

  function membersOf(text) {
    const found = new Uint8Array(manifest.documents);
    let at = 0;
    let skip = null;
    for (const value of numbers(text)) {
      if (skip === null) {
        skip = value;
      } else {
        found.fill(1, at + skip, at + skip + value);
        at += skip + value;
        skip = null;
      }
    }
    return found;
  }

  // Words, as search_words.py makes them

  function fold(text) {
    let folded = "";
    for (const char of text) {
      if (char < "\u0080") {
        folded += char.toLowerCase();
      } else if (Object.hasOwn(manifest.folds, char)) {
        folded += manifest.folds[char];
      } else {
        folded += char.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
      }
    }
    return folded;
  }

  function pairs(run) {
    const chars = [...run];
    return chars.length === 1 ? [run] : chars.slice(1).map((char, at) => chars[at] + char);
  }

  /* Each word is a list of alternatives, each of them words that all have to be there. */
  function wordsOf(query) {
    const found = [];
    for (const [, cjk, other] of query.normalize("NFKC").matchAll(RUNS)) {
      if (cjk) {
        found.push([pairs(cjk)]);
        continue;
      }
      for (const [word] of fold(other).matchAll(/[a-z0-9]+(?:[-'][a-z0-9]+)*/g)) {
        const parts = word.split(/[-']/).map((part) => part.slice(0, 40));
        const joined = word.replace(/[-']/g, "").slice(0, 40);
        found.push(parts.length > 1 ? [[joined], parts] : [parts]);
      }
    }
    return found;
  }

  /* The word that stands for a title as a whole. */
  function wholeOf(query) {
    const runs = [...query.normalize("NFKC").matchAll(RUNS)];
    return `=${runs.map(([, cjk, other]) => cjk ?? fold(other).replace(/[^a-z0-9]/g, "")).join("")}`;
  }

  // Matching

  function filesOf(word) {
    const { firsts } = manifest;
    const first = firsts.findLastIndex((begin) => begin <= word);
    const files = [Math.max(first, 0)];
    if (word.length >= PREFIX_FROM) {
      for (let n = files[0] + 1; n < firsts.length && firsts[n].startsWith(word); n += 1) {
        files.push(n);
      }
    }
    return files.slice(0, MOST_FILES);
  }

  const SUFFIX = "(e|ed|es|er|ers|ing|ation|ations)$";
  const SPELLINGS = [
    [new RegExp(`([iy])s${SUFFIX}`), "$1z$2"],
    [new RegExp(`([iy])z${SUFFIX}`), "$1s$2"],
  ];
  /* Letters that some write as two: Schöne and Schoene, Đorđe and Djordje. */
  const TWO_LETTERS = ["ae", "oe", "ue", "aa", "dj"];

  /* Other words that a word stands for just as well, with what they count. */
  function sameAs(word) {
    const found = new Map([[word, 1]]);
    if (word.length > 3 && word.endsWith("s")) {
      found.set(word.slice(0, -1), 0.8);
    }
    for (const [pattern, other] of SPELLINGS) {
      if (word.length > 5 && pattern.test(word)) {
        found.set(word.replace(pattern, other), 0.95);
      }
    }
    return found;
  }

  function respelled(word) {
    const near = new Set(filesOf(word.slice(0, PREFIX_FROM))); // no file is fetched for a guess
    const longer = TWO_LETTERS.map((two) => word.replaceAll(two[0], two));
    const found = TWO_LETTERS.map((two) => word.replaceAll(two, two[0]));
    found.push(...longer.filter((other) => near.has(filesOf(other)[0])));
    return [...new Set(found)].filter((other) => other !== word);
  }

  /* How many letters are wrong, missing, too many or exchanged; *most* + 1 for anything more. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) {
      return most + 1;
    }
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, n) => n);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + Number(!same));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  /* The word of the index that a reader may have meant, among those that begin alike. */
  async function nearest(word) {
    const most = word.length > 5 ? 2 : 1;
    const files = await Promise.all(filesOf(word.slice(0, PREFIX_FROM)).map((n) => read(`w${n}`)));
    let best = null;
    for (const file of files) {
      for (const [term, text] of Object.entries(file)) {
        const wrong = /^[a-z]/.test(term) ? distance(word, term, most) : most + 1;
        const better = !best || wrong < best.wrong || (wrong === best.wrong && text.length > best.size);
        if (wrong <= most && better) {
          best = { term, wrong, size: text.length };
        }
      }
    }
    return best?.term ?? null;
  }

  /* What was looked for in place of words that nothing has. */
  const replaced = new Map();

  /* Map of documents to {score, whole}. What nothing has is looked for in other spellings, and then
     as the word that is nearest. */
  async function withWord(word) {
    const found = await withSpelling(word);
    if (found.size || !/^[a-z]{4,}$/.test(word)) {
      return found;
    }
    for (const other of respelled(word)) {
      const second = await withWhole(other);
      if (second.size) {
        replaced.set(word, other);
        return second;
      }
    }
    const other = await nearest(word);
    if (other === null) {
      return found;
    }
    replaced.set(word, other);
    return withSpelling(other);
  }

  /* Map of documents to {score, whole}: whole if the word itself is in the title. */
  async function withSpelling(word) {
    const result = new Map();
    const isCjk = !/^[a-z0-9]+$/.test(word);
    const same = sameAs(word);
    const names = new Set(filesOf(word));
    for (const other of same.keys()) {
      names.add(filesOf(other)[0]);
    }
    const files = await Promise.all([...names].map((n) => read(`w${n}`)));
    for (const file of files) {
      for (const [term, text] of Object.entries(file)) {
        let factor = 0;
        if (same.has(term)) {
          factor = same.get(term);
        } else if ((word.length >= PREFIX_FROM || (isCjk && [...word].length === 1)) && term.startsWith(word)) {
          factor = (0.7 * word.length) / term.length;
        }
        if (factor > 0) {
          enter(result, text, factor, term === word);
        }
      }
    }
    return result;
  }

  /* Documents whose title is the query, no more and no less. */
  async function withTitle(query) {
    const word = wholeOf(query);
    return word.length <= 41 ? withWhole(word) : new Map();
  }

  async function withWhole(word) {
    const result = new Map();
    const [n] = filesOf(word);
    const file = await read(`w${n}`);
    if (Object.hasOwn(file, word)) {
      enter(result, file[word], 1, true);
    }
    return result;
  }

  /* The paper whose DOI or number at arXiv the query is, of whatever version. */
  async function withNumber(query) {
    const number_ = NUMBER.exec(query)?.[1];
    if (!number_) {
      return new Map();
    }
    const found = await withWhole(wholeOf(number_));
    return found.size || number_.startsWith("10.") ? found : withWhole(wholeOf(number_.replace(/v[0-9]+$/i, "")));
  }

  function enter(result, text, factor, exact) {
    const values = [...numbers(text)];
    const weight = factor * Math.log(2 + manifest.documents / values.length);
    let document_ = -1;
    for (const value of values) {
      document_ += value >> 2;
      const kind = value & 3;
      const score = weight * WEIGHTS[kind];
      const known = result.get(document_);
      const whole = exact && kind === 3;
      if (!known) {
        result.set(document_, { score, whole });
      } else {
        known.score = Math.max(known.score, score);
        known.whole ||= whole;
      }
    }
  }

  function both(one, other) {
    const [few, many] = one.size < other.size ? [one, other] : [other, one];
    const result = new Map();
    for (const [document_, hit] of few) {
      const second = many.get(document_);
      if (second) {
        result.set(document_, { score: hit.score + second.score, whole: hit.whole && second.whole });
      }
    }
    return result;
  }

  function either(one, other) {
    const result = new Map(one);
    for (const [document_, hit] of other) {
      const known = result.get(document_);
      if (!known || known.score < hit.score) {
        result.set(document_, hit);
      }
    }
    return result;
  }

  async function withAlternatives(alternatives) {
    const found = await Promise.all(
      alternatives.map(async (parts) => (await Promise.all(parts.map(withWord))).reduce(both)),
    );
    return found.reduce(either);
  }

  /* Documents with all words, best first. A word that nearly all texts have asks for nothing, but
     counts where it is in a title. */
  async function matches(query) {
    const numbered = await withNumber(query);
    if (numbered.size) {
      return numbered;
    }
    replaced.clear();
    const words = wordsOf(query);
    const common = new Set(manifest.common);
    const isCommon = (alternatives) => alternatives.every((parts) => parts.every((part) => common.has(part)));
    const telling = words.filter((alternatives) => !isCommon(alternatives));
    const asked = telling.length ? telling : words;
    if (!asked.length) {
      return null;
    }
    const found = (await Promise.all(asked.map(withAlternatives))).reduce(both);
    if (telling.length && telling.length < words.length) {
      const more = await Promise.all(words.filter(isCommon).map(withAlternatives));
      for (const [document_, hit] of found) {
        for (const hits of more) {
          const second = hits.get(document_);
          hit.score += second ? second.score / 2 : 0;
          hit.whole &&= Boolean(second && second.whole);
        }
      }
    }
    const kinds = new Map(facet("kind").values.map(({ value, members }) => [value, members]));
    const exact = await withTitle(query);
    if (exact.size && (!found.size || replaced.size)) {
      replaced.clear(); // an ORCID or a key of BibTeX: it is one word as a whole
      return exact;
    }
    for (const [document_, hit] of exact) {
      if (!found.has(document_)) {
        found.set(document_, hit);
        hit.score *= 10;
      }
    }
    const isOf = (kind, document_) => Boolean(kinds.get(kind)?.[document_]);
    for (const [document_, hit] of found) {
      if (exact.has(document_)) {
        hit.score *= 10;
      } else if (hit.whole) {
        hit.score *= isOf("People", document_) ? 8 : 2;
      }
      if (isOf("Keywords", document_)) {
        hit.score *= 0.5;
      }
      if (isOf("Pages", document_)) {
        hit.score *= 0.01; // what somebody wrote beside the records comes after them
      }
    }
    return found;
  }

  // Facets

  let facets = [];
  const facet = (name) => facets.find((one) => one.name === name);

  function readFacets() {
    facets = manifest.facets.map(([name, values]) => ({
      name,
      values: values.map(([value, text]) => ({ value, members: membersOf(text), chosen: false })),
    }));
  }

  const passes = (document_, except) =>
    facets.every((one) => {
      if (one === except || !one.values.some(({ chosen }) => chosen)) {
        return true;
      }
      return one.values.some(({ chosen, members }) => chosen && members[document_]);
    });

  const anythingChosen = () => facets.some((one) => one.values.some(({ chosen }) => chosen));

  // The page

  const byId = (id) => document.getElementById(id);
  let form;
  let field;
  let results;
  let status;
  let panel;
  let more;
  let shown = [];
  let queried = 0;

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function showFacets(documents) {
    const open = new Set([...panel.querySelectorAll("details[open]")].map((one) => one.dataset.facet));
    const focused = document.activeElement?.dataset?.value;
    panel.replaceChildren();
    for (const one of facets) {
      const candidates = documents.filter((document_) => passes(document_, one));
      const counted = one.values
        .map((entry) => ({ entry, count: candidates.reduce((sum, d) => sum + entry.members[d], 0) }))
        .filter(({ entry, count }) => count > 0 || entry.chosen);
      if (counted.length < 2 && !counted.some(({ entry }) => entry.chosen)) {
        continue;
      }
      if (one.name === "keyword") {
        counted.sort((a, b) => b.entry.chosen - a.entry.chosen || b.count - a.count);
      }
      const boxes = counted.map(({ entry, count }) => {
        const box = element("input", { type: "checkbox", checked: entry.chosen });
        box.dataset.value = `${one.name}=${entry.value}`;
        box.addEventListener("change", () => {
          entry.chosen = box.checked;
          update();
        });
        const name = element("bdi", {}, one.name === "kind" ? KINDS[entry.value] : entry.value);
        const number = element("span", { className: "proc-count" }, String(count));
        return element("li", {}, element("label", {}, box, " ", name, " ", number));
      });
      const group = element("fieldset", {}, element("legend", {}, FACETS[one.name][0]));
      group.append(element("ul", {}, ...boxes.slice(0, VALUES)));
      if (boxes.length > VALUES) {
        const rest = element("details", { open: open.has(one.name) });
        rest.dataset.facet = one.name;
        rest.append(element("summary", {}, FACETS[one.name][1]));
        rest.append(element("ul", {}, ...boxes.slice(VALUES)));
        group.append(rest);
      }
      panel.append(group);
    }
    if (focused) {
      [...panel.querySelectorAll("input")].find((box) => box.dataset.value === focused)?.focus();
    }
    panel.parentElement.hidden = !panel.childElementCount;
  }

  function placeOf(document_) {
    const { few, perFile } = manifest;
    if (document_ < few) {
      return [`d${Math.floor(document_ / perFile[0])}`, document_ % perFile[0]];
    }
    const files = Math.ceil(few / perFile[0]);
    const at = document_ - few;
    return [`d${files + Math.floor(at / perFile[1])}`, at % perFile[1]];
  }

  async function card(document_) {
    const [name, at] = placeOf(document_);
    const [title, url, people = "", where = "", mark = "", text = "", language = ""] = (await read(name))[at];
    const kind = facet("kind").values.find(({ members }) => members[document_])?.value;
    return { title, url, people, where, mark, text, language, kind };
  }

  /* Places of the words of a query in a text: [start, end]. */
  function placesIn(text, sought) {
    const places = [];
    for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      const folded = fold(match[0].normalize("NFKC"));
      const whole = sought.some((word) => folded === word || (word.length >= PREFIX_FROM && folded.startsWith(word)));
      if (whole) {
        places.push([match.index, match.index + match[0].length]);
        continue;
      }
      for (const word of sought) {
        if (!/^[a-z0-9]*$/.test(word)) {
          for (let at = match[0].indexOf(word); at >= 0; at = match[0].indexOf(word, at + 1)) {
            places.push([match.index + at, match.index + at + word.length]);
          }
        }
      }
    }
    places.sort((a, b) => a[0] - b[0]);
    return places.reduce((joined, place) => {
      const last = joined[joined.length - 1];
      if (last && place[0] <= last[1]) {
        last[1] = Math.max(last[1], place[1]);
      } else {
        joined.push([...place]);
      }
      return joined;
    }, []);
  }

  function marked(text, sought, start = 0, end = text.length) {
    const parts = [];
    let at = start;
    for (const [from, to] of placesIn(text, sought)) {
      if (from >= at && to <= end) {
        parts.push(text.slice(at, from), element("mark", {}, text.slice(from, to)));
        at = to;
      }
    }
    parts.push(text.slice(at, end));
    return parts;
  }

  function excerpt(text, sought) {
    const places = placesIn(text, sought);
    // The stretch with the most places; its first word is shown with a little before it.
    let best = 0;
    let most = 0;
    for (const [start] of places) {
      const count = places.filter(([from]) => from >= start && from < start + EXCERPT * 0.8).length;
      if (count > most) {
        [best, most] = [start, count];
      }
    }
    let from = Math.max(0, best - EXCERPT * 0.2);
    let to = Math.min(text.length, from + EXCERPT);
    from = from > 0 ? text.indexOf(" ", from) + 1 : 0;
    to = to < text.length ? Math.max(text.lastIndexOf(" ", to), from) : to;
    return [from > 0 ? "… " : "", ...marked(text, sought, from, to), to < text.length ? " …" : ""];
  }

  async function show(count, query) {
    const number = queried;
    const from = results.childElementCount;
    const sought = [...wordsOf(query).flat(2), ...replaced.values()];
    for (const word of [...sought]) {
      sought.push(...sameAs(word).keys());
    }
    const cards = await Promise.all(shown.slice(from, count).map(card));
    if (number !== queried) {
      return;
    }
    for (const one of cards) {
      results.append(resultOf(one, sought));
    }
    more.hidden = count >= shown.length;
  }

  function resultOf(one, sought) {
    const href = new URL(`../${one.url}`, folder).href;
    const link = element("a", { href }, element("bdi", {}, ...marked(one.title, sought)));
    if (one.language) {
      link.lang = one.language;
    }
    const item = element("li", {}, element("h2", {}, link));
    const facts = [element("span", { className: "proc-search-kind" }, ONE_OF[one.kind] ?? ""), " "];
    if (one.mark) {
      const warning = MARKED.has(one.mark) ? " proc-badge-warning" : "";
      facts.push(element("span", { className: `proc-badge${warning}` }, one.mark), " ");
    }
    facts.push(...marked(one.where, sought));
    if (one.people) {
      item.append(element("p", { className: "proc-search-people" }, ...marked(one.people, sought)));
    }
    item.append(element("p", { className: "proc-search-where" }, ...facts));
    if (one.text) {
      const text = element("p", { className: "proc-search-excerpt" }, ...excerpt(one.text, sought));
      if (one.language) {
        text.lang = one.language;
      }
      item.append(text);
    }
    return item;
  }

  function remember() {
    const parameters = new URLSearchParams();
    if (field.value) {
      parameters.set("q", field.value);
    }
    for (const one of facets) {
      for (const { value, chosen } of one.values) {
        if (chosen) {
          parameters.append(one.name, value);
        }
      }
    }
    const query = parameters.toString();
    try {
      history.replaceState(null, "", query ? `?${query}` : location.pathname);
    } catch {
      // Some browsers refuse this to pages from a disk; nothing depends on it.
    }
  }

  function counted(n, query) {
    if (!query) {
      return n ? ngettext("{n} result", "{n} results", n) : gettext("No results");
    }
    return n
      ? ngettext("{n} result for “{query}”", "{n} results for “{query}”", n, { query })
      : gettext("No results for “{query}”", { query });
  }

  async function update() {
    queried += 1;
    const number = queried;
    const query = field.value;
    remember();
    let found;
    try {
      found = await matches(query);
    } catch (error) {
      status.textContent = gettext("The search index could not be read: {reason}.", { reason: error.message });
      return;
    }
    if (number !== queried) {
      return;
    }
    let documents = [];
    if (found) {
      documents = [...found.keys()].sort((a, b) => found.get(b).score - found.get(a).score || a - b);
    } else if (anythingChosen()) {
      documents = Array.from({ length: manifest.documents }, (_, n) => n);
    }
    shown = documents.filter((document_) => passes(document_, null));
    results.replaceChildren();
    const asked = Boolean(found) || anythingChosen();
    showFacets(asked ? documents : Array.from({ length: manifest.documents }, (_, n) => n));
    if (asked) {
      const instead = [...replaced].map(([word, other]) =>
        gettext("Nothing has “{word}”; these have “{other}”.", { word, other }),
      );
      status.textContent = [counted(shown.length, query.trim()), ...(shown.length ? instead : [])].join(". ");
    } else {
      status.textContent = "";
    }
    byId("proc-search-hint").hidden = !found || shown.length > 0;
    await show(PAGE, query);
  }

  async function start() {
    form = byId("proc-search-form");
    if (!form) {
      return;
    }
    field = byId("proc-search-field");
    results = byId("proc-search-results");
    status = byId("proc-search-status");
    panel = byId("proc-search-facets");
    more = byId("proc-search-more");
    form.parentElement.classList.add("proc-search-ready");
    // Beside the results there is room for it; above them it would hide them.
    panel.parentElement.open = matchMedia("(min-width: 60rem)").matches;
    const parameters = new URLSearchParams(location.search);
    field.value = parameters.get("q") ?? "";
    try {
      manifest = await read("index");
    } catch (error) {
      status.textContent = gettext("The search index could not be read: {reason}.", { reason: error.message });
      return;
    }
    readFacets();
    for (const one of facets) {
      const wanted = new Set(parameters.getAll(one.name));
      for (const entry of one.values) {
        entry.chosen = wanted.has(entry.value);
      }
    }
    let timer;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(update, 150);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      update();
    });
    more.addEventListener("click", async () => {
      const before = results.childElementCount;
      await show(before + PAGE, field.value);
      results.children[before]?.querySelector("a")?.focus();
    });
    await update();
    if (!field.value) {
      field.focus();
    }
  }

  /* For tests, and for whoever wants to ask the index from elsewhere. */
  window.proceedingsSearch.find = async (query) => {
    manifest ??= await read("index");
    if (!facets.length) {
      readFacets();
    }
    const found = (await matches(query)) ?? new Map();
    const best = [...found.keys()].sort((a, b) => found.get(b).score - found.get(a).score || a - b);
    return Promise.all(best.slice(0, PAGE).map(card));
  };
  window.proceedingsSearch.words = (text) => wordsOf(text);

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
