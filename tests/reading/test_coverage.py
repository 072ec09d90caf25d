"""What no reader could place is shown, once, and what is understood is not."""

from iaktta.document import Document, Span
from iaktta.reading.coverage import unread_passages
from iaktta.report import Control, Kind, Problem, Report


def unread(text: str, *read: str, known: tuple[int, ...] = ()) -> list[Problem]:
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in read]
    controls = tuple(Control(text="x", source=span) for span in spans)
    report = Report(kind=Kind.CONTROL_PLAN, controls=controls)
    return list(unread_passages(Document(text), report, known))


def test_text_that_nothing_covers_is_one_problem_with_its_first_words() -> None:
    text = "Kassan räknas varje dag.\n\nHär står något som ingen läsare\nhar kunnat placera i rapporten alls."
    (problem,) = unread(text, "Kassan räknas varje dag.")
    assert problem.message.startswith("Texten ”Här står något som ingen läsare har kunnat …” (12 ord)")
    assert problem.source is not None
    assert text[problem.source.start : problem.source.end].endswith("alls.")


def test_read_words_part_two_passages() -> None:
    text = "Första okända stycket här.\n\nKassan räknas.\n\nAndra okända stycket här."
    assert len(unread(text, "Kassan räknas.")) == 2


def test_a_document_that_is_read_whole_has_no_problem() -> None:
    assert unread("Kassan räknas varje dag.", "Kassan räknas varje dag.") == []


def test_furniture_and_labels_are_no_unread_text() -> None:
    text = "Sida 1 av 3\nKontrollmoment\nAnsvarig: Kassan räknas"
    assert unread(text, "Kassan räknas", known=(0,)) == []


def test_a_lead_in_belongs_to_the_list_below_it() -> None:
    text = "Granskningen ledde fram till följande punkter:\n\n1. Kassan räknas varje dag."
    assert unread(text, "Kassan räknas varje dag.") == []


def test_what_is_printed_twice_has_been_read_once() -> None:
    text = "Kassan räknas varje dag av två.\n\nSammanfattning\n\n• Kassan räknas varje dag av två."
    assert unread(text, "Kassan räknas varje dag av två.") == []


def test_words_beside_read_words_are_shown_unless_they_are_a_label() -> None:
    (problem,) = unread("Antagen av Skolnämnden efter en lång diskussion i salen", "Skolnämnden")
    assert "efter en lång diskussion" in problem.message


def test_cells_of_two_rows_that_nobody_reads_are_two_problems() -> None:
    text = "Kassan räknas   3x4=12\n\nLarmet provas   2x4=8"
    assert len(unread(text, "Kassan räknas", "Larmet provas")) == 2
