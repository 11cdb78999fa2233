//! The kinds of happening that reports tell, and the words for them: data, read once for all who ask.
//!
//! | line of `event-kinds.txt` | kind |
//! |---|---|
//! | `injury: injure, wound, hurt` | any number on a day |
//! | `quake*: quake, tremor` | once a day to one thing at most |
//! | `visit@: visit, fly to` | takes people to a country; who is in one is not in another |
//!
//! Phrases are as written: who compares them stems them as it stems the text, and may take single words only.

use std::sync::LazyLock;

/// Stands after a kind that happens once to a thing in a day.
const ONCE: char = '*';
/// Stands after a kind that takes people to a place.
const PLACED: char = '@';

/// One kind of happening. Its number is its place in [`kinds`].
#[derive(Debug)]
pub struct Kind {
    /// As shown to people.
    pub name: &'static str,
    /// Whether one of the kind is all of the kind that a day has of one thing: a ship runs aground once.
    pub once: bool,
    /// Whether whoever does it in one country does not do it in another.
    pub placed: bool,
    /// Words and short phrases that name it; `_` stands for a few words in between.
    pub phrases: Vec<&'static str>,
}

/// All kinds, in the order of the list.
pub fn kinds() -> &'static [Kind] {
    static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
        let lines = include_str!("../../assets/words/en/event-kinds.txt").lines().map(str::trim);
        let kinds = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
        let read = |(name, phrases): (&'static str, &'static str)| Kind {
            name: name.trim_end_matches([ONCE, PLACED]),
            once: name.ends_with(ONCE),
            placed: name.ends_with(PLACED),
            phrases: phrases.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()).collect(),
        };
        kinds.map(read).collect()
    });
    &KINDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read() {
        let kind = |name: &str| kinds().iter().find(|kind| kind.name == name).unwrap();
        assert!(kind("quake").once && !kind("quake").placed);
        assert!(kind("visit").placed && !kind("visit").once);
        assert!(!kind("injury").once && kind("injury").phrases.contains(&"wound"));
        assert!(kinds().iter().all(|kind| !kind.name.contains([ONCE, PLACED]) && !kind.phrases.is_empty()));
    }
}
