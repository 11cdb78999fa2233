//! What a person joined and parted by hand, laid over what the program found.
//!
//! The program groups by likeness and errs; a person who has read the sentences knows. A wish names mentions, by the keys
//! that their article and words give them, so it holds when the folder is read again, when a day of writing is corrected
//! and when other articles join. A wish whose mention is gone does nothing and waits for it to come back.
//!
//! | wish | found | after |
//! |---|---|---|
//! | `b` stands apart | `{a b c}` | `{a c}` `{b}` |
//! | `a` and `d` tell the same | `{a c}` `{d e}` | `{a c d e}` |
//! | both, in this order | `{a b c}` `{d e}` | `{b}` `{a c d e}` |
//!
//! Parting comes first: a citation split off from one event can then be joined to another.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::called::Called;
use super::cluster::Group;
use super::similarity::Agreement;
use crate::mention::Mention;

/// What was joined and parted, and who is called by another name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hand {
    /// Pairs of [`Mention::key`] that tell the same happening, each with the lesser key first.
    pub joined: BTreeSet<(String, String)>,
    /// Keys of mentions that stand apart from whatever the program put them with.
    pub apart: BTreeSet<String>,
    /// Other names for those who take part.
    pub called: Called,
}

/// What a person did to a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Touch {
    /// Nothing: as the program found it.
    #[default]
    None,
    /// Joined from several.
    Joined,
    /// Taken out of another.
    Apart,
}

impl Hand {
    /// Whether nothing is wished.
    pub fn is_empty(&self) -> bool {
        self.joined.is_empty() && self.apart.is_empty() && self.called.is_empty()
    }

    /// The same wishes and one more: the events told by `events` are one. Each holds the keys of an event's mentions.
    pub fn join(&self, events: &[Vec<String>]) -> Self {
        let mut hand = self.clone();
        let first: Vec<&String> = events.iter().filter_map(|keys| keys.first()).collect();
        hand.joined.extend(first.windows(2).map(|two| pair(two[0], two[1])));
        hand
    }

    /// The same wishes and one more: `mention` stands apart from `event`, the keys of all mentions it was one of. What
    /// was joined to the event by way of it stays.
    pub fn part(&self, mention: &str, event: &[String]) -> Self {
        let mut hand = self.clone();
        let before = hand.joined.len();
        hand.joined.retain(|(a, b)| a != mention && b != mention);
        if hand.joined.len() < before {
            let rest: Vec<&String> = event.iter().filter(|key| *key != mention).collect();
            hand.joined.extend(rest.windows(2).map(|two| pair(two[0], two[1])));
        }
        hand.apart.insert(mention.to_owned());
        hand
    }

    /// The same wishes where mentions have other keys now.
    pub fn renamed(&self, now: impl Fn(String) -> String) -> Self {
        let joined = self.joined.iter().map(|(a, b)| pair(&now(a.clone()), &now(b.clone()))).collect();
        Self { joined, apart: self.apart.iter().cloned().map(now).collect(), called: self.called.clone() }
    }

    /// Parts and joins `groups`, which are left in order of their first member.
    pub(super) fn apply(&self, mut groups: Vec<Group>, mentions: &[Mention]) -> Vec<Group> {
        if self.joined.is_empty() && self.apart.is_empty() {
            return groups;
        }
        let named: FxHashSet<&str> =
            self.joined.iter().flat_map(|(a, b)| [a, b]).chain(&self.apart).map(String::as_str).collect();
        let found = mentions.iter().enumerate().filter(|(_, m)| named.contains(m.key.as_str()));
        let place: FxHashMap<&str, u32> = found.map(|(n, m)| (m.key.as_str(), n as u32)).collect();
        let apart: FxHashSet<u32> = self.apart.iter().filter_map(|key| place.get(key.as_str()).copied()).collect();
        groups = part(groups, &apart);
        let pairs = self.joined.iter().filter_map(|(a, b)| Some((*place.get(a.as_str())?, *place.get(b.as_str())?)));
        groups = join(groups, pairs);
        groups.sort_by_key(|group| group.members.first().copied());
        groups
    }
}

fn pair(a: &str, b: &str) -> (String, String) {
    (a.min(b).to_owned(), a.max(b).to_owned())
}

/// Takes each of `apart` out of its group, unless it stands alone already.
fn part(groups: Vec<Group>, apart: &FxHashSet<u32>) -> Vec<Group> {
    let mut parted = Vec::with_capacity(groups.len() + apart.len());
    for mut group in groups {
        if group.members.len() > 1 {
            let (out, rest) = group.members.iter().partition::<Vec<u32>, _>(|member| apart.contains(member));
            parted.extend(out.into_iter().map(|member| Group {
                members: vec![member],
                cohesion: 1.0,
                agreement: Agreement::default(),
                joined: 0,
                touch: Touch::Apart,
            }));
            group.members = rest;
        }
        if !group.members.is_empty() {
            parted.push(group);
        }
    }
    parted
}

/// Unites the groups that hold the two mentions of each pair. Pairs are made by hand and few, so each moves what it joins.
fn join(groups: Vec<Group>, pairs: impl Iterator<Item = (u32, u32)>) -> Vec<Group> {
    let mut home: FxHashMap<u32, usize> = FxHashMap::default();
    for (n, group) in groups.iter().enumerate() {
        home.extend(group.members.iter().map(|&member| (member, n)));
    }
    let mut groups: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    for (a, b) in pairs {
        let (Some(&a), Some(&b)) = (home.get(&a), home.get(&b)) else { continue };
        if a == b {
            continue;
        }
        let (Some(mut whole), Some(more)) = (take(&mut groups, a), take(&mut groups, b)) else { continue };
        home.extend(more.members.iter().map(|&member| (member, a)));
        if more.members.len() > whole.members.len() {
            (whole.cohesion, whole.agreement) = (more.cohesion, more.agreement);
        }
        whole.joined += more.joined;
        whole.members.extend(more.members);
        whole.members.sort_unstable();
        whole.touch = Touch::Joined;
        if let Some(place) = groups.get_mut(a) {
            *place = Some(whole);
        }
    }
    groups.into_iter().flatten().collect()
}

fn take(groups: &mut [Option<Group>], at: usize) -> Option<Group> {
    groups.get_mut(at).and_then(Option::take)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;
    use crate::calendar::Date;
    use crate::span::Span;

    fn mention(key: char) -> Mention {
        Mention { key: key.into(), ..Mention::new(ArticleId(0), Span::default(), Date::Year(2024).into()) }
    }

    fn group(members: &[u32]) -> Group {
        Group {
            members: members.to_vec(),
            cohesion: 0.8,
            agreement: Agreement::default(),
            joined: 0,
            touch: Touch::None,
        }
    }

    /// `found` and the answer are groups of mention keys.
    fn check(found: &str, joined: &[&str], apart: &str, wanted: &str) {
        let keys: String = ('a'..='h').collect();
        let all: Vec<Mention> = keys.chars().map(mention).collect();
        let index = |key: char| keys.find(key).map_or(0, |n| n as u32);
        let groups = found.split(' ').map(|g| group(&g.chars().map(index).collect::<Vec<_>>())).collect();
        let hand = Hand {
            joined: joined.iter().map(|pair| (pair[..1].to_owned(), pair[1..].to_owned())).collect(),
            apart: apart.chars().map(String::from).collect(),
            ..Hand::default()
        };
        let answer = hand.apply(groups, &all);
        let shown: Vec<String> = answer
            .iter()
            .map(|g| g.members.iter().map(|&m| keys.chars().nth(m as usize).unwrap_or('?')).collect())
            .collect();
        assert_eq!(shown.join(" "), wanted);
    }

    #[test]
    fn wishes_part_and_join() {
        check("abc de", &[], "", "abc de");
        check("abc de", &[], "b", "ac b de");
        check("ac de", &["ad"], "", "acde");
        check("abc de", &["ad"], "b", "acde b");
        check("abc de", &["bd"], "b", "ac bde");
        // all of an event split, one by one
        check("ab", &[], "ab", "a b");
        // chains of pairs, told in any order
        check("a b c d", &["cd", "ab", "bc"], "", "abcd");
        // what is no longer in the folder waits
        check("ab c", &["ax", "xc"], "y", "ab c");
        // apart already
        check("a b", &[], "a", "a b");
    }

    #[test]
    fn a_later_wish_takes_nothing_else_back() {
        let keys = |event: &str| event.chars().map(String::from).collect::<Vec<_>>();
        let pairs = |hand: &Hand| hand.joined.iter().map(|(a, b)| format!("{a}{b}")).collect::<Vec<_>>().join(" ");
        let joined = Hand::default().join(&[keys("d"), keys("ac"), keys("f")]);
        assert_eq!(pairs(&joined), "ad af");
        // `a` held all together; without it, they still are
        let parted = joined.part("a", &keys("acdf"));
        assert_eq!((pairs(&parted).as_str(), parted.apart.len()), ("cd df", 1));
        // what only the program put together needs no pairs
        assert_eq!(pairs(&Hand::default().part("a", &keys("acd"))), "");
    }
}
