//! Under the picture: for each number beside a label the date, who tells it, and the sentence.

use std::ops::Range;

use crate::event::{Event, EventId};
use crate::scene::words::short_date;
use crate::scene::{Family, Hit, Rect, Target, Weight, font};
use crate::span::Span;
use crate::timeline::Timeline;

use super::{COLUMN_GAP, FINE, Sheet};

const FINE_PITCH: f32 = 14.0;
/// From a number to its citation.
const NUMBER: f32 = 22.0;
/// The most lines of a quote.
const QUOTE_LINES: usize = 2;
/// Height of one citation with the space after it.
pub(super) const CITATION: f32 = FINE_PITCH * (QUOTE_LINES as f32 + 1.0) + 8.0;

impl Sheet<'_> {
    /// Writes numbered citations in columns, down and then right, and tells how many.
    pub(super) fn citations(
        &mut self,
        numbers: &[(EventId, u32)],
        inner: Rect,
        top: f32,
        columns: usize,
        rows: usize,
    ) -> usize {
        // As few rows as hold them all, so that the columns are of one height.
        let rows = rows.min(numbers.len().div_ceil(columns.max(1)));
        let width = (inner.width - COLUMN_GAP * (columns as f32 - 1.0)) / columns as f32;
        let room = width - NUMBER;
        let count = numbers.len().min(rows * columns);
        let colors = self.theme.colors.clone();
        for (n, (id, number)) in numbers.iter().take(count).enumerate() {
            let Some(event) = self.timeline.events.get(id.index()) else { continue };
            let x = inner.x + (n / rows) as f32 * (width + COLUMN_GAP);
            let y = top + (n % rows) as f32 * CITATION + FINE;
            let target = Target::Citation(*number);
            let from = self.scene.items.len();
            self.write(&number.to_string(), x, y, FINE, Family::Sans, Weight::SemiBold, colors.ink);
            let date = short_date(event.when);
            let after = self.write(&date, x + NUMBER, y, FINE, Family::Sans, Weight::SemiBold, colors.ink) + 8.0;
            let names = told_by(self.timeline, event);
            let room_names = x + width - after;
            if let Some(names) = font::shorten(&names, room_names, FINE, Family::Sans, Weight::Regular) {
                self.write(&names, after, y, FINE, Family::Sans, Weight::Regular, colors.second);
            }
            let (quote, clause) = quote(self.timeline, event);
            let fit = |words: &str| font::wrap(words, room, FINE + 1.0, Family::Serif, Weight::Regular, QUOTE_LINES);
            let mut lines = fit(&quote);
            // A long sentence begins where it tells the event.
            if clause.end > lines.iter().map(|line| line.split_whitespace().count()).sum() && clause.start > 0 {
                let rest: Vec<&str> = quote.split_whitespace().skip(clause.start).collect();
                lines = fit(&format!("“… {}", rest.join(" ")));
            }
            for (line, words) in lines.iter().enumerate() {
                let y = y + (line as f32 + 1.0) * FINE_PITCH;
                self.write(words, x + NUMBER, y, FINE + 1.0, Family::Serif, Weight::Regular, colors.ink);
            }
            for item in self.scene.items.iter_mut().skip(from) {
                item.target = target;
            }
            let rect = Rect { x, y: y - FINE, width, height: CITATION - 6.0 };
            let label = format!("{number}, {}, {names}, {quote}", event.when.words());
            self.scene.hits.push(Hit { target, rect, label });
        }
        count
    }
}

/// The outlets that tell an event, first the one that is quoted, then in order of their mentions, each once.
fn told_by(timeline: &Timeline, event: &Event) -> String {
    let mut names: Vec<String> = Vec::new();
    for id in [&event.label_of].into_iter().chain(&event.mentions) {
        let mention = timeline.mentions.get(id.index());
        let Some(source) = mention.and_then(|mention| timeline.sources.get(mention.article.index())) else { continue };
        let name = source.outlet.clone();
        if source.copy_of.is_none() && !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// The sentence whose words are the label, in quotation marks, and which of its words, counted, tell the event.
fn quote(timeline: &Timeline, event: &Event) -> (String, Range<usize>) {
    let told = timeline.mentions.get(event.label_of.index()).and_then(|mention| {
        let text = &timeline.sources.get(mention.article.index())?.article.text;
        let words = |span: Span| span.of(text).split_whitespace();
        let before = words(Span { end: mention.clause.start.max(mention.sentence.start), ..mention.sentence }).count();
        let quote = words(mention.sentence).collect::<Vec<_>>().join(" ");
        (!quote.is_empty()).then(|| (format!("“{quote}”"), before..before + words(mention.clause).count()))
    });
    told.unwrap_or_default()
}
