//! When two names are one.
//!
//! | written | asked for | one? | because |
//! |---|---|---|---|
//! | `Anna Berg` | `Berg`, `Anna` | yes | what is asked for is part of it |
//! | `Berg` | `Anna Berg` | yes | a family name stands last |
//! | `Acme` | `Acme Inc.` | yes | only the form of the firm is missing |
//! | `Acme` | `Acme Brothers Choir` | no | another name that begins alike |

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::words::{Words, is};
use unicode_normalization::UnicodeNormalization;

/// Lower case without accents; typographic apostrophes become plain. What search and comparison read.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of a name, folded, without articles and the ending of an owner.
pub fn name_words(name: &str) -> Vec<String> {
    let folded = fold(name);
    folded
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '.' | '&')))
        .map(|w| w.trim_matches(['.', '\'']).trim_end_matches("'s").to_owned())
        .filter(|w| !w.is_empty() && Words::get().bits(w) & is::ARTICLE == 0)
        .collect()
}

/// Whether a name that stands in a text is the one that is asked for; both as [`name_words`].
pub fn is_called(written: &[String], asked: &[String]) -> bool {
    if written.is_empty() || asked.is_empty() {
        return false;
    }
    if asked.iter().all(|word| written.contains(word)) {
        return true;
    }
    let form = |word: &String| Words::get().bits(word) & is::FORM != 0;
    asked.ends_with(written) && !written.iter().all(form)
        || asked.strip_prefix(written).is_some_and(|rest| rest.iter().all(form))
}

/// Whom an analyst asks about: in the sentences of these the articles are read more closely, as `closer` tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Focus(Vec<Vec<String>>);

impl Focus {
    /// From names as people write them.
    pub fn on<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Self {
        Self(names.into_iter().map(|name| name_words(name.as_ref())).filter(|words| !words.is_empty()).collect())
    }

    /// And these.
    pub fn add<S: AsRef<str>>(&mut self, names: impl IntoIterator<Item = S>) {
        self.0.extend(Self::on(names).0);
        self.0.sort();
        self.0.dedup();
    }

    /// Whether nobody is asked about.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a name that stands in a text is one of them.
    pub fn holds(&self, name: &str) -> bool {
        let written = name_words(name);
        self.0.iter().any(|asked| is_called(&written, asked))
    }

    /// Where one of them stands word for word among `words`, in order: first word and one past the last. Finds what is
    /// written unlike a name ("the iKalvo 4", "stock markets"); the last word may be a plural.
    pub(super) fn spots(&self, words: &[&str]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let folded: Vec<String> = words.iter().map(|w| fold(w)).collect();
        for asked in &self.0 {
            for at in 0..folded.len() {
                let Some(here) = folded.get(at..at + asked.len()) else { break };
                let last = here.len().saturating_sub(1);
                let same = |(n, (word, asked)): (usize, (&String, &String))| {
                    word == asked || n == last && word.strip_suffix('s') == Some(asked)
                };
                if here.iter().zip(asked).enumerate().all(same) {
                    found.push((at, at + asked.len()));
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// Whether a text has a word of one of them; what does not cannot tell of them.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        let mut words: FxHashSet<&str> = FxHashSet::default();
        let folded = fold(text);
        words.extend(folded.split(|c: char| !c.is_alphanumeric()));
        let plural = |w: &String| words.contains(format!("{w}s").as_str());
        self.0.iter().any(|asked| asked.iter().any(|w| words.contains(w.as_str()) || plural(w)))
    }
}

/// Given names and whom they are given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// *he*
    He,
    /// *she*
    She,
}

#[derive(serde::Deserialize, Default)]
struct Given {
    he: String,
    she: String,
}

/// Whom a given name is given to, where it is given to one gender nearly always.
pub(super) fn given(name: &str) -> Option<Gender> {
    static GIVEN: LazyLock<(FxHashSet<String>, FxHashSet<String>)> = LazyLock::new(|| {
        let lists: Given = toml::from_str(include_str!("../../assets/words/en/mention-given.toml")).unwrap_or_default();
        let set = |list: &str| list.split_whitespace().map(str::to_owned).collect();
        (set(&lists.he), set(&lists.she))
    });
    if GIVEN.0.contains(name) {
        Some(Gender::He)
    } else if GIVEN.1.contains(name) {
        Some(Gender::She)
    } else {
        None
    }
}

/// Whether a name is plainly that of a person: a known given name and another.
pub fn is_person(name: &str) -> bool {
    name.split_once(' ').is_some_and(|(first, _)| given(first).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_or_not() {
        for (written, asked, one) in [
            ("Anna Berg", "Berg", true),
            ("Anna Berg", "Anna", true),
            ("Berg", "Anna Berg", true),
            ("Anna", "Anna Berg", false),
            ("Acme", "Acme Inc.", true),
            ("Acme Inc", "Acme", true),
            ("Acme", "Acme Brothers Choir", false),
            ("Inc", "Acme Inc", false),
            ("Élan's", "the Elan", true),
            ("", "Berg", false),
        ] {
            assert_eq!(is_called(&name_words(written), &name_words(asked)), one, "{written}, {asked}");
        }
    }

    #[test]
    fn given_names_are_known() {
        assert_eq!(given("Anna"), Some(Gender::She));
        assert_eq!(given("Pierre"), Some(Gender::He));
        assert_eq!(given("Kalvo"), None);
    }
}
