//! Who may be meant: names to choose from while one is being typed, on the sheet for names and in the search.
//!
//! | asked | offered |
//! |---|---|
//! | whose name is to change | those of the chosen event, then the busiest |
//! | what somebody is to be called | names written alike, which may be hers |
//! | `entity:`, `source:` in the search | the busiest, of whose names a word begins with what is typed |

use std::sync::Arc;

use super::stage::{Kept, identity};
use super::state::{NameForm, State};
use crate::mention::fold;

/// What is known of names, kept between frames.
#[derive(Debug, Default)]
pub struct Names {
    everybody: Kept<(usize, u64), Arc<Vec<Somebody>>>,
    outlets: Kept<(usize, u64), Arc<Vec<Somebody>>>,
    likely: Kept<LikelyKey, Arc<Likely>>,
    offered: Kept<(usize, u64, String), Offers>,
}

/// Names that the search may mean, each with its events.
pub type Offers = Arc<Vec<(String, usize)>>;

/// A field of the search that takes a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Field {
    Entity,
    Source,
}

impl Field {
    /// As it is written in a search.
    fn word(self) -> &'static str {
        match self {
            Self::Entity => "entity:",
            Self::Source => "source:",
        }
    }
}

/// A name that is being typed at the end of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// What the search says before the name.
    before: &'a str,
    /// Of what.
    pub field: Field,
    /// What is typed of it.
    pub typed: &'a str,
}

impl<'a> Asked<'a> {
    /// Of a search; `None` where no name is being typed.
    pub fn of(search: &'a str) -> Option<Self> {
        // An open quotation mark keeps a name of several words together.
        let open = (search.matches('"').count() % 2 == 1).then(|| search.rfind('"')).flatten();
        let quoted = open.unwrap_or(search.len());
        let word = search.get(..quoted)?.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let item = search.get(word..)?;
        let item = item.strip_prefix('-').unwrap_or(item);
        let field = [Field::Entity, Field::Source].into_iter().find(|field| item.starts_with(field.word()))?;
        let name = item.get(field.word().len()..)?;
        let typed = name.strip_prefix('"').unwrap_or(name);
        // One that is closed is no longer typed.
        let before = search.get(..search.len() - name.len())?;
        (!typed.contains('"')).then_some(Self { before, field, typed })
    }

    /// The search with this name in the place of what is typed.
    pub fn completed(&self, name: &str) -> String {
        format!("{}\"{name}\"", self.before)
    }
}

/// Names that may be meant on the sheet for names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likely {
    /// Each with its events, the likeliest first.
    pub names: Vec<(String, usize)>,
    /// Whether they are those written alike, and not those that were asked for.
    pub alike: bool,
}

/// The snapshot and its revision, who is to get another name, what was typed.
type LikelyKey = ((usize, u64), Option<String>, String);

/// A name, folded too, and how many events it takes part in.
type Somebody = (String, String, usize);

/// Rows of the sheet for names: more are found by typing on.
const LIKELY: usize = 50;

/// Of names written alike, so many.
const ALIKE: usize = 8;

/// How alike two names must be written to be offered as perhaps one: at 0.6 the spellings of one transliterated name are
/// still in, at 0.4 every second name is.
const LEAST_ALIKE: f32 = 0.5;

/// The pairs of letters of a folded name, in order.
fn pairs(folded: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<_> = folded.split_whitespace().flat_map(|word| word.chars().zip(word.chars().skip(1))).collect();
    pairs.sort_unstable();
    pairs
}

/// The share of pairs of letters that two names have in common (Dice's coefficient, 1945).
fn alike(a: &[(char, char)], b: &[(char, char)]) -> f32 {
    let (mut common, mut rest) = (0, b);
    for pair in a {
        let at = rest.partition_point(|other| other < pair);
        rest = rest.get(at..).unwrap_or_default();
        if rest.first() == Some(pair) {
            common += 1;
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    2.0 * common as f32 / (a.len() + b.len()).max(1) as f32
}

/// How alike two folded names are written: as a whole, or in what stands last, which is a family name.
fn likeness(a: &str, b: &str) -> f32 {
    let last = |name: &str| pairs(name.split_whitespace().next_back().unwrap_or_default());
    alike(&pairs(a), &pairs(b)).max(alike(&last(a), &last(b)) * LAST)
}

/// What the last word counts for against the whole name.
const LAST: f32 = 0.8;

impl Names {
    /// Everybody who takes part, with how many events, the busiest first, each with the name folded.
    fn everybody(&mut self, state: &State) -> Arc<Vec<Somebody>> {
        self.everybody.get((identity(state), state.revision), || {
            let mut counts: rustc_hash::FxHashMap<&str, usize> = Default::default();
            for event in state.snapshot.iter().flat_map(|snapshot| &snapshot.timeline.events) {
                for name in &event.entities {
                    *counts.entry(name).or_default() += 1;
                }
            }
            Arc::new(busiest(counts))
        })
    }

    /// Whether somebody goes by this name.
    pub fn is_name(&mut self, state: &State, name: &str) -> bool {
        let name = fold(name);
        self.everybody(state).iter().any(|(_, folded, _)| *folded == name)
    }

    /// Who may be meant on the sheet for names. At first: those of the chosen event, or those written alike.
    pub fn likely(&mut self, state: &State, form: &NameForm) -> Arc<Likely> {
        let everybody = self.everybody(state);
        let key = ((identity(state), state.revision), form.shown.clone(), form.text.clone());
        self.likely.get(key, || {
            let wanted = fold(form.text.trim());
            let shown = form.shown.as_deref().map(fold).unwrap_or_default();
            let others = everybody.iter().filter(|(_, folded, _)| *folded != shown);
            if form.shown.is_some() && (wanted == shown || wanted.is_empty()) {
                let near = others.map(|other| (likeness(&shown, &other.1), other));
                // Beside one that is written alike and busy, those that a headline once garbled can wait.
                let likely = |(alike, other): (f32, _)| {
                    let (_, _, events): &Somebody = other;
                    (alike * (1.0 + (*events as f32).ln_1p()), other)
                };
                let mut near: Vec<_> = near.filter(|(alike, _)| *alike >= LEAST_ALIKE).map(likely).collect();
                near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.0.cmp(&b.1.0)));
                let names = near.into_iter().take(ALIKE).map(|(_, (name, _, n))| (name.clone(), *n)).collect();
                return Arc::new(Likely { names, alike: true });
            }
            let event = state.snapshot.as_ref().and_then(|snapshot| snapshot.event(state.selection?));
            let here = event.map_or(&[][..], |event| &event.entities);
            let told = others.filter(|(_, folded, _)| begins(folded, &wanted));
            let mut names: Vec<(bool, String, usize)> =
                told.map(|(name, _, n)| (!here.contains(name), name.clone(), *n)).collect();
            if wanted.is_empty() {
                names.sort_by_key(|(elsewhere, ..)| *elsewhere);
            }
            let names = names.into_iter().take(LIKELY).map(|(_, name, n)| (name, n)).collect();
            Arc::new(Likely { names, alike: false })
        })
    }

    /// Every outlet, with how many events it tells, the busiest first.
    fn outlets(&mut self, state: &State) -> Arc<Vec<Somebody>> {
        self.outlets.get((identity(state), state.revision), || {
            let mut counts: rustc_hash::FxHashMap<&str, usize> = Default::default();
            let mut told: Vec<&str> = Vec::new();
            let Some(snapshot) = &state.snapshot else { return Arc::default() };
            for event in &snapshot.timeline.events {
                told.clear();
                let articles = event.mentions.iter().filter_map(|&m| Some(snapshot.mention(m)?.article.index()));
                told.extend(articles.filter_map(|at| Some(snapshot.timeline.sources.get(at)?.outlet.as_str())));
                told.sort_unstable();
                told.dedup();
                for outlet in &told {
                    *counts.entry(outlet).or_default() += 1;
                }
            }
            Arc::new(busiest(counts))
        })
    }

    /// Names that the search may mean.
    pub fn offered(&mut self, state: &State, asked: &Asked<'_>) -> Offers {
        let all = match asked.field {
            Field::Entity => self.everybody(state),
            Field::Source => self.outlets(state),
        };
        let key = (Arc::as_ptr(&all) as usize, state.revision, asked.typed.to_owned());
        self.offered.get(key, || {
            let wanted = fold(asked.typed.trim());
            let meant = all.iter().filter(|(_, folded, _)| begins(folded, &wanted));
            Arc::new(meant.take(LIKELY).map(|(name, _, n)| (name.clone(), *n)).collect())
        })
    }
}

/// Whether every word of `wanted` begins one of the name; both folded.
fn begins(name: &str, wanted: &str) -> bool {
    let before = |at: usize| name.get(..at).and_then(|s| s.chars().next_back());
    let here = |word: &str| {
        name.match_indices(word).any(|(at, _)| at == 0 || before(at).is_some_and(|c| !c.is_alphanumeric()))
    };
    wanted.split_whitespace().all(here)
}

/// Names by how many events they have, the most first, folded too.
fn busiest(counts: rustc_hash::FxHashMap<&str, usize>) -> Vec<Somebody> {
    let mut all: Vec<_> = counts.into_iter().map(|(name, n)| (name.to_owned(), fold(name), n)).collect();
    all.sort_unstable_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_offered_while_it_is_typed() {
        for (search, typed, completed) in [
            ("entity:", Some(""), "entity:\"Ada Berg\""),
            ("dam -entity:ad", Some("ad"), "dam -entity:\"Ada Berg\""),
            ("entity:\"Ada B", Some("Ada B"), "entity:\"Ada Berg\""),
            ("date:2021 source:har", Some("har"), "date:2021 source:\"Ada Berg\""),
            ("entity:\"Ada Berg\"", None, ""),
            ("entity:ada flood", None, ""),
            ("the entity", None, ""),
            ("\"entity: ada", None, ""),
        ] {
            let asked = Asked::of(search);
            assert_eq!(asked.map(|asked| asked.typed), typed, "{search}");
            assert_eq!(asked.map(|asked| asked.completed("Ada Berg")).unwrap_or_default(), completed);
        }
        assert!(begins("ada berg", "be") && begins("ada berg", "ad ber") && !begins("ada berg", "erg"));
    }

    #[test]
    fn names_written_alike_are_told_from_others() {
        for (a, b, one) in [
            ("muammar gaddafi", "moammar gadhafi", true),
            ("volodymyr zelensky", "vladimir zelenskiy", true),
            ("anna berg", "ana berg", true),
            ("anna berg", "halden", false),
            ("suez canal", "halden bridge", false),
            ("egypt", "rotterdam", false),
        ] {
            let share = likeness(a, b);
            assert_eq!(share >= LEAST_ALIKE, one, "{a}, {b}: {share}");
        }
    }
}
