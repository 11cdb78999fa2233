//! The lists the room reads: `assets/words/en/mention.toml` and `mention-places.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Lists {
    saying: String,
    light: String,
    auxiliary: String,
    planning: String,
    scheduling: String,
    denying: String,
    negation: String,
    ahead: String,
    open: String,
    subordinate: String,
    coordinate: String,
    temporal: String,
    governing: String,
    comparing: String,
    event_nouns: String,
    event_endings: Vec<String>,
    not_events: String,
    titles: String,
    name_joints: String,
    attributing: String,
    placing: String,
    anchoring: String,
    gerund: String,
    pairing: String,
    pair_places: String,
    pair_people: String,
    articles: String,
    forms: String,
    bodies: String,
    he: String,
    she: String,
    firms: String,
    perfect: String,
    habitual: String,
    directions: String,
    entered: String,
    no_names: String,
    numbers: BTreeMap<String, f64>,
    scales: BTreeMap<String, f64>,
    money: BTreeMap<String, String>,
    percent: BTreeMap<String, String>,
    singular: BTreeMap<String, String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Places {
    place: Vec<Place>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    name: String,
    also: Vec<String>,
    seats: Vec<String>,
}

/// What a word of a place stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Stands {
    /// The country or union.
    pub for_place: String,
    /// A seat of power stands for it only when it acts.
    pub seat: bool,
}

/// What a word is. One bit a list, so that a word is looked up once.
pub mod is {
    #![allow(missing_docs)]
    pub const SAYING: u64 = 1;
    pub const LIGHT: u64 = 1 << 1;
    pub const AUXILIARY: u64 = 1 << 2;
    pub const PLANNING: u64 = 1 << 3;
    pub const SCHEDULING: u64 = 1 << 4;
    pub const DENYING: u64 = 1 << 5;
    pub const NEGATION: u64 = 1 << 6;
    pub const AHEAD: u64 = 1 << 7;
    pub const OPEN: u64 = 1 << 8;
    pub const SUBORDINATE: u64 = 1 << 9;
    pub const COORDINATE: u64 = 1 << 10;
    pub const TEMPORAL: u64 = 1 << 11;
    pub const GOVERNING: u64 = 1 << 12;
    pub const COMPARING: u64 = 1 << 13;
    pub const EVENT: u64 = 1 << 14;
    pub const TITLE: u64 = 1 << 15;
    pub const NAME_JOINT: u64 = 1 << 16;
    pub const ATTRIBUTING: u64 = 1 << 17;
    pub const NO_NAME: u64 = 1 << 18;
    pub const NOT_EVENT: u64 = 1 << 19;
    pub const PLACING: u64 = 1 << 20;
    pub const ANCHORING: u64 = 1 << 21;
    pub const PAIRING: u64 = 1 << 22;
    pub const PAIR_PLACES: u64 = 1 << 23;
    pub const PAIR_PEOPLE: u64 = 1 << 24;
    pub const ARTICLE: u64 = 1 << 25;
    pub const FORM: u64 = 1 << 26;
    pub const BODY: u64 = 1 << 27;
    pub const HE: u64 = 1 << 28;
    pub const SHE: u64 = 1 << 29;
    pub const FIRM: u64 = 1 << 30;
    pub const PERFECT: u64 = 1 << 31;
    pub const HABITUAL: u64 = 1 << 32;
    pub const DIRECTION: u64 = 1 << 33;
    pub const ENTERED: u64 = 1 << 34;
}

/// All lists, ready for look-up.
#[derive(Default)]
pub struct Words {
    bits: FxHashMap<String, u64>,
    endings: Vec<String>,
    /// How a participle ends that a tagger may take for a noun.
    pub gerund: String,
    /// Numbers written out.
    pub numbers: FxHashMap<String, f64>,
    /// Multipliers.
    pub scales: FxHashMap<String, f64>,
    /// ISO 4217 codes.
    pub money: FxHashMap<String, String>,
    /// `%`.
    pub percent: FxHashMap<String, String>,
    singular: Vec<(String, String)>,
    /// Places by any of their words, as written.
    pub places: FxHashMap<String, Stands>,
    /// First words of places of more than one word.
    pub place_starts: FxHashSet<String>,
}

impl Words {
    /// The lists that come with the program.
    pub fn get() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| {
            // Lists that do not parse are empty; the test below keeps that from being shipped.
            let lists = toml::from_str(include_str!("../../assets/words/en/mention.toml")).unwrap_or_default();
            let places = toml::from_str(include_str!("../../assets/words/en/mention-places.toml")).unwrap_or_default();
            Self::new(lists, places)
        })
    }

    fn new(lists: Lists, places: Places) -> Self {
        let mut words = Self::default();
        for (list, bit) in [
            (&lists.saying, is::SAYING),
            (&lists.light, is::LIGHT),
            (&lists.auxiliary, is::AUXILIARY),
            (&lists.planning, is::PLANNING),
            (&lists.scheduling, is::SCHEDULING),
            (&lists.denying, is::DENYING),
            (&lists.negation, is::NEGATION),
            (&lists.ahead, is::AHEAD),
            (&lists.open, is::OPEN),
            (&lists.subordinate, is::SUBORDINATE),
            (&lists.coordinate, is::COORDINATE),
            (&lists.temporal, is::TEMPORAL),
            (&lists.governing, is::GOVERNING),
            (&lists.comparing, is::COMPARING),
            (&lists.event_nouns, is::EVENT),
            (&lists.titles, is::TITLE),
            (&lists.name_joints, is::NAME_JOINT),
            (&lists.attributing, is::ATTRIBUTING),
            (&lists.placing, is::PLACING),
            (&lists.anchoring, is::ANCHORING),
            (&lists.pairing, is::PAIRING),
            (&lists.pair_places, is::PAIR_PLACES),
            (&lists.pair_people, is::PAIR_PEOPLE),
            (&lists.articles, is::ARTICLE),
            (&lists.forms, is::FORM),
            (&lists.bodies, is::BODY),
            (&lists.he, is::HE),
            (&lists.she, is::SHE),
            (&lists.firms, is::FIRM),
            (&lists.perfect, is::PERFECT),
            (&lists.no_names, is::NO_NAME),
            (&lists.not_events, is::NOT_EVENT),
            (&lists.habitual, is::HABITUAL),
            (&lists.directions, is::DIRECTION),
            (&lists.entered, is::ENTERED),
        ] {
            for word in list.split_whitespace() {
                *words.bits.entry(word.to_owned()).or_default() |= bit;
            }
        }
        words.endings = lists.event_endings;
        words.gerund = lists.gerund;
        words.numbers = lists.numbers.into_iter().collect();
        words.scales = lists.scales.into_iter().collect();
        words.money = lists.money.into_iter().collect();
        words.percent = lists.percent.into_iter().collect();
        words.singular = lists.singular.into_iter().collect();
        words.singular.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        for place in places.place {
            let seats = place.seats.iter().map(|word| (word, true));
            for (word, seat) in place.also.iter().chain([&place.name]).map(|word| (word, false)).chain(seats) {
                if let Some((first, _)) = word.split_once([' ', '-']) {
                    words.place_starts.insert(first.to_owned());
                }
                words.places.insert(word.clone(), Stands { for_place: place.name.clone(), seat });
            }
        }
        words
    }

    /// The lists a word stands in; `word` in lower case.
    pub fn bits(&self, word: &str) -> u64 {
        self.bits.get(word).copied().unwrap_or(0)
    }

    /// The lists a noun stands in, its plural and its ending considered; `word` in lower case.
    pub fn noun_bits(&self, word: &str) -> u64 {
        let bits = self.bits(word);
        if bits & (is::EVENT | is::NOT_EVENT) != 0 {
            return bits;
        }
        let singular = self.singular(word);
        let bits = bits | self.bits(&singular) & (is::EVENT | is::NOT_EVENT);
        let ends =
            || self.endings.iter().any(|ending| singular.ends_with(ending.as_str()) && singular.len() > ending.len());
        if bits & (is::EVENT | is::NOT_EVENT) == 0 && ends() { bits | is::EVENT } else { bits }
    }

    /// The singular of a noun, as far as endings tell.
    pub fn singular(&self, word: &str) -> String {
        for (ending, becomes) in &self.singular {
            if let Some(stem) = word.strip_suffix(ending.as_str())
                && stem.len() >= 2
            {
                return format!("{stem}{becomes}");
            }
        }
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_load() {
        toml::from_str::<Lists>(include_str!("../../assets/words/en/mention.toml")).unwrap();
        toml::from_str::<Places>(include_str!("../../assets/words/en/mention-places.toml")).unwrap();
        let words = Words::get();
        assert!(words.bits("said") & is::SAYING != 0 && words.noun_bits("invasions") & is::EVENT != 0);
        assert!(words.noun_bits("annexation") & is::EVENT != 0 && words.noun_bits("corporations") & is::EVENT == 0);
        assert_eq!(words.places.get("Norwegian").unwrap().for_place, "Norway");
        for (plural, singular) in
            [("countries", "country"), ("losses", "loss"), ("talks", "talk"), ("crisis", "crisis")]
        {
            assert_eq!(words.singular(plural), singular);
        }
    }
}
