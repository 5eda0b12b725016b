// The peers' content with Eleventy: pages are Nunjucks, the small files are functions.
import fs from "node:fs";

export default function (config) {
  const content = JSON.parse(fs.readFileSync(process.env.PEER_CONTENT, "utf8"));
  const byKey = new Map(content.papers.map((paper) => [paper.key, paper]));
  const papersOf = (subject) => subject.papers.map((key) => byKey.get(key));
  const bib = (p) => `@inproceedings{made-up:${p.edition}:${p.id},
  title = {${p.title}},
  author = {${p.people.map((a) => `${a.family}, ${a.given}`).join(" and ")}},
  booktitle = {Proceedings of ${p.event}},
  year = {${p.edition}},
  month = jun,
  language = {en},
  pages = {${p.first}--${p.last}},
  abstract = {${p.plain.replaceAll("%", "\\%")}},
  keywords = {${p.keywords.map((k) => k.label).join(", ")}},
  license = {CC-BY-4.0},
}
`;
  const [before, headed] = content.shell.split("@@HEAD@@");
  const [middle, titled] = headed.split("@@TITLE@@");
  const [inner, after] = titled.split("@@BODY@@");
  Object.assign(content, { shellParts: { before, middle, inner, after } });
  for (const [name, value] of Object.entries(content)) config.addGlobalData(name, value);
  config.addFilter("json", (value) => JSON.stringify(value));
  config.addFilter("papersOf", papersOf);
  config.addFilter("bib", bib);
  config.addFilter("ofEdition", (edition) => content.papers.filter((p) => p.edition === edition.id));
  config.addFilter("coauthors", (subject) =>
    Object.entries(subject.coauthors ?? {}).map(([id, name]) => ({ id, name })),
  );
  const files = {
    bib,
    ris: (p) =>
      [
        ["TY", "CPAPER"], ["ID", `made-up:${p.edition}:${p.id}`],
        ...p.people.map((a) => ["AU", `${a.family}, ${a.given}`]),
        ["TI", p.title], ["T2", p.event], ["C3", `Proceedings of ${p.event}`], ["PY", p.edition],
        ["DA", `${p.edition}/06/01`], ["SP", p.first], ["EP", p.last], ["LA", "en"],
        ...p.keywords.map((k) => ["KW", k.label]), ["AB", p.plain], ["N1", "Licence: CC BY 4.0"],
        ["ER", ""],
      ].map(([tag, value]) => `${tag}  - ${value}\n`).join(""),
    "csl.json": (p) =>
      JSON.stringify([
        {
          id: `made-up:${p.edition}:${p.id}`, type: "paper-conference", title: p.title,
          author: p.people.map((a) => ({ family: a.family, given: a.given })),
          issued: { "date-parts": [[Number(p.edition), 6, 1]] },
          "container-title": `Proceedings of ${p.event}`, page: `${p.first}-${p.last}`,
          language: "en", abstract: p.plain,
        },
      ]),
    ics: (p) => `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//peer//Programme//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:${p.title}
BEGIN:VEVENT
SUMMARY:${p.title}
DTSTART:${p.start}
DTEND:${p.end}
UID:${p.key}
CATEGORIES:Paper
DESCRIPTION:${p.plain}
LOCATION:${p.room}
END:VEVENT
END:VCALENDAR
`,
    json: (p) => JSON.stringify(p),
  };
  for (const [ending, made] of Object.entries(files)) {
    config.addTemplate(`papers-${ending.replace(".", "-")}.11ty.js`, {
      data: () => ({
        pagination: { data: "papers", size: 1, alias: "p" },
        permalink: ({ p }) => `${p.key}.${ending}`,
      }),
      render: ({ p }) => made(p),
    });
  }
  config.addTemplate("people-json.11ty.js", {
    data: () => ({
      pagination: { data: "people", size: 1, alias: "subject" },
      permalink: ({ subject }) => `people/${subject.id}.json`,
    }),
    render: ({ subject }) => JSON.stringify(subject),
  });
  return { dir: { input: "input", includes: "../includes" } };
}
