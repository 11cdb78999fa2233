//! How the window looks: ink on paper, one grid, one scale of type.
//!
//! | token | value |
//! |---|---|
//! | grid | 4 pt |
//! | type | 11 small, 13 text, 16 reading and titles, 20 headings |
//! | families | Inter for the interface, Source Serif 4 for articles |
//! | control | 28 pt high, 6 pt corners, a line and no shadow |
//!
//! The toolkit's own look is replaced once, here; the panels then use its widgets as they are.

use std::sync::Arc;

use super::paint::color;
use crate::scene::{Look, Theme, font};
use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, TextStyle, vec2};

/// Small print: axis, captions, counts.
pub const SMALL: f32 = 11.0;
/// The interface.
pub const TEXT: f32 = 13.0;
/// Articles and titles of panels.
pub const READING: f32 = 16.0;
/// The one heading.
pub const HEADING: f32 = 20.0;

/// The colors of one theme, as the toolkit names colors.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Palette {
    pub dark: bool,
    pub look: Look,
    pub ground: Color32,
    pub panel: Color32,
    /// Fields and buttons.
    pub raised: Color32,
    pub line: Color32,
    pub grid: Color32,
    pub ink: Color32,
    /// Second ink: what may be read later.
    pub second: Color32,
    /// What cannot be used, and furniture of an article.
    pub faint: Color32,
    pub accent: Color32,
    pub on_accent: Color32,
    /// Disagreements and problems.
    pub look_here: Color32,
    pub look_here_ground: Color32,
    /// Words on that ground: a little darker, so that they can be read.
    pub look_here_words: Color32,
    /// Behind words that tell a time.
    pub time_words: Color32,
    /// Behind the word that names the happening.
    pub trigger: Color32,
    pub lanes: Vec<Color32>,
}

impl Palette {
    /// The colors of a theme.
    pub fn new(theme: &Theme) -> Self {
        let c = &theme.colors;
        Self {
            dark: theme.look.is_dark(),
            look: theme.look,
            ground: color(c.ground),
            panel: color(c.panel),
            raised: color(c.raised),
            line: color(c.line),
            grid: color(c.grid),
            ink: color(c.ink),
            second: color(c.second),
            faint: color(c.faint),
            accent: color(c.accent),
            on_accent: color(c.on_accent),
            look_here: color(c.look),
            look_here_ground: color(c.look_ground),
            look_here_words: mix(color(c.look), color(c.ink), 0.15),
            time_words: color(c.time_words),
            trigger: color(c.trigger),
            lanes: c.lanes.iter().copied().map(color).collect(),
        }
    }

    /// A tint of the accent behind what is selected.
    pub fn selected(&self) -> Color32 {
        let share = match self.look {
            Look::Light => 0.13,
            Look::Dark => 0.22,
            Look::Contrast | Look::ContrastDark => 0.32,
        };
        mix(self.ground, self.accent, share)
    }

    /// Behind what the pointer is on.
    pub fn hover(&self) -> Color32 {
        mix(self.ground, self.ink, if self.look.is_contrast() { 0.14 } else { 0.05 })
    }

    /// Behind a trigger; on a selected row, which has the same tint, a stronger one.
    pub fn trigger_on(&self, selected: bool) -> Color32 {
        let share = match self.look {
            Look::Light => 0.3,
            Look::Dark => 0.42,
            Look::Contrast | Look::ContrastDark => 0.52,
        };
        if selected { mix(self.ground, self.accent, share) } else { self.trigger }
    }
}

/// `share` of `over` on `under`.
pub fn mix(under: Color32, over: Color32, share: f32) -> Color32 {
    let f = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
    Color32::from_rgb(f(under.r(), over.r()), f(under.g(), over.g()), f(under.b(), over.b()))
}

/// The family of semi-bold Inter.
pub fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// The family of Source Serif 4.
pub fn serif() -> FontFamily {
    FontFamily::Name("serif".into())
}

/// The family of semi-bold Source Serif 4.
pub fn serif_semibold() -> FontFamily {
    FontFamily::Name("serif-semibold".into())
}

/// Inter at `size`.
pub fn sans(size: f32) -> FontId {
    FontId::proportional(size)
}

/// Semi-bold Inter at `size`.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, semibold())
}

/// Installs the embedded families and both themes in usual contrast.
pub fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    // What the embedded families lack (arrows, other scripts) falls back to the toolkit's own.
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let embedded: [(&str, FontFamily, &'static [u8]); 4] = [
        ("inter", FontFamily::Proportional, font::INTER),
        ("inter-semibold", semibold(), font::INTER_SEMIBOLD),
        ("source-serif", serif(), font::SERIF),
        ("source-serif-semibold", serif_semibold(), font::SERIF_SEMIBOLD),
    ];
    for (name, family, bytes) in embedded {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let names = std::iter::once(name.to_owned()).chain(fallback.iter().cloned()).collect();
        fonts.families.insert(family, names);
    }
    ctx.set_fonts(fonts);
    dress(ctx, false);
}

/// Gives the toolkit the colors of both themes, in usual or high contrast.
pub fn dress(ctx: &egui::Context, contrast: bool) {
    for (theme, dark) in [(egui::Theme::Light, false), (egui::Theme::Dark, true)] {
        ctx.set_style_of(theme, style(&Palette::new(&Theme::of(Look::of(dark, contrast)))));
    }
}

fn style(p: &Palette) -> egui::Style {
    let mut style = egui::Style {
        text_styles: [
            (TextStyle::Small, sans(SMALL)),
            (TextStyle::Body, sans(TEXT)),
            (TextStyle::Button, sans(TEXT)),
            (TextStyle::Monospace, FontId::monospace(TEXT)),
            (TextStyle::Heading, bold(HEADING)),
        ]
        .into(),
        animation_time: 0.12,
        ..Default::default()
    };
    style.spacing.item_spacing = vec2(8.0, 4.0);
    style.spacing.button_padding = vec2(12.0, 4.0);
    style.spacing.interact_size = vec2(28.0, 28.0);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(20);
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    style.spacing.scroll.bar_width = 6.0;
    style.spacing.scroll.floating_width = 3.0;
    style.spacing.scroll.floating_allocated_width = 0.0;
    style.spacing.scroll.fade.strength = 0.0;
    style.interaction.tooltip_delay = 0.12;
    style.interaction.selectable_labels = false;
    style.scroll_animation = egui::style::ScrollAnimation::none();
    style.visuals = visuals(p);
    style
}

fn visuals(p: &Palette) -> egui::Visuals {
    let mut v = if p.dark { egui::Visuals::dark() } else { egui::Visuals::light() };
    let corner = CornerRadius::same(6);
    let state = |fill: Color32, line: Color32, ink: Color32| egui::style::WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: corner,
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    v.widgets.noninteractive = state(p.panel, p.line, p.ink);
    v.widgets.inactive = state(p.ground, p.line, p.ink);
    v.widgets.hovered = state(p.hover(), mix(p.line, p.ink, 0.25), p.ink);
    v.widgets.active = state(mix(p.ground, p.ink, 0.1), p.accent, p.ink);
    v.widgets.open = state(p.hover(), mix(p.line, p.ink, 0.25), p.ink);
    v.override_text_color = None;
    v.weak_text_color = Some(p.second);
    v.hyperlink_color = p.accent;
    v.warn_fg_color = p.look_here;
    v.error_fg_color = p.look_here;
    v.panel_fill = p.ground;
    v.window_fill = p.ground;
    v.window_stroke = Stroke::new(1.0, p.line);
    v.window_corner_radius = CornerRadius::same(10);
    v.menu_corner_radius = CornerRadius::same(8);
    let shadow =
        |blur, alpha| egui::Shadow { offset: [0, 4], blur, spread: 0, color: Color32::from_black_alpha(alpha) };
    v.window_shadow = shadow(32, if p.dark { 120 } else { 40 });
    v.popup_shadow = shadow(16, if p.dark { 100 } else { 28 });
    v.extreme_bg_color = p.raised;
    v.text_edit_bg_color = Some(p.raised);
    v.faint_bg_color = p.panel;
    v.code_bg_color = p.panel;
    v.selection.bg_fill = mix(p.ground, p.accent, 0.3);
    v.selection.stroke = Stroke::new(1.0, p.accent);
    v.text_cursor.stroke = Stroke::new(1.5, p.accent);
    v.text_cursor.blink = false;
    v.interact_cursor = None;
    v.slider_trailing_fill = true;
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the window mixes of the theme's colors; those themselves are checked beside the theme.
    #[test]
    fn all_text_can_be_read() {
        for look in Look::ALL {
            let p = Palette::new(&Theme::of(look));
            let least = if look.is_contrast() { 7.0 } else { 4.5 };
            let on = |what: &str, text: Color32, ground: Color32, least: f32| {
                let plain = |c: Color32| crate::scene::Color { r: c.r(), g: c.g(), b: c.b(), a: 255 };
                let has = plain(text).contrast(plain(ground));
                assert!(has >= least, "{look:?}: {what}, {text:?} on {ground:?}, has {has:.2} of {least}");
            };
            for ground in [p.selected(), p.hover()] {
                on("ink", p.ink, ground, 7.0);
                on("second ink", p.second, ground, least);
                on("accent", p.accent, ground, 4.5);
                on("look here", p.look_here, ground, 4.5);
            }
            on("a trigger in a chosen row", p.ink, p.trigger_on(true), 4.5);
            on("words of a disagreement", p.look_here_words, p.look_here_ground, least);
            on("a ring of selection", p.accent, p.ground, 3.0);
        }
    }
}
