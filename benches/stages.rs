//! What each stage costs on text of our own. `cargo bench --no-default-features --bench stages`

use dateline::article::{Passage, PassageKind};
use dateline::sentence::{self, Sentence};
use dateline::span::Span;
use dateline::timex;
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// About one time expression in forty words, as in news.
const SENTENCES: [&str; 8] = [
    "The ferry company said on Tuesday that three of its older ships would be sold to a yard in the north.",
    "Nobody on the island was surprised, because the engines had failed twice and the crew had long complained.",
    "In March 2019 the council had asked for a second opinion, which arrived late and was never read aloud.",
    "A spokeswoman for the harbor declined to say how many berths stood empty or who had paid for the repairs.",
    "Freight rose by a tenth last year, while the number of passengers fell to its lowest since 1998.",
    "The mayor, who may not stand again, called the plan a gift to shareholders and left before the vote.",
    "Talks between the two unions will resume next week if the mediators can find a room that suits everyone.",
    "Outside, a small crowd with lanterns sang for an hour and then walked home along the wet quay.",
];

fn text(bytes: usize) -> (String, Vec<Sentence>) {
    let mut text = String::with_capacity(bytes + 200);
    for sentence in SENTENCES.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(sentence);
        text.push_str(if text.len().is_multiple_of(5) { "\n\n" } else { " " });
    }
    let passages = [Passage { span: Span::new(0, text.trim_end().len()), kind: PassageKind::Body }];
    let sentences = sentence::split(&text, &passages);
    (text, sentences)
}

#[divan::bench]
fn tag(bencher: Bencher) {
    let (text, sentences) = text(1 << 20);
    timex::tag(&text, &sentences);
    bencher.counter(BytesCount::of_str(&text)).bench(|| timex::tag(&text, &sentences));
}

#[divan::bench]
fn resolve(bencher: Bencher) {
    let (text, sentences) = text(1 << 20);
    let expressions = timex::tag(&text, &sentences);
    let published = "2024-05-15".parse().ok();
    bencher.counter(BytesCount::of_str(&text)).bench(|| timex::resolve(&text, &sentences, &expressions, published));
}
