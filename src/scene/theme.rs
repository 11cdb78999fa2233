//! Every color and size, read from `assets/theme.toml`.
//!
//! Nothing else in the program names a color. A [`Theme`] is one column of that file (light, dark, each also in high contrast)
//! with the sizes all four share; changing the look is editing data.

use std::sync::OnceLock;

use serde::Deserialize;

use super::Color;

/// Which column of the theme file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Look {
    /// Ink on near-white paper.
    #[default]
    Light,
    /// Paper on near-black ink.
    Dark,
    /// Black on white, no greys that carry meaning.
    Contrast,
    /// White on black.
    #[serde(rename = "contrast-dark")]
    ContrastDark,
}

impl Look {
    /// All, in the order of the theme file.
    pub const ALL: [Self; 4] = [Self::Light, Self::Dark, Self::Contrast, Self::ContrastDark];

    /// The look of a light or dark window with usual or high contrast.
    pub fn of(dark: bool, contrast: bool) -> Self {
        match (dark, contrast) {
            (false, false) => Self::Light,
            (true, false) => Self::Dark,
            (false, true) => Self::Contrast,
            (true, true) => Self::ContrastDark,
        }
    }

    /// Whether it is light on dark.
    pub fn is_dark(self) -> bool {
        matches!(self, Self::Dark | Self::ContrastDark)
    }

    /// Whether its contrast is high.
    pub fn is_contrast(self) -> bool {
        matches!(self, Self::Contrast | Self::ContrastDark)
    }
}

/// The colors of one look.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)] // the theme file says what each is for
pub struct Colors {
    pub ground: Color,
    pub panel: Color,
    pub raised: Color,
    pub line: Color,
    pub grid: Color,
    pub ink: Color,
    pub second: Color,
    pub faint: Color,
    pub accent: Color,
    pub on_accent: Color,
    pub look: Color,
    pub look_ground: Color,
    pub time_words: Color,
    pub trigger: Color,
    pub density: Color,
    pub lanes: Vec<Color>,
    pub others: Color,
    pub pale: f32,
    pub dimmed: f32,
}

/// Sizes in points, shared by all looks.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)] // the theme file says what each is for
pub struct Sizes {
    pub small: f32,
    pub body: f32,
    pub title: f32,
    pub display: f32,
    pub axis: f32,
    pub gutter: f32,
    pub margin: f32,
    pub row: f32,
    pub lane_pad: f32,
    pub tray: f32,
    pub dot: f32,
    pub bar: f32,
    pub least_bar: f32,
    pub bracket: f32,
    pub bracket_line: f32,
    pub outline: f32,
    pub fade: f32,
    pub run: f32,
    pub ring: f32,
    pub tick: f32,
    pub tick_height: f32,
    pub tick_gap: f32,
    pub ticks: u32,
    pub label_gap: f32,
    pub apart: f32,
}

/// How much of the ink the second round of lane colors has. With less, a hue and its second cannot be told apart as
/// swatches of eight points; with more, all second ones are ink.
const SECOND_ROUND: f32 = 0.45;

/// One look: its colors and the sizes.
#[derive(Clone, PartialEq, Debug)]
pub struct Theme {
    /// Which it is.
    pub look: Look,
    /// Its colors.
    pub colors: Colors,
    /// The sizes.
    pub sizes: Sizes,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct File {
    light: Colors,
    dark: Colors,
    contrast: Colors,
    contrast_dark: Colors,
    sizes: Sizes,
}

static FILE: OnceLock<File> = OnceLock::new();

fn file() -> &'static File {
    // The file is part of the program and `the_theme_file_is_whole` reads it, so an error cannot reach a user.
    FILE.get_or_init(|| toml::from_str(include_str!("../../assets/theme.toml")).unwrap_or_default())
}

impl Theme {
    /// The theme of one look.
    pub fn of(look: Look) -> Self {
        let file = file();
        let colors = match look {
            Look::Light => &file.light,
            Look::Dark => &file.dark,
            Look::Contrast => &file.contrast,
            Look::ContrastDark => &file.contrast_dark,
        };
        Self { look, colors: colors.clone(), sizes: file.sizes.clone() }
    }

    /// The light theme.
    pub fn light() -> Self {
        Self::of(Look::Light)
    }

    /// The dark theme.
    pub fn dark() -> Self {
        Self::of(Look::Dark)
    }

    /// The color of the name with this place. After eight the hues come round again nearer to the ink, so that two lanes
    /// that stand together because a filter took away the rest are still told apart; then they repeat.
    pub fn lane(&self, place: usize) -> Color {
        let lanes = &self.colors.lanes;
        let round = lanes.len().max(1);
        let color = lanes.get(place % round).copied().unwrap_or(self.colors.others);
        if (place / round).is_multiple_of(2) { color } else { color.mix(self.colors.ink, SECOND_ROUND) }
    }
}

impl Color {
    /// From `#rrggbb` or `#rrggbbaa`.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#')?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [a, b, c, d] = value.to_be_bytes();
        match digits.len() {
            6 => Some(Self { r: b, g: c, b: d, a: 255 }),
            8 => Some(Self { r: a, g: b, b: c, a: d }),
            _ => None,
        }
    }

    /// `#rrggbb`, without the opacity.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }

    /// The same hue at this share of its opacity, 0..1.
    pub fn alpha(self, share: f32) -> Self {
        Self { a: (f32::from(self.a) * share.clamp(0.0, 1.0)).round() as u8, ..self }
    }

    /// Between this color (0) and another (1), channel by channel; opaque colors stay opaque.
    pub fn mix(self, other: Self, share: f32) -> Self {
        let t = share.clamp(0.0, 1.0);
        let between = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * t).round() as u8;
        Self {
            r: between(self.r, other.r),
            g: between(self.g, other.g),
            b: between(self.b, other.b),
            a: between(self.a, other.a),
        }
    }

    /// Relative luminance (WCAG 2.2), 0..1.
    pub fn luminance(self) -> f32 {
        let linear = |c: u8| {
            let c = f32::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast with another color (WCAG 2.2), 1..21.
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hex = String::deserialize(deserializer)?;
        Self::from_hex(&hex).ok_or_else(|| serde::de::Error::custom(format!("‘{hex}’ is no color")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_file_is_whole() {
        let table: toml::Table = toml::from_str(include_str!("../../assets/theme.toml")).unwrap();
        let _: File = toml::from_str(include_str!("../../assets/theme.toml")).unwrap();
        let keys = |name: &str| table[name].as_table().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys("light"), keys("dark"));
        assert_eq!(keys("light"), keys("contrast"));
        assert_eq!(keys("light"), keys("contrast_dark"));
        for look in Look::ALL {
            assert_eq!(Theme::of(look).colors.lanes.len(), 8);
        }
        assert!(Theme::light().sizes.row > 0.0 && Theme::light().sizes.apart > 0.0);
    }

    /// WCAG 2.2: 4.5 for text (1.4.3), 3 for what must be seen to understand (1.4.11); high contrast asks for 7 (1.4.6)
    /// and 4.5.
    #[test]
    fn text_and_marks_stand_out_from_the_paper() {
        for look in Look::ALL {
            let theme = Theme::of(look);
            let c = &theme.colors;
            let (text, mark) = if look.is_contrast() { (7.0, 4.5) } else { (4.5, 3.0) };
            let on = |what: &str, color: Color, paper: Color, least: f32| {
                let has = color.contrast(paper);
                assert!(has >= least, "{look:?}: {what}, {} on {}, has {has:.2} of {least}", color.hex(), paper.hex());
            };
            for paper in [c.ground, c.panel, c.raised] {
                on("ink", c.ink, paper, 7.0);
                on("second ink", c.second, paper, text);
                on("accent", c.accent, paper, text);
                on("look here", c.look, paper, text);
            }
            on("text on accent", c.on_accent, c.accent, text);
            on("ink on time words", c.ink, c.time_words, 4.5);
            on("ink on triggers", c.ink, c.trigger, 4.5);
            on("columns of the overview", c.density, c.panel, mark);
            on("others", c.others, c.ground, mark);
            on("ticks of sources", c.second, c.ground, mark);
            for place in 0..16 {
                let lane = theme.lane(place);
                on("a pill, an outline", lane, c.ground, mark);
                on(
                    "a bar",
                    lane.mix(c.ground, super::super::mark::BAR),
                    c.ground,
                    if look.is_contrast() { 4.5 } else { 3.0 },
                );
                // What is denied is known by its stroke, which stands out from its mark and from the paper.
                let pale = lane.mix(c.ground, c.pale);
                on("the stroke of a denied mark", c.ink, pale, 3.0);
                on("the slit of sources that differ", c.ground, lane, 3.0);
                if look.is_contrast() {
                    on("a denied mark", pale, c.ground, 3.0);
                    on("what is no hit", c.ground.mix(lane, c.dimmed), c.ground, 3.0);
                }
                assert!(lane.contrast(c.ground) > c.grid.contrast(c.ground), "{look:?}: the grid outshines a mark");
            }
        }
    }

    /// Deuteranopia and protanopia at full strength (Machado, Oliveira and Fernandes 2009), on linear RGB.
    const BLIND: [[[f32; 3]; 3]; 2] = [
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ];

    fn oklab(color: Color, see: Option<[[f32; 3]; 3]>) -> [f32; 3] {
        let linear = |c: u8| {
            let c = f32::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let mut rgb = [linear(color.r), linear(color.g), linear(color.b)];
        if let Some(m) = see {
            rgb = m.map(|row| row.iter().zip(rgb).map(|(a, b)| a * b).sum::<f32>().clamp(0.0, 1.0));
        }
        let [r, g, b] = rgb;
        let l = (0.4122215 * r + 0.5363325 * g + 0.0514460 * b).cbrt();
        let m = (0.2119035 * r + 0.6806995 * g + 0.107397 * b).cbrt();
        let s = (0.0883025 * r + 0.2817188 * g + 0.6299787 * b).cbrt();
        [
            0.2104543 * l + 0.7936178 * m - 0.0040720 * s,
            1.9779985 * l - 2.4285922 * m + 0.4505937 * s,
            0.0259040 * l + 0.7827718 * m - 0.8086758 * s,
        ]
    }

    #[test]
    fn lanes_are_told_apart_by_color_blind_eyes() {
        for look in Look::ALL {
            let lanes = Theme::of(look).colors.lanes;
            for see in [None, Some(BLIND[0]), Some(BLIND[1])] {
                for (i, a) in lanes.iter().enumerate() {
                    for b in &lanes[i + 1..] {
                        let (p, q) = (oklab(*a, see), oklab(*b, see));
                        let far = p.iter().zip(q).map(|(x, y)| (x - y).powi(2)).sum::<f32>().sqrt();
                        // 0.02 in Oklab is about the least difference one sees side by side; lanes are seen apart from each other.
                        assert!(far > 0.048, "{look:?} {see:?}: {} and {} are {far} apart", a.hex(), b.hex());
                    }
                }
            }
        }
    }
}
