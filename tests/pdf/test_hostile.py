"""What users type cannot make a report read a file, ask the network, or break its pages."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import page
import pytest
import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from reports import pdf
from reports.pdf.contents import attached
from reports.presenters.edition import Edition
from reports.press.fetcher import LockedFetcher
from tests.conftest import Figure
from tests.pdf.pages import pages, text
from tests.reports_examples import example_case, example_decision

SECRET = "TOPSECRET-7391"
SVG = "http://www.w3.org/2000/svg"
STATIC = Path(__file__).resolve().parents[2] / "static"
FRAGMENTS = [
    '<img src="{http}/a" alt=x>',
    "<style>@import url({http}/b);</style>",
    '<div style="background:url({http}/c)">x</div>',
    '<link rel=stylesheet href="{http}/d">',
    '<link rel=attachment href="{file}">',
    '<a rel=attachment href="{file}">x</a>',
    '<object data="{file}"></object>',
    '<embed src="{file}">',
    '<iframe src="{file}"></iframe>',
    '<img src="{file}" alt=x>',
    f'<svg xmlns="{SVG}" width=9 height=9><image href="{{http}}/e" width=9 height=9 /></svg>',
    f'<svg xmlns="{SVG}" width=9 height=9><use href="{{file}}#x"/></svg>',
    '<img src="https://report.invalid/static/fonts/../../manage.py" alt=x>',
    '<img src="https://report.invalid/static/fonts/%2e%2e/css/print.css" alt=x>',
    '<img src="https://report.invalid/static/css/print.css" alt=x>',
    "<style>@font-face{{font-family:q;src:url({file})}}p{{font-family:q}}</style><p>x</p>",
    "<base href='{http}/'><img src=f alt=x>",
    "<ul style='list-style-image:url({http}/g)'><li>x</ul>",
    '<img alt=x src="data:image/svg+xml;utf8,%3C!DOCTYPE%20svg%20[%3C!ENTITY%20x%20SYSTEM'
    f'%20%22{{file}}%22%3E]%3E%3Csvg%20xmlns=%22{SVG}%22%3E%3Ctext%3E%26x;%3C/text%3E%3C/svg%3E">',
]
STRINGS = [
    "<script>alert(1)</script>",
    "</td></tr></table><h1>Go</h1>",
    "{{ settings.SECRET_KEY }}{% load x %}",
    "=1+1",
    "Robert'); DROP TABLE--",
    "\u202egnirts desrever",
    "a\x00b\x07c",
    "Zalgo \u0300\u0301\u0302\u0303" * 4,
    "\U0001f600 纸 \ue000",
    "מרכז שירות תל אביב",
    "مركز خدمة العملاء",
    "Ωmega Привет Việt ŁÓDŹ",
    "W" * 400,
]


@pytest.fixture
def listening() -> Iterator[tuple[str, list[str]]]:
    hits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()


def drawn_with(fragment: str, fetcher: object) -> bytes:
    html = f"<html lang=en><title>t</title><body>{fragment}</body></html>"
    document = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="https://report.invalid/static/")
    try:
        return bytes(document.write_pdf())
    except FatalURLFetchingError as refusal:
        return str(refusal).encode()


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_no_fragment_reaches_a_file_or_the_network(
    fragment: str, tmp_path: Path, listening: tuple[str, list[str]], figure: Figure
) -> None:
    address, hits = listening
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    data = drawn_with(fragment.format(http=address, file=secret.as_uri()), LockedFetcher(STATIC))
    figure("Hostile fragments that a PDF was drawn from", 1)
    assert hits == []
    assert SECRET.encode() not in data
    if data.startswith(b"%PDF"):
        assert attached(data) == {}
        assert SECRET not in text(data)


def test_without_the_lock_the_same_fragments_do_reach_out(listening: tuple[str, list[str]]) -> None:
    address, hits = listening
    drawn_with(FRAGMENTS[0].format(http=address, file=""), URLFetcher())
    assert hits == ["/a"]


def hostile(words: str) -> bytes:
    case = example_case(client=words, title=words)
    streams = tuple(replace(stream, name=f"{words} {stream.id}") for stream in case.service.streams)
    providers = tuple(replace(provider, name=f"{words} {provider.id}") for provider in case.providers)
    case = replace(case, service=replace(case.service, streams=streams), providers=providers)
    decision = example_decision(case)
    options = tuple(replace(option, name=f"{words} {option.rank}") for option in decision.options)
    verdict = replace(decision.verdict, reasons=(words,))
    return pdf.draw(case, replace(decision, options=options, verdict=verdict), Edition(mark=words[:60])).data


@pytest.mark.parametrize("words", STRINGS)
def test_strings_stay_strings_and_the_file_keeps_its_standards(words: str) -> None:
    data = hostile(words)
    found = pages(data)
    assert found[1].count("Conditions, next steps and sign-off") == 1, "page 1 runs over"
    for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        assert [failure.rule_id for failure in page.validate_pdf_bytes(data, profile=profile).failures] == []


def test_characters_without_a_font_become_boxes() -> None:
    printed = text(hostile("\U0001f600 纸"))
    assert "□ □" in printed


def test_names_in_other_scripts_are_printed() -> None:
    letters = text(hostile("Ωmega Привет Việt ŁÓDŹ"))
    assert "ΩmegaПриветViệtŁÓDŹ" in letters.replace(" ", "")
