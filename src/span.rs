//! Where something stands in a text.
//!
//! Inside the program a position is a byte offset, because that is what slicing a `&str` costs nothing with. Outside it
//! (the JSON document, `tag`) a position is a Unicode code point, as the W3C Web Annotation model asks
//! (`TextPositionSelector`); [`CodePoints`] converts, once a text, on the way out.
//!
//! | text | byte span of `year` | code points |
//! |---|---|---|
//! | `last year` | 5..9 | 5..9 |
//! | `“last year”` | 8..12 | 6..10 |
//!
//! Sentences, time expressions and mentions are spans: they point into their article and copy nothing.

/// A half-open byte range `start..end` in one text, always on character boundaries of the text it was made for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// First byte inside.
    pub start: u32,
    /// First byte after.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets. Texts are under 4 GiB: the readers refuse longer files.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward");
        Self { start: start as u32, end: end as u32 }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words themselves; empty if the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// As a range of byte offsets.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Converts byte offsets of one text to code points. Building it is one pass; a look-up is a binary search over the
/// places where the two counts drift apart, so an ASCII text costs nothing.
#[derive(Clone, Debug, Default)]
pub struct CodePoints {
    /// After the character that ends at `.0`, bytes lead code points by `.1`.
    drift: Vec<(u32, u32)>,
}

impl CodePoints {
    /// Reads `text` once.
    pub fn of(text: &str) -> Self {
        let mut drift = Vec::new();
        let mut lead = 0;
        if !text.is_ascii() {
            for (at, c) in text.char_indices() {
                let width = c.len_utf8();
                if width > 1 {
                    lead += width as u32 - 1;
                    drift.push(((at + width) as u32, lead));
                }
            }
        }
        Self { drift }
    }

    /// The code point that begins at byte `at`.
    pub fn at(&self, at: u32) -> u32 {
        let passed = self.drift.partition_point(|&(end, _)| end <= at);
        at - passed.checked_sub(1).map_or(0, |i| self.drift[i].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_drift_behind_bytes() {
        let text = "“last year” – 東京";
        let points = CodePoints::of(text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(at as u32), n as u32, "byte {at}");
        }
        assert_eq!(points.at(text.len() as u32), text.chars().count() as u32);
    }

    #[test]
    fn a_span_reads_its_words() {
        let span = Span::new(5, 9);
        assert_eq!(span.of("last year"), "year");
        assert_eq!(span.of("last"), "", "a span of another text reads nothing and does not panic");
        assert!(Span::new(0, 9).contains(span) && span.overlaps(Span::new(8, 12)) && !span.overlaps(Span::new(9, 12)));
    }
}
