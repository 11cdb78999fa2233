//! Text → sentences → tokens, and on demand the part of speech of each.
//!
//! News is hard on splitters: "U.S. officials", "Gen. Smith", "said Mr. Orban.” He", datelines, captions without a full
//! stop. A sentence here is the stretch that a citation shows, so it never crosses a paragraph and never loses a quote.

mod kinds;
pub mod pos;
mod split;
mod token;

pub use kinds::kinds;
pub use split::split;
pub use token::{Token, TokenKind, tokens};

use crate::article::PassageKind;
use crate::span::Span;

/// One sentence of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where, without surrounding white space.
    pub span: Span,
    /// What passage it stands in.
    pub kind: PassageKind,
}
