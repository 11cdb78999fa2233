//! What the analyst has settled for every folder: light or dark, how much contrast, what the wheel does. Kept between runs
//! where the toolkit keeps the size of the window; never in a project, which others open too.

use serde::{Deserialize, Serialize};

use super::system::System;
use crate::scene::theme;

/// Light, dark, or what the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Look {
    #[default]
    System,
    Light,
    Dark,
}

/// The settings. A later version may know more: what is missing in a stored one is as it is without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// Light or dark.
    pub look: Look,
    /// Black and white instead of greys; `None` as the system asks for.
    pub contrast: Option<bool>,
    /// The wheel moves in time instead of zooming: with a trackpad, two fingers then do what they do elsewhere.
    pub wheel_pans: bool,
    /// Files that are added to the open folder or change there are read at once, instead of being told of.
    pub reads_news: bool,
}

impl Prefs {
    /// As stored; what cannot be read is as if nothing had been stored.
    pub fn stored(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The column of the theme file for a light or a dark window.
    pub fn theme(self, dark: bool, system: System) -> theme::Look {
        theme::Look::of(dark, self.contrasts(system))
    }

    /// Whether it is black and white.
    pub fn contrasts(self, system: System) -> bool {
        self.contrast.or(system.contrast).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_settings_of_other_versions_are_read_as_far_as_they_go() {
        let prefs = Prefs { look: Look::Dark, contrast: Some(true), wheel_pans: true, reads_news: true };
        assert_eq!(Prefs::stored(&serde_json::to_string(&prefs).unwrap()), prefs);
        assert_eq!(Prefs::stored(r#"{"look":"dark","zoo":3}"#), Prefs { look: Look::Dark, ..Prefs::default() });
        assert_eq!(Prefs::stored("no settings"), Prefs::default());
    }
}
