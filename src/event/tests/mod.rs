//! What the steps from mentions to events do together, by marked texts ([`fixture`]).

mod fixture;
mod joining;
mod telling;

pub(super) use fixture::events;
