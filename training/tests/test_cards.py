"""Model cards."""

from training.common.cards import write_figures


def test_only_the_figures_of_a_card_are_replaced(tmp_path, monkeypatch):
    monkeypatch.setenv("ATELIER_MODELS", str(tmp_path))
    card = tmp_path / "captioner" / "README.md"
    card.parent.mkdir()
    card.write_text("# captioner\n<!-- figures -->\nold\n<!-- /figures -->\nTerms\n")
    write_figures("captioner", r"| \1 |")
    assert card.read_text() == "# captioner\n<!-- figures -->\n| \\1 |\n<!-- /figures -->\nTerms\n"
