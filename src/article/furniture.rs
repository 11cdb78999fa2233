//! What stands around a report: subscription offers, newsletter notes, lists of other stories, credits, captions.
//!
//! A reader passes over these lines without thinking; a program that dates events must, too, or it will place "the last
//! Thursday of every month" from a publisher's footer on the timeline. What gives them away is phrases in a place: an
//! order to the reader at the beginning of a sentence, a heading that says no more than "Most read". Both are data
//! (`assets/words/*/furniture.toml`); this file only looks them up.
//!
//! | passage | rule | kind |
//! |---|---|---|
//! | `Sign up for our Harbour Watch newsletter` | newsletter, begins a sentence | furniture |
//! | `3,000 people were persuaded to sign up for a newsletter` | | body |
//! | `Most Read`, then short lines to the end | more-stories opens a list | furniture, all of it |
//! | `FILE - A tug leaves the port of Callao` | file-caption | caption |
//!
//! All phrases of all rules are one automaton, so that a passage is read once however many rules there are.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

use super::PassageKind;

#[derive(Deserialize)]
struct File {
    rule: Vec<Rule>,
}

/// Where a phrase has to stand.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum At {
    Start,
    End,
    Whole,
    Sentence,
    Within,
    Name,
}

/// Which part of a text a rule looks at.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Zone {
    /// The first [`HEAD_PASSAGES`] passages.
    Head,
    /// The last [`FOOT_PASSAGES`] passages.
    Foot,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Furniture,
    Caption,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "id and examples are for people and tests")]
struct Rule {
    id: String,
    kind: Kind,
    at: At,
    phrases: Vec<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    most_words: Option<usize>,
    #[serde(default)]
    zone: Option<Zone>,
    /// Holds only where no full stop ends the passage: a byline is no sentence.
    #[serde(default)]
    no_stop: bool,
    /// A number stands right before the phrase, and before it a dash, a bar or nothing: `- 4 hours ago`.
    #[serde(default)]
    counts: bool,
    #[serde(default)]
    opens_list: bool,
    examples: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

/// Passages from the start that may be bylines.
const HEAD_PASSAGES: usize = 6;

/// Passages to the end that may tell who wrote the report. Behind them stand a few lines of the page at most.
const FOOT_PASSAGES: usize = 5;

/// Capitalized words of a writer's name at most.
const NAME_WORDS: usize = 4;

struct Rules {
    rules: Vec<Rule>,
    finder: Option<AhoCorasick>,
    /// Of each pattern of the finder: its rule, and whether it is one of the `also` phrases.
    of_pattern: Vec<(usize, bool)>,
}

/// One entry a language.
const LANGUAGES: &[&str] = &[include_str!("../../assets/words/en/furniture.toml")];

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let files = LANGUAGES.iter().filter_map(|file| toml::from_str::<File>(file).ok());
    let rules: Vec<Rule> = files.flat_map(|file| file.rule).filter(|rule| !rule.examples.is_empty()).collect();
    let mut of_pattern = Vec::new();
    let mut patterns: Vec<&str> = Vec::new();
    for (n, rule) in rules.iter().enumerate() {
        for (phrase, also) in rule.phrases.iter().map(|p| (p, false)).chain(rule.also.iter().map(|p| (p, true))) {
            patterns.push(phrase);
            of_pattern.push((n, also));
        }
    }
    let finder =
        AhoCorasick::builder().match_kind(MatchKind::Standard).kind(Some(AhoCorasickKind::DFA)).build(&patterns).ok();
    Rules { rules, finder, of_pattern }
});

/// What a passage was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Furniture or caption.
    pub kind: PassageKind,
    /// What follows in short lines belongs to it.
    pub opens_list: bool,
}

/// Judges one passage with so many others before and behind it; `None` if it is part of the report. `buffer` is reused
/// between calls.
pub fn judge(words: &str, (place, behind): (usize, usize), buffer: &mut String) -> Option<Verdict> {
    let rules = &*RULES;
    // The longest rule reads 90 words; no passage of this length has so few.
    if words.len() > 1200 || words.starts_with(['"', '“', '‘', '\'', '«', '„']) {
        return None;
    }
    plain(words, buffer);
    let finder = rules.finder.as_ref()?;
    let mut hits: smallvec::SmallVec<[(usize, bool); 8]> = smallvec::SmallVec::new();
    for found in finder.find_overlapping_iter(buffer.as_str()) {
        let &(n, also) = rules.of_pattern.get(found.pattern().as_usize())?;
        let rule = rules.rules.get(n)?;
        let holds = || match rule.at {
            At::Name => follows_name(words, buffer.get(..found.start()).unwrap_or_default()),
            at => stands(at, buffer, found.start(), found.end()),
        };
        if also || holds() && (!rule.counts || follows_count(buffer.get(..found.start()).unwrap_or_default())) {
            hits.push((n, also));
        }
    }
    if hits.is_empty() {
        return None;
    }
    let count = buffer.split(' ').count();
    // In order of the file, whichever phrase came first in the text.
    hits.sort_unstable();
    let rule = hits.iter().filter(|(_, also)| !also).filter_map(|(n, _)| Some((*n, rules.rules.get(*n)?))).find(
        |(n, rule)| {
            (rule.also.is_empty() || hits.contains(&(*n, true)))
                && rule.most_words.is_none_or(|most| count <= most)
                && !(rule.counts && words.ends_with('.'))
                && rule.zone.is_none_or(|zone| match zone {
                    Zone::Head => place < HEAD_PASSAGES,
                    Zone::Foot => behind < FOOT_PASSAGES,
                })
                && !(rule.no_stop
                    && (words.ends_with(['.', '!', '?', ':']) || words.contains(|c: char| c.is_ascii_digit())))
        },
    );
    let (_, rule) = rule?;
    let kind = match rule.kind {
        Kind::Furniture => PassageKind::Furniture,
        Kind::Caption => PassageKind::Caption,
    };
    Some(Verdict { kind, opens_list: rule.opens_list })
}

/// Small letters, plain quotes, single spaces, no ornament in front.
fn plain(words: &str, out: &mut String) {
    out.clear();
    let words = words.trim_start_matches(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '(' | '[' | '©' | '@' | '#' | '*' | '-' | '"')
    });
    out.reserve(words.len());
    for c in words.chars() {
        match c {
            // Most characters of most texts.
            'a'..='z' => out.push(c),
            '’' | '‘' => out.push('\''),
            '“' | '”' => out.push('"'),
            '\u{a0}' => out.push(' '),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
    out.truncate(out.trim_end().len());
}

fn stands(at: At, text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let behind = text.get(end..).unwrap_or_default();
    let last_of_phrase = text.get(..end).and_then(|t| t.chars().next_back());
    let edge = |phrase_char: Option<char>, next: Option<char>| {
        !(phrase_char.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_alphanumeric))
    };
    let ends_word = edge(last_of_phrase, behind.chars().next());
    let begins_word = edge(text.get(start..).and_then(|t| t.chars().next()), before.chars().next_back());
    let bare = |side: &str| side.chars().all(|c| !c.is_alphanumeric());
    match at {
        At::Start => bare_start(before) && ends_word,
        At::End => begins_word && bare(behind),
        At::Whole => bare(before) && bare(behind) && ends_word,
        At::Sentence => {
            begins_word
                && ends_word
                && (bare_start(before) || before.trim_end().ends_with(['.', '!', '?', ':', '|', '•', '–', '—']))
        }
        At::Within => begins_word,
        At::Name => false,
    }
}

/// Nothing but a name in capitals stands before, which is some words of `original`.
fn follows_name(original: &str, before: &str) -> bool {
    let count = before.split_whitespace().count();
    let name = |word: &str| word.chars().next().is_some_and(char::is_uppercase) && !word.ends_with([',', ':']);
    before.ends_with(' ') && (1..=NAME_WORDS).contains(&count) && original.split_whitespace().take(count).all(name)
}

/// A number stands before, set apart from what is before it.
fn follows_count(before: &str) -> bool {
    let Some(count) = before.strip_suffix(' ') else { return false };
    let rest = count.trim_end_matches(|c: char| c.is_ascii_digit());
    rest.len() < count.len() && (rest.is_empty() || rest.trim_end().ends_with(['-', '–', '—', '|', '•', '·', ')', '(']))
}

/// Nothing but brackets and ornaments before.
fn bare_start(before: &str) -> bool {
    before.chars().all(|c| !c.is_alphanumeric() && c != '"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_finds_its_examples_and_leaves_the_others() {
        let mut buffer = String::new();
        let mut seen = 0;
        for file in LANGUAGES {
            let file: File = toml::from_str(file).unwrap();
            for rule in file.rule {
                assert!(!rule.examples.is_empty(), "{}: a rule without examples does not load", rule.id);
                for example in &rule.examples {
                    let verdict = judge(example, (0, 0), &mut buffer);
                    let kind = if rule.kind == Kind::Caption { PassageKind::Caption } else { PassageKind::Furniture };
                    assert_eq!(verdict.map(|v| v.kind), Some(kind), "{}: {example}", rule.id);
                    seen += 1;
                }
                for other in &rule.never {
                    assert_eq!(judge(other, (0, 0), &mut buffer), None, "{}: {other}", rule.id);
                }
            }
        }
        assert!(seen > 30);
    }

    #[test]
    fn reports_stay_reports() {
        let mut buffer = String::new();
        for words in [
            "The ferry line will close for the winter, its owner said on Monday.",
            "Sign-ups for the vaccine trial reached 4,000 on Tuesday.",
            "Related charges against two brokers were dropped in May.",
            "Subscribers to the mobile network rose 4 percent to 12 million in 2023.",
            "Editors by trade, the two took a year over the letters.",
            "Opinion polls published on Sunday give the party 31 percent.",
            "The paper, published by the university press in 2019, found no link.",
            "Share prices fell in Oslo on Friday.",
            "Comments by the minister on Friday drew protests.",
            "Copyright law will change in June 2025.",
            "Published by Faber in 2019, the memoir sold 40,000 copies.",
            "First published in 1920, the novel was banned in 1933.",
            "Information from the satellite shows that the ice broke up in May.",
            "By 2030 the port will handle 4m containers, the company said",
        ] {
            assert_eq!(judge(words, (3, 0), &mut buffer), None, "{words}");
        }
    }
}
