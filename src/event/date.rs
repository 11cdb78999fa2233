//! When an event happened: the date that its mentions support best, and no finer than one of them says.
//!
//! A coarser date that holds a finer one does not contradict it ("in March" and "on 5 March"), so it lends it its weight;
//! a day of writing counts little beside a stated date, because a report may come a day late.

use super::profile::Profile;
use crate::calendar::When;

/// What the day of writing weighs against a stated date. At 1 two late reports would outvote the one that names the day.
const WRITTEN: f32 = 0.35;

/// The date of a group, with the members that say exactly so.
pub fn choose(members: &[&Profile]) -> Option<When> {
    let sure = members.iter().any(|p| !p.loose);
    let members: Vec<&&Profile> = members.iter().filter(|p| !(sure && p.loose)).collect();
    let stated = members.iter().any(|p| p.explicit);
    let mut seen: Vec<(When, Vec<u32>, f32)> = Vec::new();
    for profile in &members {
        let Some(when) = profile.when else { continue };
        let weight = if profile.explicit { 1.0 } else { WRITTEN };
        match seen.iter_mut().find(|(w, ..)| *w == when) {
            Some((_, originals, support)) => {
                // Copies of one article are one voice.
                if !originals.contains(&profile.original) {
                    originals.push(profile.original);
                    *support += weight;
                }
            }
            None => seen.push((when, vec![profile.original], weight)),
        }
    }
    let explicit = |when: When| members.iter().any(|p| p.explicit && p.when == Some(when));
    let score = |when: When| -> f32 {
        seen.iter()
            .filter(|(other, ..)| {
                *other == when || other.granularity > when.granularity && other.interval().contains(when.interval())
            })
            .map(|(.., support)| support)
            .sum()
    };
    seen.iter().map(|&(when, ..)| when).filter(|&when| !stated || explicit(when)).max_by(|&a, &b| {
        score(a)
            .total_cmp(&score(b))
            .then(b.granularity.cmp(&a.granularity))
            .then(b.about.cmp(&a.about))
            .then(b.interval().start.cmp(&a.interval().start))
            .then(b.interval().end.cmp(&a.interval().end))
    })
}
