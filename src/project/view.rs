//! How the timeline was looked at, so that opening the file shows what was left.
//!
//! Only what belongs to this timeline. What holds for every folder (light or dark, what the wheel does) is no part of it, nor
//! is the size of a window. Names are written as people say them; a name that a later program wrote and this one does not
//! know is passed over.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Anchor;
use crate::timeline::Known;

/// How the timeline was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// First day on the screen, `2021-03-01`.
    pub from: String,
    /// Last day on the screen.
    pub to: String,
    /// First and last day of writing on the screen, where those were zoomed on their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<(String, String)>,
    /// `none`, `source` or `entity`.
    pub lanes: String,
    /// The order of the lanes, and so their colors: the first names of each kind.
    #[serde(skip_serializing_if = "Known::is_empty")]
    pub known: Known,
    /// `timeline`, `list` or `reports`.
    pub show: String,
    /// The column that orders the list, with a `-` before it the other way round; empty for time.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// Whether labels without room are shortened; left out where the width decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shorten: Option<bool>,
    /// Whether the filters stand open; left out where the width decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facets: Option<bool>,
    /// Only so many of the most important events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<usize>,
    /// What was chosen in each filter, by its name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub filters: BTreeMap<String, BTreeSet<String>>,
    /// The search, as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub search: String,
    /// The sentence that was read last; its event is the one chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Anchor>,
}
