"""Question sets are read as they are written, and refused with the place of the mistake."""

from pathlib import Path

import pytest

from retrieval.errors import SourceError
from retrieval.evaluation.cases import load_cases


def test_a_yaml_list_and_json_lines_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {id: q1, text: 'Who?', facts: [Prawa, [64, sixty-four]], documents: null}\n")
    (tmp_path / "a.jsonl").write_text('{"id": "q1", "text": "Who?", "facts": ["Prawa", ["64", "sixty-four"]]}\n\n')

    (case,) = load_cases(tmp_path / "a.yaml")

    assert [case] == load_cases(tmp_path / "a.jsonl")
    assert case.facts == (("Prawa",), ("64", "sixty-four"))
    assert case.documents == ()


def test_a_folder_is_read_as_one_set_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("- {id: two, text: b}")
    (tmp_path / "a.yaml").write_text("- {id: one, text: a}")

    assert [case.id for case in load_cases(tmp_path)] == ["one", "two"]


@pytest.mark.parametrize(
    "content", ["- {id: x}", "- {id: x, text: y, documents: [[]]}", "- {id: x", "just words", "[1, 2]"]
)
def test_a_broken_set_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(content)

    with pytest.raises(SourceError, match=r"^broken\.yaml: "):
        load_cases(path)


def test_a_set_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is not a question set"):
        load_cases(tmp_path / "nowhere.yaml")


def test_the_bundled_sets_can_be_read_and_name_each_question_once() -> None:
    root = Path(__file__).parents[2]
    cases = load_cases(root / "knowledge" / "questions") + load_cases(
        root / "tests" / "quality" / "material" / "questions"
    )

    assert len(cases) > 300
    assert len({case.id for case in cases}) == len(cases)
