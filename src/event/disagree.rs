//! Where sources tell the same thing differently: amounts, dates, and whether it happened.
//!
//! | about | differs when | does not differ when |
//! |---|---|---|
//! | amount | the same unit beside the same words, more than a rounding apart | one article tells both: then they are two things |
//! | date | stated days that cannot both be right | a month that holds the day; a reprint of the other |
//! | status | one says it happened, another denies it | planned yesterday, done today |

use std::collections::BTreeMap;

use super::profile::Profile;
use super::similarity::same_amount;
use super::{Claim, Disagreement, Subject, Told};
use crate::calendar::When;
use crate::mention::{Mention, MentionId, Status};

/// Amounts further apart than this factor measure different things: a fee against a budget. At 2, a death toll that
/// doubled between editions is lost; at 100, everything counted in dollars disagrees.
const FACTOR: f64 = 10.0;

/// One member of an event.
pub struct Member<'a> {
    /// Its id.
    pub id: MentionId,
    /// The mention.
    pub mention: &'a Mention,
    /// What it is compared by.
    pub profile: &'a Profile,
}

/// Everything the members differ on. `when` is the date the event got.
pub fn find(told: &[Told<'_>], members: &[Member<'_>], when: When) -> Vec<Disagreement> {
    let mut found = Vec::new();
    found.extend(amounts(told, members));
    found.extend(dates(members, when));
    found.extend(statuses(members));
    found
}

fn amounts(told: &[Told<'_>], members: &[Member<'_>]) -> Vec<Disagreement> {
    // Unit → (number, words, voice, mention) of mentions that tell exactly one amount of it.
    let mut units: BTreeMap<&str, Vec<(f64, &str, u32, MentionId)>> = BTreeMap::new();
    for member in members {
        let text = told.get(member.mention.article.index()).map_or("", |t| t.article.text.as_str());
        for amount in &member.mention.amounts {
            let alone = member.mention.amounts.iter().filter(|a| a.unit == amount.unit).count() == 1;
            if alone && !amount.unit.is_empty() && amount.number != 0.0 {
                units.entry(&amount.unit).or_default().push((
                    amount.number,
                    amount.span.of(text).trim(),
                    member.profile.original,
                    member.id,
                ));
            }
        }
    }
    let mut found = Vec::new();
    for mut told in units.into_values() {
        told.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.3.cmp(&b.3)));
        let mut claims: Vec<(f64, Claim, Vec<u32>)> = Vec::new();
        for (number, words, voice, id) in told {
            match claims.last_mut().filter(|(n, ..)| same_amount(*n, number)) {
                Some((_, claim, voices)) => {
                    claim.mentions.push(id);
                    voices.push(voice);
                }
                None => claims.push((number, Claim { value: words.to_owned(), mentions: vec![id] }, vec![voice])),
            }
        }
        let (Some(least), Some(most)) = (claims.first(), claims.last()) else { continue };
        let apart = claims.len() >= 2 && most.0.abs() <= least.0.abs() * FACTOR;
        // A voice that tells two of the amounts knows that they are two things.
        let mixed = claims
            .iter()
            .enumerate()
            .any(|(n, (.., a))| claims.iter().skip(n + 1).any(|(.., b)| a.iter().any(|v| b.contains(v))));
        if apart && !mixed {
            found.push(Disagreement { about: Subject::Amount, claims: finish(claims.into_iter().map(|(_, c, _)| c)) });
        }
    }
    found
}

/// One date that was told, by which voices and in which mentions.
struct Dated {
    told: When,
    voices: Vec<u32>,
    mentions: Vec<MentionId>,
}

impl Dated {
    fn of(told: When) -> Self {
        Self { told, voices: Vec::new(), mentions: Vec::new() }
    }
}

fn dates(members: &[Member<'_>], when: When) -> Option<Disagreement> {
    let mut claims: BTreeMap<(i32, i32), Dated> = BTreeMap::new();
    for member in members.iter().filter(|m| m.profile.explicit && !m.profile.loose) {
        let told = member.mention.when;
        let days = told.interval();
        let claim = claims.entry((days.start.number(), days.end.number())).or_insert_with(|| Dated::of(told));
        claim.voices.push(member.profile.original);
        claim.mentions.push(member.id);
    }
    let agrees = |told: When| told.interval().overlaps(when.interval());
    // A reprint read on another day, or one article that tells two days, does not differ with itself.
    let agreed: Vec<u32> = claims.values().filter(|c| agrees(c.told)).flat_map(|c| c.voices.iter().copied()).collect();
    claims.retain(|_, c| agrees(c.told) || c.voices.iter().any(|voice| !agreed.contains(voice)));
    if claims.values().all(|c| agrees(c.told)) {
        return None;
    }
    let claims = claims
        .into_values()
        .filter(|c| c.told.interval() == when.interval() || !agrees(c.told))
        .map(|c| Claim { value: c.told.words(), mentions: c.mentions });
    Some(Disagreement { about: Subject::Date, claims: finish(claims) }).filter(|d| d.claims.len() >= 2)
}

fn statuses(members: &[Member<'_>]) -> Option<Disagreement> {
    let of = |status: Status| -> Vec<&Member<'_>> { members.iter().filter(|m| m.mention.status == status).collect() };
    let (denied, reported) = (of(Status::Denied), of(Status::Reported));
    let voices = |members: &[&Member<'_>]| -> Vec<u32> { members.iter().map(|m| m.profile.original).collect() };
    let (no, yes) = (voices(&denied), voices(&reported));
    if no.is_empty() || yes.is_empty() || no.iter().any(|v| yes.contains(v)) {
        return None;
    }
    let claim = |status: Status, members: Vec<&Member<'_>>| Claim {
        value: status.name().to_owned(),
        mentions: members.iter().map(|m| m.id).collect(),
    };
    Some(Disagreement {
        about: Subject::Status,
        claims: finish([claim(Status::Reported, reported), claim(Status::Denied, denied)]),
    })
}

/// The claim most told first.
fn finish(claims: impl IntoIterator<Item = Claim>) -> Vec<Claim> {
    let mut claims: Vec<Claim> = claims.into_iter().collect();
    for claim in &mut claims {
        claim.mentions.sort_unstable();
    }
    claims.sort_by(|a, b| b.mentions.len().cmp(&a.mentions.len()).then(a.mentions.cmp(&b.mentions)));
    claims
}
