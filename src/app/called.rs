//! The names that the analyst gave to people, places and organizations, on what is open.
//!
//! An [`Edit`](crate::timeline::edit::Edit) says what is called how. Here it reaches the snapshot, at once and without going
//! through the articles again, and what one looks at follows: a filter by the old name becomes one by the new.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::state::State;
use crate::event::Called;
use crate::mention::fold;

impl State {
    /// Gives those who take part the names that the analyst gave them, if they have others.
    pub fn recall(&mut self) {
        let called = &self.journal.now().hand.called;
        let Some(old) = self.snapshot.as_ref().map(|snapshot| &snapshot.timeline.called).filter(|old| *old != called)
        else {
            return;
        };
        let (from, to) = (old.clone(), called.clone());
        self.follow_names(&from, &to);
        if let Some(snapshot) = &mut self.snapshot {
            Arc::make_mut(snapshot).call(to);
        }
        self.revision += 1;
    }

    /// Puts the names that people have now in the place of those they had, where one filters by them or stands in their lane.
    pub(super) fn follow_names(&mut self, from: &Called, to: &Called) {
        let now = |shown: &String| {
            let written = from.written(shown);
            let own = from.get(shown).is_none().then_some(shown.as_str()).filter(|own| self.stands(own));
            let names = written.into_iter().chain(own).map(|name| to.get(name).unwrap_or(name).to_owned());
            let names: Vec<String> = names.collect();
            if names.is_empty() { vec![shown.clone()] } else { names }
        };
        let entities: BTreeSet<String> = self.filters.entities.iter().flat_map(now).collect();
        let lane = self.lane.as_ref().and_then(|name| now(name).into_iter().next());
        (self.filters.entities, self.lane) = (entities, lane);
    }

    /// Whether a name stands in an article as the name of somebody who takes part.
    pub fn stands(&self, name: &str) -> bool {
        let Some(snapshot) = &self.snapshot else { return false };
        let name = fold(name.trim());
        let mut actors = snapshot.timeline.mentions.iter().flat_map(|mention| &mention.actors);
        actors.any(|actor| actor.len() < 2 * name.len() + 4 && fold(actor.trim()) == name)
    }
}
