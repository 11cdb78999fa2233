//! Articles → day of writing with method, confidence and reasons.

use crate::article::{Article, Published};
use crate::calendar::Date;
use crate::copy::Likeness;
use crate::problem::Problem;
use crate::sentence::Sentence;
use crate::timex::Expression;

/// What dating sees of one article.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The article with what it states.
    pub article: &'a Article,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its time expressions, unresolved.
    pub expressions: &'a [Expression],
    /// What the analyst said about this article, if anything.
    pub given: Option<Date>,
}

/// The day of writing of every article, in order. `fallback` is `--published`: for articles that state none.
pub fn date(
    articles: &[Evidence<'_>],
    likeness: &Likeness,
    fallback: Option<Date>,
) -> (Vec<Option<Published>>, Vec<Problem>) {
    let _ = (likeness, fallback);
    (vec![None; articles.len()], Vec::new())
}
