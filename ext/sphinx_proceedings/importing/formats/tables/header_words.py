"""Words over columns: English, German, French, Spanish, Chinese and Japanese."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import Final


class Field(StrEnum):
    """What a column holds; the values are what ``--column "3=authors"`` takes."""

    ID = "id"
    TITLE = "title"
    SUBTITLE = "subtitle"
    AUTHORS = "authors"
    AFFILIATIONS = "affiliations"
    EMAILS = "emails"
    ORCIDS = "orcids"
    PRESENTER = "presenter"
    CORRESPONDING = "corresponding"
    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    TRACK = "track"
    TYPE = "type"
    DECISION = "decision"
    ARCHIVAL = "archival"
    WITHDRAWN = "withdrawn"
    PAGES = "pages"
    DOI = "doi"
    ARXIV = "arxiv"
    LICENCE = "licence"
    LANGUAGE = "language"
    DATE = "date"
    PDF = "pdf"
    OPENREVIEW = "openreview"
    SUPPLEMENT = "supplement"
    POSTER = "poster"
    SLIDES = "slides"
    VIDEO = "video"
    CODE = "code"
    DATA = "data"
    WEBSITE = "website"
    PROGRAMME = "programme"
    """Of a session: read with the others, see `session_columns`."""
    IGNORE = "ignore"


RESOURCES: Final = frozenset(
    (
        *(Field.PDF, Field.OPENREVIEW, Field.SUPPLEMENT, Field.POSTER, Field.SLIDES, Field.VIDEO),
        *(Field.CODE, Field.DATA, Field.WEBSITE),
    )
)
"""Fields that become resources of a paper."""

_WORDS: Final = {
    Field.ID: """id; paper id; paperid; paper; #; no; nr; no.; number; paper number; paper no;
        paper #; submission; submission id; submission number; submission #; sub id; uid;
        external id; internal id; talk id; poster id; key; code number; nummer; beitragsnummer;
        id des beitrags; numero; n°; nº; id article; id articulo; 编号; 论文编号; 番号; 論文番号;
        发表编号; 講演番号""",
    Field.TITLE: """titolo; tytuł; tytul; titel van het artikel; título do artigo; title;
        paper title; titles; title of paper; title of the paper; paper name;
        talk title; contribution title; submission title; full title; presentation title; titel;
        beitragstitel; titel des beitrags; vortragstitel; titre; titre de l'article; intitule;
        titulo; titulo del articulo; titulo de la ponencia; 标题; 题目; 论文题目; 论文标题; 題名;
        タイトル; 論文タイトル; 題目; 演題; 標題""",
    Field.SUBTITLE: """subtitle; untertitel; sous-titre; sous titre; subtitulo; 副标题; 副題""",
    Field.AUTHORS: """autori; autore; autorzy; autor(es); authors; author; author list; author(s);
        author names; author name;
        list of authors; all authors; names; name; speaker; speakers; writers; by; contributors;
        autor; autoren; autor/in; autor*innen; autor:innen; autorinnen; autorinnen und autoren;
        verfasser; auteur; auteurs; auteur(s); autores; autores/as; ponentes; 作者; 著者; 著者名;
        发表者; 発表者; author details; authordetails; authornames; authors list; paper authors""",
    Field.AFFILIATIONS: """affiliazione; affiliazioni; instituicao; instituicoes; afiliacja;
        afiliacao; instelling; affiliations; affiliation; author affiliations; institution;
        institutions; organisation; organization; organisations; organizations; university;
        company; institution(s); affiliation(s); zugehorigkeit; einrichtung; institut; hochschule;
        afiliacion; afiliaciones; institucion; etablissement; 单位; 机构; 所属; 所属機関""",
    Field.EMAILS: """email; emails; e-mail; e-mails; mail; author emails; authors emails;
        email address; email addresses; contact; contact email; courriel; correo;
        correo electronico; 邮箱; メールアドレス; メール; authoremails""",
    Field.ORCIDS: "orcid; orcids; orcid id; orcid ids",
    Field.PRESENTER: """presenter; presenting author; presented by; speaker name; vortragende;
        vortragender; orateur; ponente; 报告人; 発表代表者; 登壇者""",
    Field.CORRESPONDING: """corresponding author; corresponding; contact author; korrespondenz;
        auteur correspondant; autor de correspondencia; 通讯作者; 責任著者""",
    Field.ABSTRACT: """sommario; riassunto; resumo; streszczenie; samenvatting; abstract;
        abstracts; summary; description; paper abstract; zusammenfassung;
        kurzfassung; resume; resumen; 摘要; 概要; 要旨; アブストラクト""",
    Field.KEYWORDS: """parole chiave; palavras-chave; palavras chave; słowa kluczowe; keywords;
        keyword; key words; tags; topics; topic; areas; area;
        subject areas; subjects; schlagworter; stichworte; schlusselworter; themen; mots cles;
        mots-cles; mot cle; palabras clave; palabras-clave; temas; 关键词; 关键字; キーワード;
        primary subject area; secondary subject areas""",
    Field.TRACK: """track; theme; category; section; stream; tracks; workshop track; kategorie;
        sektion; rubrik; bereich; categorie; volet; categoria; seccion; 分类; 类别; 分野;
        カテゴリ; トラック""",
    Field.TYPE: """type; paper type; presentation; presentation type; format; oral/poster;
        oral or poster; poster/oral; contribution type; submission type; kind; session type; art;
        typ; beitragsart; type de presentation; tipo; modalidad; 类型; 报告类型; 発表形式; 種別""",
    Field.DECISION: """decisione; esito; decisao; decyzja; beslissing; situacao;
        result of the review; review result; review decision;
        decision; status; accepted; acceptance; accept; accept?; accepted?;
        acceptance status; final decision; result; outcome; accept/reject; entscheidung;
        angenommen; ergebnis; decision finale; accepte; statut; estado; aceptado; decision final;
        resultado; 决定; 录用; 录用结果; 状态; 结果; 採否; 採択; 判定""",
    Field.ARCHIVAL: """archival; archival?; archival status; non-archival; nonarchival;
        in proceedings""",
    Field.WITHDRAWN: """withdrawn; withdrawn?; is withdrawn; retracted; zuruckgezogen; retirado;
        retire; 撤稿; 取り下げ""",
    Field.PAGES: """pages; page; page numbers; page range; pp; pp.; seiten; seite; seitenzahlen;
        paginas; 页码; 页; ページ""",
    Field.DOI: "doi; paper doi; doi link",
    Field.ARXIV: "arxiv; arxiv id; arxiv link; arxiv url; preprint",
    Field.LICENCE: "licence; license; lizenz; licencia",
    Field.LANGUAGE: "language; lang; sprache; langue; idioma; lengua; 语言; 言語",
    Field.DATE: """publication date; date published; published; published on; erschienen""",
    Field.PDF: """pdf; pdf link; link to pdf; pdf file; paper file; link to the paper;
        pdf url; paper url; paper link; paper pdf; link to paper;
        camera ready; camera-ready; link; url; download; lien; enlace; 链接""",
    Field.OPENREVIEW: """openreview; openreview link; openreview url; forum; open review""",
    Field.SUPPLEMENT: """supplement; supplementary; supplementary material; supplemental;
        appendix; supp; anhang; annexe; material suplementario""",
    Field.POSTER: "poster; poster link; poster url; poster pdf",
    Field.SLIDES: """slides; slide; slides link; presentation slides; folien; diapositives;
        diapositivas""",
    Field.VIDEO: """video; video link; video url; recording; youtube; talk video; enregistrement;
        视频""",
    Field.CODE: """code; code link; code url; github; repository; source code; repo; 代码""",
    Field.DATA: """data; dataset; data link; datasets; daten; donnees; datos; 数据""",
    Field.WEBSITE: """website; project page; homepage; web; project website; webseite; site web;
        sitio web""",
    Field.IGNORE: """notes; note; comment; comments; remarks; bemerkung; remarque; session;
        sessions; session id; room; raum; salle; sala; time; zeit; start; end; slot;
        poster number; poster no; score; scores; rating; average; reviewer; reviewers; reviews;
        meta review; submitted; created; last updated; timestamp; phone; country; city; username;
        paper format; 会场; 时间; 会場; 時間; セッション; 備考""",
}

REVIEWING: Final = re.compile(
    r"\b(?:scores?|ratings?|average|reviewers?|reviews?|meta[ -]?review|recommendation"
    r"|confidence|rank(?:ing)?|votes?|points|grades?|punkte|bewertung(?:en)?|gutachten|evaluaci[oó]n"
    r"|puntuaci[oó]n|evaluation)\b|评分|得分|評点|査読",
    re.IGNORECASE,
)
"""Words over columns that only a list of submissions has."""

_NUMBERED = re.compile(
    r"(?:(?:co-?)?author|autor|auteur|speaker)\s*[#(]?\s*(\d{1,2})\s*\)?\s*(?:[-:.'’]?\s*s?\s*)(.*)"
    r"|(\d{1,2})\s*(?:st|nd|rd|th)?\s*(?:[-:.]\s*)?(?:author|autor)?\s*[-:.]?\s*"
    r"((?:first|last|given|family|middle|full)?[ _]?name|affiliation|e?-?mail|institution"
    r"|orcid|country)"
    r"|((?:first|last|given|family|full)[ _]?name|affiliation|e?-?mail|institution|university|orcid"
    r"|country)\s*[#(]?\s*(\d{1,2})\s*\)?"
)


def fold_header(text: str) -> str:
    """Return the words over a column without case, accents, and signs that mean nothing."""
    made = unicodedata.normalize("NFKD", text.strip().casefold())
    made = "".join(char for char in made if not unicodedata.combining(char))
    made = unicodedata.normalize("NFKC", made)  # kana are taken apart by NFKD
    made = re.sub(r"(?<=[a-z])_(?=[a-z])|[_\s]+", " ", made)
    return made.strip(" :*.?!\"'")


@lru_cache(1)
def _known() -> dict[str, Field]:
    return {
        fold_header(word): field
        for field, words in _WORDS.items()
        for word in " ".join(words.split()).split("; ")
    }


def field_of(header: str) -> Field | None:
    """Return what the words over a column say that it holds; None when they say nothing."""
    known = _known()
    folded = fold_header(header)
    if found := known.get(folded):
        return found
    bare = fold_header(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", folded))
    if bare and (found := known.get(" ".join(bare.split()))):
        return found
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header.strip())  # PaperTitle, authorNames
    return known.get(fold_header(spaced))


def numbered_author(header: str) -> tuple[int, str] | None:
    """Return number and part of a column such as ``Author 2 Affiliation``; None for others.

    The part is ``name``, ``given``, ``middle``, ``family``, ``affiliation``, ``email``, ``orcid``
    or ``country``.
    """
    found = _NUMBERED.fullmatch(fold_header(header))
    if not found:
        return None
    number = found[1] or found[3] or found[6]
    rest = (found[2] or found[4] or found[5] or "").strip()
    for part, pattern in _PARTS:
        if re.fullmatch(pattern, rest):
            return int(number), part
    return None


_PARTS: Final = (
    ("name", r"|(?:full )?name"),
    ("given", r"(?:first|given) ?(?:name)?|vorname|prenom|nombre"),
    ("middle", r"middle ?(?:name|initials?)?"),
    ("family", r"(?:last|family) ?(?:name)?|surname|nachname|nom|apellidos?"),
    ("affiliation", r"(?:affiliation|institution|organi[sz]ation|university)s?"),
    ("email", r"e?-?mail(?: address)?"),
    ("orcid", r"orcid(?: id)?"),
    ("country", r"country"),
)
