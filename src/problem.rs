//! What went wrong with one file or one article, without stopping the rest.
//!
//! A stage never fails: it returns its values and its problems side by side. A problem names the place and says, in one
//! line that a journalist understands, what happened and what to do.

use serde::Serialize;

/// One thing that an analyst should know about one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file or article, as in [`crate::article::Article::path`].
    pub path: String,
    /// What happened and what to do, one sentence without a full stop.
    pub what: String,
}

impl Problem {
    /// A problem with `path`.
    pub fn new(path: impl Into<String>, what: impl Into<String>) -> Self {
        Self { path: path.into(), what: what.into() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.what)
    }
}
