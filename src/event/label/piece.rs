//! A sentence as pieces that can be left out, and back as a line of text.
//!
//! A label is made by leaving out, so it is kept as a run of *pieces*: stretches of the source between white space, each
//! with its marks (`“Never,”`), its word inside the marks (`Never`) and what is known of it. Whatever remains is written
//! again as it stood; only the mark at the end, lone quotation marks and the first letter are tidied.

use std::borrow::Cow;

use super::is;
use crate::event::words::fold;
use crate::sentence::pos::Pos;
use crate::span::Span;

/// A run of text without white space, or a mark that stands alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    /// The word inside its marks.
    pub(super) core: &'a str,
    pub(super) trigger: bool,
    pub(super) timex: bool,
    /// Part of a time, this mention's or another.
    pub(super) time: bool,
    /// Part of speech of its last word.
    pub(super) pos: Pos,
    /// Took over the comma of what was left out after it.
    pub(super) comma: bool,
    /// The name that is written for it, which has it as a part.
    pub(super) full: Option<&'a str>,
    /// The name that it stands for.
    pub(super) stands: Option<&'a str>,
    /// Whether that name stands before it in the line.
    pub(super) known: bool,
}

impl<'a> Piece<'a> {
    /// The word in lower case, as the lists write it.
    pub(super) fn word(&self) -> Cow<'a, str> {
        if self.core.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            return Cow::Borrowed(self.core);
        }
        Cow::Owned(fold(self.core))
    }

    /// What is left of it from a byte of its text on.
    pub(super) fn part(&self, from: usize) -> Self {
        let text = self.text.get(from..).unwrap_or_default();
        let span = Span { start: self.span.end - text.len() as u32, end: self.span.end };
        Self { text, span, core: core(text), ..*self }
    }

    /// Where its word begins in the text.
    pub(super) fn core_at(&self) -> u32 {
        self.span.start + self.text.find(self.core).unwrap_or(0) as u32
    }

    /// Whether a stretch of the text is its word, the ending of an owner aside.
    pub(super) fn is_core(&self, span: Span, text: &str) -> bool {
        span.end <= self.span.end
            && self
                .core
                .strip_prefix(span.of(text))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['\'', '’']))
    }

    /// The word without the ending of an owner.
    pub(super) fn unowned(&self) -> &'a str {
        self.core.trim_end_matches("'s").trim_end_matches("’s")
    }

    pub(super) fn ends_segment(&self) -> bool {
        self.comma
            || self.text.trim_end_matches(['”', '"', '’', '\'', ')']).ends_with([',', ';', ':', '—', '–'])
            || is_dash(self.text)
    }

    pub(super) fn is_capital(&self) -> bool {
        self.core.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is a month and no modal: `for $550 million in May`.
    pub(super) fn is_month(&self) -> bool {
        self.time && self.is_capital()
    }
}

pub(super) fn is_dash(text: &str) -> bool {
    matches!(text, "—" | "–" | "-" | "--" | "---")
}

/// A word without the marks around it.
fn core(piece: &str) -> &str {
    piece.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '¥' | '%'))
}

pub(super) fn pieces(text: &str, within: Span) -> Vec<Piece<'_>> {
    let part = within.of(text);
    let mut found = Vec::new();
    let mut push = |start: usize, end: usize| {
        if let Some(piece) = part.get(start..end).filter(|p| !p.is_empty()) {
            let span = Span::new(within.start as usize + start, within.start as usize + end);
            let core = core(piece);
            found.push(Piece {
                text: piece,
                span,
                core,
                trigger: false,
                timex: false,
                time: false,
                pos: Pos::Other,
                comma: false,
                full: None,
                stands: None,
                known: false,
            });
        }
    };
    let mut start = 0;
    for (at, c) in part.char_indices() {
        // A sign from a font of the page's own is nothing that anybody else could show.
        if c.is_whitespace() || c == '—' || ('\u{e000}'..='\u{f8ff}').contains(&c) {
            push(start, at);
            if c == '—' {
                push(at, at + c.len_utf8());
            }
            start = at + c.len_utf8();
        }
    }
    push(start, part.len());
    // A text that was cut into words writes "Anna - Maria ," for "Anna-Maria,": its hyphens are no dashes.
    let hyphens = found.iter().any(|p| p.text == "-");
    if hyphens && (found.iter().any(|p| p.text == "," || p.text == ".") || text.contains(" , ")) {
        for at in 0..found.len() {
            // but "the album - the third" has a dash, "state - of - the - art" has none
            let word = found.get(at + 1).map(Piece::word).unwrap_or_default();
            let dash = is("dashed", &word) && found.get(at + 2).is_none_or(|p| p.text != "-");
            let inside = at >= 2 && found[at - 2].text == HYPHEN;
            if found[at].text == "-" && (!dash || inside) {
                found[at].text = HYPHEN;
            }
        }
    }
    found
}

/// A hyphen between two words that a tokenizer has taken apart.
pub(super) const HYPHEN: &str = "\u{2010}";

/// Puts the name for a pronoun that plainly means it, once a line, unless the line has the name already.
pub(super) fn call_by_name(line: &mut Vec<Piece<'_>>) {
    let mut called: Vec<&str> = Vec::new();
    for at in 0..line.len() {
        let Some(name) = line.get(at).and_then(|p| p.stands) else { continue };
        let has = |p: &Piece<'_>| p.core.len() > 2 && name.split(' ').any(|part| part == p.core.trim_end_matches("'s"));
        if called.contains(&name) || line.iter().take(at).any(has) {
            // "Ana Diaz said she would go": the name stands before it
            line[at].known = true;
            continue;
        }
        if line[at].pos == Pos::Pronoun && line[at].text == line[at].core {
            line[at].text = name;
            line[at].core = name;
            line[at].pos = Pos::Name;
        }
        called.push(name);
        // "[police] Ole Berg had slipped": who was told, and what begins after it
        let hearer = line.iter().take(at).all(|p| matches!(p.pos, Pos::Noun | Pos::NounPlural | Pos::Determiner));
        if (1..=2).contains(&at) && hearer && line[at].text == name {
            line.drain(..at);
            return;
        }
    }
}

/// The line with the full names of those whom the article calls by one part, as many as there is room for: `Diaz resigned` is
/// `Ana Diaz resigned`. `None` if there is none to write out.
pub(super) fn in_full(line: &[Piece<'_>], most: usize) -> Option<String> {
    let mut full: Option<String> = None;
    let mut line = line.to_vec();
    for at in 0..line.len() {
        let Some(name) = line[at].stands.filter(|_| !line[at].known && line[at].pos.is_name()) else { continue };
        // "Rosa “Ro” [Diaz]" has its name
        let led = at > 0 && line[at - 1].is_capital() && line[at - 1].pos.is_name() && !line[at - 1].ends_segment();
        // "the Diaz government" is called so
        let calls = line.get(at + 1).is_some_and(|p| matches!(p.pos, Pos::Noun | Pos::NounPlural) && !p.time);
        let calls = calls && line[at].text == line[at].unowned();
        if led || calls || !name.split(' ').any(|part| part == line[at].unowned()) {
            continue;
        }
        line[at].full = Some(name);
        let text = finish(&line);
        if text.chars().count() > most {
            line[at].full = None;
        } else {
            full = Some(text);
        }
    }
    full
}

/// Where the segments between commas and dashes begin and end.
pub(super) fn segments(line: &[Piece<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, piece) in line.iter().enumerate() {
        if piece.ends_segment() || at + 1 == line.len() {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found
}
/// Takes off what no line ends with.
pub(super) fn settle(line: &mut Vec<Piece<'_>>) {
    line.truncate(end(line));
}

/// How many pieces remain without what no line ends with.
fn end(line: &[Piece<'_>]) -> usize {
    let mut end = line.len();
    while end > 1 && (is("last", &line[end - 1].word()) || line[end - 1].core.is_empty()) {
        let (before, here) = (&line[end - 2], &line[end - 1]);
        // "opened it" has its object, "the year before" its time
        let whole = before.trigger && is("object", &here.word()) || before.time && here.time || here.is_month();
        // "was sworn in", "turned himself in"
        let particle = here.pos == Pos::Particle && before.pos.is_verb()
            || is("reflexive", &before.word()) && is("bound", &here.word());
        if here.trigger || particle || whole && !here.core.is_empty() {
            break;
        }
        end -= 1;
    }
    end
}

/// The line as text: trailing connectives and marks off, quotation marks whole, first letter a capital.
pub(super) fn finish(line: &[Piece<'_>]) -> String {
    let end = end(line);
    let mut text = String::new();
    let mut quoted = false;
    for piece in &line[..end] {
        if piece.text == "\"" {
            // the quotation marks of a text that was cut into words go with what they enclose
            if !quoted && !text.is_empty() {
                text.push(' ');
            }
            text.push('"');
            quoted = !quoted;
            continue;
        }
        let opened = quoted && text.ends_with('"');
        let hyphen = piece.text == HYPHEN;
        let glued = hyphen
            || text.ends_with(HYPHEN)
            || piece.core.is_empty() && piece.text.starts_with([',', '.', ';', ':', ')', '’', '”', '%'])
            || is("glued", &fold(piece.text));
        if !text.is_empty() && !glued && !opened {
            text.push(' ');
        }
        match piece.full.and_then(|name| Some((name, piece.text.split_once(piece.unowned())?))) {
            Some((name, (before, after))) => [before, name, after].iter().for_each(|part| text.push_str(part)),
            None => text.push_str(piece.text),
        }
        if piece.comma {
            text.push(',');
        }
    }
    let mut text = text.replace(HYPHEN, "-");
    while text.contains("  ") {
        text = text.replace("  ", " ");
    }
    let opened = text.trim_start_matches([',', ';', ':', '.', ' ', '—', '–', '-', '·', '•', '*', '|']);
    let mut text = opened.trim_end_matches([',', ';', ':', ' ', '—', '–', '-']).to_owned();
    while text.ends_with('.') && !ends_with_abbreviation(&text) {
        text.pop();
    }
    for (open, close) in [('“', '”'), ('‘', '\u{0}')] {
        if close != '\u{0}' && text.matches(open).count() != text.matches(close).count() {
            let lone: &[char] = &[open, close];
            text = text.replace(lone, "");
        }
    }
    // `" , the mayor said`: what was quoted is gone
    if let Some(rest) = text.strip_prefix("\",") {
        text = rest.replace('"', "").trim_start().to_owned();
    }
    if text.matches('"').count() % 2 == 1 {
        text = text.replace('"', "");
    }
    // "has “done well,”"
    for mark in [",”", ",\""] {
        if let Some(rest) = text.strip_suffix(mark) {
            text = format!("{rest}{}", mark.trim_start_matches(','));
        }
    }
    capitalize(text.trim())
}

/// `U.S.` keeps its full stop; `… in Moscow.` does not.
pub(super) fn ends_with_abbreviation(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or_default();
    word.trim_end_matches('.').contains('.') && word.contains(char::is_alphabetic)
}

/// The first letter a capital, unless the word is written as its owner writes it (`iPhone`, `eBay`).
pub(super) fn capitalize(text: &str) -> String {
    let first_word = text.split(' ').next().unwrap_or_default();
    if first_word.chars().skip(1).any(char::is_uppercase) {
        return text.to_owned();
    }
    let lead = text.find(char::is_alphanumeric).unwrap_or(0);
    let (marks, rest) = text.split_at(lead);
    let mut chars = rest.chars();
    match chars.next() {
        Some(first) => format!("{marks}{}{}", first.to_uppercase(), chars.as_str()),
        None => text.to_owned(),
    }
}
