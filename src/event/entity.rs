//! Who takes part in an event, under the name that the sources write in full.
//!
//! One article says "Jane Doe", another "Doe" or "President Doe". Names whose words are all in a longer name that is
//! written at least once are the longer name, if only one such name is known. What a person calls a name, as it is written
//! or as it was completed so, comes after all this ([`Called`]).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::called::Called;
use super::disagree::Member;
use super::profile::Profile;
use super::words::fold;
use crate::mention::Mention;

/// The most names an event shows.
const MOST: usize = 8;

/// The full name of every name in the folder.
pub struct Names<'a> {
    called: &'a Called,
    full: FxHashMap<String, String>,
    /// Independent articles that have the full name.
    spread: FxHashMap<String, u32>,
}

impl<'a> Names<'a> {
    /// Reads the actors of all mentions.
    pub fn of(mentions: &[Mention], profiles: &[Profile], called: &'a Called) -> Self {
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
        let mut names = Self { called, full, spread: FxHashMap::default() };
        for (&name, &count) in &counted {
            let mut shown = vec![names.resolve(name).to_owned()];
            shown.extend((!called.is_empty()).then(|| names.shown(name).to_owned()));
            for name in shown {
                let known = names.spread.entry(name).or_default();
                *known = (*known).max(count);
            }
        }
        names
    }

    fn resolve<'n>(&'n self, name: &'n str) -> &'n str {
        self.full.get(name).map_or(name, String::as_str)
    }

    /// The name that a person sees: what is said of the name as it is written goes before what is said of the longer one.
    fn shown<'n>(&'n self, name: &'n str) -> &'n str {
        let full = self.resolve(name);
        self.called.get(name).or_else(|| self.called.get(full)).unwrap_or(full)
    }

    /// The names of an event in the words of its sources, those most of its voices tell first.
    pub fn of_event(&self, members: &[Member<'_>]) -> Vec<String> {
        self.counted(members, |name| self.resolve(name))
    }

    /// The same as a person calls them.
    pub fn shown_of_event(&self, members: &[Member<'_>]) -> Vec<String> {
        self.counted(members, |name| self.shown(name))
    }

    /// Whether a person calls anything otherwise.
    pub fn are_called(&self) -> bool {
        !self.called.is_empty()
    }

    fn counted<'n>(&'n self, members: &'n [Member<'n>], shown: impl Fn(&'n str) -> &'n str) -> Vec<String> {
        // Folded name → (voices, place in the lists, spelling)
        let mut counted: BTreeMap<String, (Vec<u32>, usize, &str)> = BTreeMap::new();
        for member in members {
            for (place, name) in member.mention.actors.iter().enumerate() {
                let name = shown(name.trim());
                let entry = counted.entry(fold(name)).or_insert_with(|| (Vec::new(), place, name));
                entry.0.push(member.profile.original);
                entry.1 = entry.1.min(place);
            }
        }
        let mut names: Vec<(usize, usize, u32, String, &str)> = counted
            .into_iter()
            .map(|(folded, (mut voices, place, name))| {
                voices.sort_unstable();
                voices.dedup();
                (voices.len(), place, self.spread.get(name).copied().unwrap_or_default(), folded, name)
            })
            .collect();
        names.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)).then(a.3.cmp(&b.3)));
        names.into_iter().take(MOST).map(|(.., name)| name.to_owned()).collect()
    }
}
