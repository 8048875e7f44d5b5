"""The bundled library keeps its own contract: front matter, sources, length, plain sentences."""

import re
from datetime import date
from pathlib import Path

import frontmatter
import pytest
import yaml

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
BRIEFS = sorted(
    path.relative_to(KNOWLEDGE).as_posix()
    for folder in ("guidance", "lessons-learned")
    for path in (KNOWLEDGE / folder).rglob("*.md")
)
VOCABULARY = yaml.safe_load((KNOWLEDGE / "vocabulary.yaml").read_text("utf-8"))
THEMES = {theme["code"] for theme in VOCABULARY["themes"]}
REGION_OF = {code: region["code"] for region in VOCABULARY["regions"] for code in region["countries"]}
REGIONS = {region["code"] for region in VOCABULARY["regions"]}
TYPES = {kind["code"] for kind in VOCABULARY["document_types"]}
REQUIRED = {
    "title", "brief", "type", "themes", "region", "country", "language", "source", "status",
    "review_by", "owner", "as_of", "audience", "also_asked",
}  # fmt: skip
MIRRORS = re.compile(
    r"scribd|docslib|vdocuments|fdocuments|paperzz|slideshare|docplayer|yumpu|studylib|dokumen\.tips"
    r"|doczz|readkong|lawsdocbox|docstoc|issuu|vdocument",
    re.I,
)
LENGTHS = {"guidance": (300, 700), "lessons-learned": (120, 350)}
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def brief(path: str) -> frontmatter.Post:
    return frontmatter.load(str(KNOWLEDGE / path))


def prose(path: str) -> str:
    """The body before its sources, without the title line."""
    return brief(path).content.split("## Sources")[0].split("\n", 1)[1]


def test_the_library_is_not_a_sample() -> None:
    cases = [path for path in BRIEFS if path.startswith("lessons-learned/")]

    assert len(BRIEFS) >= 40
    assert len(cases) >= 25


@pytest.mark.parametrize("path", BRIEFS)
def test_front_matter_is_complete_and_in_the_vocabulary(path: str) -> None:
    meta = brief(path).metadata

    assert set(meta) >= REQUIRED
    assert meta["brief"] is True
    assert "reviewed_by" not in meta, "a starter brief has not been endorsed"
    assert meta["type"] in TYPES
    assert meta["themes"]
    assert set(meta["themes"]) <= THEMES
    assert meta["region"] in REGIONS
    assert set(meta["country"]) <= set(REGION_OF)
    assert meta["review_by"] > meta["as_of"]
    assert isinstance(meta["as_of"], date)
    assert 2 <= len(meta["also_asked"]) <= 5


@pytest.mark.parametrize("path", BRIEFS)
def test_a_brief_lies_in_the_folder_of_its_theme_or_region(path: str) -> None:
    meta = brief(path).metadata
    kind, folder, _name = path.split("/")

    if kind == "guidance":
        assert folder in meta["themes"]
    else:
        assert folder == meta["region"]
        assert meta["country"]
        assert folder in {REGION_OF[code] for code in meta["country"]}


@pytest.mark.parametrize("path", BRIEFS)
def test_length_follows_the_facts(path: str) -> None:
    words = re.sub(r"[|#-]+", " ", prose(path)).split()
    low, high = LENGTHS[path.split("/")[0]]

    assert low <= len(words) <= high


@pytest.mark.parametrize("path", BRIEFS)
def test_sources_stand_at_the_end_with_their_dates(path: str) -> None:
    post = brief(path)
    listed = re.findall(r"^- (.+)$", post.content.split("## Sources")[1], re.M)

    assert len(listed) == len(post["source"])
    for source, line in zip(post["source"], listed, strict=True):
        assert line.startswith(source)
        assert YEAR.search(source.rsplit(" - ", 1)[1]) or source.endswith("undated")


@pytest.mark.parametrize("path", BRIEFS)
def test_the_year_is_that_of_the_newest_source(path: str) -> None:
    post = brief(path)
    dated = [int(year) for source in post["source"] for year in YEAR.findall(source.rsplit(" - ")[-1])]

    assert post.get("year") == max(dated, default=None)


@pytest.mark.parametrize("path", BRIEFS)
def test_no_link_leads_to_a_mirror(path: str) -> None:
    assert not MIRRORS.search((KNOWLEDGE / path).read_text("utf-8"))


@pytest.mark.parametrize("path", BRIEFS)
def test_sentences_are_plain_so_that_they_can_be_quoted(path: str) -> None:
    text = prose(path)

    assert "**" not in text
    assert "__" not in text
    assert not re.search(r"\]\(|https?://|<[a-z]", text)


@pytest.mark.parametrize("path", BRIEFS)
def test_a_brief_says_what_is_not_known(path: str) -> None:
    headings = re.findall(r"^## (.+)$", brief(path).content, re.M)

    assert headings[-2:] == ["What is not known", "Sources"]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("path", BRIEFS)
def test_every_paragraph_is_one_line(path: str) -> None:
    blocks = prose(path).split("\n\n")
    wrapped = [block for block in blocks if "\n" in block.strip() and not re.match(r"\s*(- |\d+\. |\|)", block)]

    assert not wrapped


def test_titles_are_told_apart() -> None:
    titles = [brief(path)["title"] for path in BRIEFS]

    assert len(titles) == len(set(titles))
