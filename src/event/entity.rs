//! Who takes part in an event, under the name that the sources write in full.
//!
//! One article says "Jane Doe", another "Doe" or "President Doe". Names whose words are all in a longer name that is
//! written at least once are the longer name, if only one such name is known. What a person calls a name, as it is written
//! or as it was completed so, comes after all this ([`Called`]).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::called::Called;
use super::profile::Profile;
use super::words::fold;
use crate::mention::Mention;

/// The most names an event shows.
const MOST: usize = 8;

/// The full name of every name in the folder.
#[derive(Clone, Debug, Default)]
pub struct Names {
    full: FxHashMap<String, String>,
    /// Independent articles that have the full name.
    spread: FxHashMap<String, u32>,
    /// The article that each repeats, or itself, by article.
    voices: Vec<u32>,
}

impl Names {
    /// Reads the actors of all mentions.
    pub(super) fn of(mentions: &[Mention], profiles: &[Profile]) -> Self {
        let mut voices: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (mention, profile) in mentions.iter().zip(profiles) {
            for name in &mention.actors {
                voices.entry(name.trim()).or_default().push(profile.original);
            }
        }
        let counted: BTreeMap<&str, u32> = voices
            .into_iter()
            .map(|(name, mut voices)| {
                voices.sort_unstable();
                voices.dedup();
                (name, voices.len() as u32)
            })
            .collect();
        // Each word → names that have it; a short name looks for its longer ones under its rarest word.
        let mut by_word: FxHashMap<String, Vec<(&str, u32)>> = FxHashMap::default();
        for (&name, &count) in &counted {
            for word in fold(name).split_whitespace() {
                by_word.entry(word.to_owned()).or_default().push((name, count));
            }
        }
        let mut full = FxHashMap::default();
        for &name in counted.keys() {
            let folded = fold(name);
            let words: Vec<&str> = folded.split_whitespace().collect();
            let Some(list) =
                words.iter().filter_map(|w| by_word.get(*w)).min_by_key(|l| l.len()).filter(|l| l.len() <= 64)
            else {
                continue;
            };
            let longer: Vec<&(&str, u32)> = list
                .iter()
                .filter(|(other, _)| {
                    let other = fold(other);
                    let have: Vec<&str> = other.split_whitespace().collect();
                    have.len() > words.len() && have.len() <= 4 && words.iter().all(|w| have.contains(w))
                })
                .collect();
            let best = longer.iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
            // "Jordan" is not "Michael Jordan" for sure, and of two brothers neither can be told: only a name that is
            // the one longer name, or much the most common of them, takes the short one.
            if let Some((other, count)) = best {
                let rest: u32 = longer.iter().map(|l| l.1).sum::<u32>() - count;
                let own = counted.get(name).copied().unwrap_or_default();
                if words.len() == 1 && *count * 2 >= own && *count >= rest * 3
                    || words.len() > 1 && *count > own && *count >= rest * 3
                {
                    full.insert(name.to_owned(), (*other).to_owned());
                }
            }
        }
        let mut spread: FxHashMap<String, u32> = FxHashMap::default();
        for (&name, &count) in &counted {
            let full = full.get(name).map_or(name, String::as_str);
            let known = spread.entry(full.to_owned()).or_default();
            *known = (*known).max(count);
        }
        let articles = mentions.iter().map(|mention| mention.article.index() + 1).max().unwrap_or_default();
        let mut voices: Vec<u32> = (0..articles as u32).collect();
        for (mention, profile) in mentions.iter().zip(profiles) {
            if let Some(voice) = voices.get_mut(mention.article.index()) {
                *voice = profile.original;
            }
        }
        Self { full, spread, voices }
    }

    fn resolve<'n>(&'n self, name: &'n str) -> &'n str {
        self.full.get(name).map_or(name, String::as_str)
    }

    /// The name that a person sees: what is said of the name as it is written goes before what is said of the longer one.
    fn shown<'n>(&'n self, name: &'n str, called: &'n Called) -> &'n str {
        let full = self.resolve(name);
        called.get(name).or_else(|| called.get(full)).unwrap_or(full)
    }

    /// Whether two ways to call people differ for one of these names.
    pub(crate) fn differ(&self, actors: &[String], before: &Called, after: &Called) -> bool {
        actors.iter().map(|name| name.trim()).any(|name| self.shown(name, before) != self.shown(name, after))
    }

    /// The names of an event told by these mentions, as a person calls them; those most of its voices tell first.
    pub(crate) fn of_event<'n>(
        &'n self,
        mentions: impl IntoIterator<Item = &'n Mention>,
        called: &'n Called,
    ) -> Vec<String> {
        // Folded name → (voices, place in the lists, spread, spelling)
        let mut counted: BTreeMap<String, (Vec<u32>, usize, u32, &str)> = BTreeMap::new();
        for mention in mentions {
            let article = mention.article.index();
            let voice = self.voices.get(article).copied().unwrap_or(article as u32);
            for (place, name) in mention.actors.iter().enumerate() {
                let full = self.resolve(name.trim());
                let spread = self.spread.get(full).copied().unwrap_or_default();
                let name = self.shown(name.trim(), called);
                let entry = counted.entry(fold(name)).or_insert_with(|| (Vec::new(), place, spread, name));
                entry.0.push(voice);
                entry.1 = entry.1.min(place);
                entry.2 = entry.2.max(spread);
            }
        }
        let mut names: Vec<(usize, usize, u32, String, &str)> = counted
            .into_iter()
            .map(|(folded, (mut voices, place, spread, name))| {
                voices.sort_unstable();
                voices.dedup();
                (voices.len(), place, spread, folded, name)
            })
            .collect();
        names.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)).then(a.3.cmp(&b.3)));
        names.into_iter().take(MOST).map(|(.., name)| name.to_owned()).collect()
    }
}
