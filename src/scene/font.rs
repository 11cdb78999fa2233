//! How wide text is, without a window.
//!
//! The screen (epaint, which shapes with harfrust) and the pictures (usvg, which shapes with rustybuzz) both place glyphs by
//! the advances and the pair kerning of the same four embedded files. So adding these up here tells where every text will
//! end, to a fraction of a point, before anybody paints it. Ligatures and contextual forms are left out: in
//! Inter they move a line of news by less than a point, and the serif only gets narrower by them (`ff`, `fi`). A test holds
//! the difference to what resvg draws.

use std::sync::OnceLock;

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId, Tag};

use super::{Family, Weight};

/// Inter, 400.
pub static INTER: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
/// Inter, 600.
pub static INTER_SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");
/// Source Serif 4, 400.
pub static SERIF: &[u8] = include_bytes!("../../assets/fonts/SourceSerif4-Regular.ttf");
/// Source Serif 4, 600.
pub static SERIF_SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/SourceSerif4-SemiBold.ttf");

/// The embedded file of a family and weight.
pub fn file(family: Family, weight: Weight) -> &'static [u8] {
    match (family, weight) {
        (Family::Sans, Weight::Regular) => INTER,
        (Family::Sans, Weight::SemiBold) => INTER_SEMIBOLD,
        (Family::Serif, Weight::Regular) => SERIF,
        (Family::Serif, Weight::SemiBold) => SERIF_SEMIBOLD,
    }
}

/// The family's name as the font file gives it.
pub fn family_name(family: Family) -> &'static str {
    match family {
        Family::Sans => "Inter",
        Family::Serif => "Source Serif 4",
    }
}

/// Characters whose kerning is looked up once: ASCII and the marks of good typography.
const COMMON_FIRST: u32 = 0x20;
const COMMON: usize = 96;

struct Metrics {
    face: Option<Face<'static>>,
    units_per_em: f32,
    /// Advances of U+0000 to U+052F (Latin, Greek, Cyrillic), in font units.
    advances: Vec<u16>,
    /// Kerning of ASCII pairs, in font units.
    kerning: Vec<i16>,
    /// Lookups of the `kern` feature, by index.
    lookups: Vec<u16>,
}

const ADVANCES: u32 = 0x530;

impl Metrics {
    fn new(data: &'static [u8]) -> Self {
        let face = Face::parse(data, 0).ok();
        let units_per_em = face.as_ref().map_or(1000.0, |face| f32::from(face.units_per_em()));
        let mut metrics = Self { face, units_per_em, advances: Vec::new(), kerning: Vec::new(), lookups: Vec::new() };
        metrics.lookups = metrics.kern_lookups();
        metrics.advances = (0..ADVANCES).map(|c| char::from_u32(c).map_or(0, |c| metrics.advance_of(c))).collect();
        let glyphs: Vec<_> =
            (0..COMMON as u32).map(|c| metrics.face.as_ref()?.glyph_index(char::from_u32(COMMON_FIRST + c)?)).collect();
        metrics.kerning = glyphs
            .iter()
            .flat_map(|a| glyphs.iter().map(move |b| (*a, *b)))
            .map(|(a, b)| a.zip(b).map_or(0, |(a, b)| metrics.kern_of(a, b)))
            .collect();
        metrics
    }

    fn kern_lookups(&self) -> Vec<u16> {
        let Some(gpos) = self.face.as_ref().and_then(|face| face.tables().gpos) else { return Vec::new() };
        let mut lookups: Vec<u16> = gpos
            .features
            .into_iter()
            .filter(|feature| feature.tag == Tag::from_bytes(b"kern"))
            .flat_map(|feature| feature.lookup_indices.into_iter())
            .collect();
        lookups.sort_unstable();
        lookups.dedup();
        lookups
    }

    fn advance_of(&self, c: char) -> u16 {
        let Some(face) = &self.face else { return 0 };
        // What a font lacks is drawn as its glyph 0, and takes that much room.
        let glyph = face.glyph_index(c).unwrap_or(GlyphId(0));
        face.glyph_hor_advance(glyph).unwrap_or(0)
    }

    fn kern_of(&self, left: GlyphId, right: GlyphId) -> i16 {
        let Some(gpos) = self.face.as_ref().and_then(|face| face.tables().gpos) else { return 0 };
        let mut sum = 0;
        for index in &self.lookups {
            let Some(lookup) = gpos.lookups.get(*index) else { continue };
            // The first subtable that covers the pair decides (OpenType GPOS, lookup type 2).
            for subtable in lookup.subtables.into_iter::<PositioningSubtable<'_>>() {
                let PositioningSubtable::Pair(pair) = subtable else { continue };
                let Some(covered) = pair.coverage().get(left) else { continue };
                let value = match pair {
                    PairAdjustment::Format1 { sets, .. } => sets.get(covered).and_then(|set| set.get(right)),
                    PairAdjustment::Format2 { classes, matrix, .. } => {
                        matrix.get((classes.0.get(left), classes.1.get(right)))
                    }
                };
                if let Some((first, _)) = value {
                    sum += first.x_advance;
                    break;
                }
            }
        }
        sum
    }

    fn advance(&self, c: char) -> u16 {
        self.advances.get(c as usize).copied().unwrap_or_else(|| self.advance_of(c))
    }

    /// In font units.
    fn side(&self, c: char) -> f32 {
        if !c.is_ascii_digit() {
            return 0.0;
        }
        let widest = ('0'..='9').map(|digit| self.advance(digit)).max().unwrap_or_default();
        f32::from(widest - self.advance(c)) / 2.0
    }

    fn kern(&self, a: char, b: char) -> i16 {
        let index = |c: char| (c as u32).checked_sub(COMMON_FIRST).map(|i| i as usize).filter(|i| *i < COMMON);
        if let (Some(i), Some(j)) = (index(a), index(b)) {
            return self.kerning.get(i * COMMON + j).copied().unwrap_or(0);
        }
        let Some(face) = &self.face else { return 0 };
        face.glyph_index(a).zip(face.glyph_index(b)).map_or(0, |(a, b)| self.kern_of(a, b))
    }
}

fn metrics(family: Family, weight: Weight) -> &'static Metrics {
    static ALL: [OnceLock<Metrics>; 4] = [const { OnceLock::new() }; 4];
    ALL[family as usize * 2 + weight as usize].get_or_init(|| Metrics::new(file(family, weight)))
}

/// Width of one line, in points.
pub fn width(text: &str, size: f32, family: Family, weight: Weight) -> f32 {
    let metrics = metrics(family, weight);
    let mut units = 0_i64;
    let mut before = None;
    for c in text.chars() {
        if let Some(before) = before {
            units += i64::from(metrics.kern(before, c));
        }
        units += i64::from(metrics.advance(c));
        before = Some(c);
    }
    units as f32 * size / metrics.units_per_em
}

/// The left edge of each character of a line whose digits stand on equal advances, in points from its beginning, and the
/// width of all. The fonts have such digits, but neither the toolkit nor the renderer of pictures can be asked for them; so
/// each is centered on the advance of the widest, and takes no part in kerning.
pub fn figures(text: &str, size: f32, family: Family, weight: Weight) -> (Vec<f32>, f32) {
    let metrics = metrics(family, weight);
    let (mut places, mut units) = (Vec::new(), 0.0);
    let mut before = None;
    for c in text.chars() {
        let side = metrics.side(c);
        if let Some(before) = before.filter(|before: &char| !before.is_ascii_digit() && !c.is_ascii_digit()) {
            units += f32::from(metrics.kern(before, c));
        }
        places.push((units + side) * size / metrics.units_per_em);
        units += 2.0 * side + f32::from(metrics.advance(c));
        before = Some(c);
    }
    (places, units * size / metrics.units_per_em)
}

/// What stands on either side of a digit so that all have the same advance, in points; 0 for what is no digit.
pub fn side(c: char, size: f32, family: Family, weight: Weight) -> f32 {
    let metrics = metrics(family, weight);
    metrics.side(c) * size / metrics.units_per_em
}

/// What is added between two letters, in font units.
pub fn kerning(a: char, b: char, family: Family, weight: Weight) -> i16 {
    metrics(family, weight).kern(a, b)
}

/// Width in Inter.
pub fn sans(text: &str, size: f32, weight: Weight) -> f32 {
    width(text, size, Family::Sans, weight)
}

/// Height of a capital letter, in points.
pub fn cap_height(size: f32, family: Family) -> f32 {
    let metrics = metrics(family, Weight::Regular);
    let cap = metrics.face.as_ref().and_then(Face::capital_height).unwrap_or(700);
    f32::from(cap) * size / metrics.units_per_em
}

/// The longest beginning of `text` in whole words that fits, with an ellipsis if anything is left out; `None` if not
/// even the first word fits.
pub fn shorten(text: &str, room: f32, size: f32, family: Family, weight: Weight) -> Option<String> {
    if width(text, size, family, weight) <= room {
        return Some(text.to_owned());
    }
    let cuts: Vec<usize> = text.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at).collect();
    let cut_at = |at: usize| {
        let kept = text.get(..at).unwrap_or_default().trim_end_matches([' ', ',', ';', ':', '.', '–', '—', '-']);
        format!("{kept}…")
    };
    let fitting = cuts.partition_point(|at| width(&cut_at(*at), size, family, weight) <= room);
    let at = *cuts.get(fitting.checked_sub(1)?)?;
    let short = cut_at(at);
    (short.len() > '…'.len_utf8()).then_some(short)
}

/// The longest beginning of a text that fits, at any letter, with an ellipsis if anything is left out: for names that are
/// one long word.
pub fn cut(text: &str, room: f32, size: f32, family: Family, weight: Weight) -> String {
    if width(text, size, family, weight) <= room {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let kept = |at: usize| format!("{}…", text.get(..at).unwrap_or_default());
    let fitting = ends.partition_point(|at| width(&kept(*at), size, family, weight) <= room);
    kept(ends.get(fitting.saturating_sub(1)).copied().unwrap_or_default())
}

/// Breaks text into lines no wider than `room`, at white space; a word that is wider stands alone. At most `lines` lines:
/// the last is shortened.
pub fn wrap(text: &str, room: f32, size: f32, family: Family, weight: Weight, lines: usize) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || width(&longer, size, family, weight) <= room {
            line = longer;
            continue;
        }
        if done.len() + 1 == lines {
            let rest: Vec<&str> = std::iter::once(word).chain(words).collect();
            let whole = format!("{line} {}", rest.join(" "));
            done.push(shorten(&whole, room, size, family, weight).unwrap_or(line));
            return done;
        }
        done.push(std::mem::replace(&mut line, word.to_owned()));
    }
    if !line.is_empty() {
        done.push(line);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kerning_is_read() {
        let plain: f32 = ["A", "V"].iter().map(|s| sans(s, 100.0, Weight::Regular)).sum();
        assert!(sans("AV", 100.0, Weight::Regular) < plain - 1.0);
        assert!(sans("Bridge opens", 13.0, Weight::SemiBold) > sans("Bridge opens", 13.0, Weight::Regular));
    }

    #[test]
    fn figures_align() {
        let width = |text: &str| figures(text, 13.0, Family::Sans, Weight::Regular).1;
        assert!(sans("11 Nov 2011", 13.0, Weight::Regular) < sans("20 Nov 2020", 13.0, Weight::Regular) - 2.0);
        assert!((width("11 Nov 2011") - width("20 Nov 2020")).abs() < 0.01);
        // Letters stand as they always do.
        assert!((width("November") - sans("November", 13.0, Weight::Regular)).abs() < 0.01);
        let (places, width) = figures("2011", 13.0, Family::Sans, Weight::SemiBold);
        assert!(places.len() == 4 && places.is_sorted() && places[3] < width);
    }

    #[test]
    fn text_is_shortened_at_words() {
        let text = "The harbor bridge opens to traffic, at last";
        let short = |room| shorten(text, room, 13.0, Family::Sans, Weight::Regular);
        assert_eq!(short(1000.0).as_deref(), Some(text));
        assert_eq!(short(220.0).as_deref(), Some("The harbor bridge opens to traffic…"));
        assert_eq!(short(4.0), None);
    }

    #[test]
    fn a_long_word_is_cut_at_a_letter() {
        let cut = |text, room| cut(text, room, 13.0, Family::Sans, Weight::Regular);
        assert_eq!(cut("harbor", 200.0), "harbor");
        let short = cut("018_harbor-authority-2024", 80.0);
        assert!(short.starts_with("018_harb") && short.ends_with('…'), "{short}");
        assert!(sans(&short, 13.0, Weight::Regular) <= 80.0);
        assert_eq!(cut("harbor", 1.0), "…");
    }

    #[test]
    fn lines_break_at_words() {
        let lines = wrap("Ministry of Fisheries and Harbors", 80.0, 13.0, Family::Sans, Weight::Regular, 2);
        assert_eq!(lines, ["Ministry of", "Fisheries…"]);
    }
}
