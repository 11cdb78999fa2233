//! The few controls that the toolkit does not draw the way this window looks.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Button, Color32, CornerRadius, FontId, Frame, Margin, Response, RichText, Role, Sense, Shape, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::app::style::{self, Palette};
use crate::span::Span;

/// Drawn signs, so that no icon font is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Icon {
    Back,
    Forward,
    Close,
    Sun,
    Moon,
    Star,
    StarFilled,
    Panel,
    List,
    Lanes,
}

/// A square button with a sign and a name for screen readers and tests.
pub fn icon_button(ui: &mut Ui, palette: &Palette, icon: Icon, name: &str, enabled: bool) -> Response {
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 28.0), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if ui.is_rect_visible(rect) {
        if enabled && (response.hovered() || response.has_focus()) {
            ui.painter().rect_filled(rect, 6.0, palette.hover());
        }
        if response.has_focus() {
            ui.painter().rect_stroke(rect, 6.0, Stroke::new(1.0, palette.accent), egui::StrokeKind::Inside);
        }
        let ink = match (enabled, icon) {
            (false, _) => palette.faint,
            (_, Icon::StarFilled) => palette.look_here,
            _ if response.hovered() => palette.ink,
            _ => palette.second,
        };
        paint_icon(ui.painter(), rect.center(), icon, ink);
    }
    response.on_hover_text(name)
}

/// Draws a sign in a square of 16 points around `c`.
pub fn paint_icon(painter: &egui::Painter, c: egui::Pos2, icon: Icon, ink: Color32) {
    let line = Stroke::new(1.5, ink);
    let at = |x: f32, y: f32| pos2(c.x + x, c.y + y);
    match icon {
        Icon::Back => _ = painter.line(vec![at(2.5, -5.0), at(-2.5, 0.0), at(2.5, 5.0)], line),
        Icon::Forward => _ = painter.line(vec![at(-2.5, -5.0), at(2.5, 0.0), at(-2.5, 5.0)], line),
        Icon::Close => {
            painter.line_segment([at(-4.0, -4.0), at(4.0, 4.0)], line);
            painter.line_segment([at(-4.0, 4.0), at(4.0, -4.0)], line);
        }
        Icon::Sun => {
            painter.circle_stroke(c, 3.2, line);
            for k in 0..8 {
                let (sin, cos) = (k as f32 * std::f32::consts::TAU / 8.0).sin_cos();
                painter.line_segment([at(cos * 5.4, sin * 5.4), at(cos * 7.2, sin * 7.2)], line);
            }
        }
        Icon::Moon => {
            // The crescent between two arcs.
            let mut points = Vec::new();
            for k in 0..=20 {
                let a = 0.65 + k as f32 / 20.0 * (std::f32::consts::TAU - 1.9);
                points.push(at(6.0 * (a - 0.35).cos(), 6.0 * (a - 0.35).sin()));
            }
            let (first, last) = (points[0], points[points.len() - 1]);
            for k in 1..10 {
                let t = k as f32 / 10.0;
                let middle = last + (first - last) * t;
                let bend = (t * std::f32::consts::PI).sin() * 4.2;
                points.push(middle + vec2(-0.82, 0.57) * bend);
            }
            painter.add(Shape::closed_line(points, Stroke::new(1.4, ink)));
        }
        Icon::Star | Icon::StarFilled => {
            let points: Vec<_> = (0..10)
                .map(|k| {
                    let r = if k % 2 == 0 { 6.6 } else { 2.8 };
                    let (sin, cos) = (k as f32 * std::f32::consts::TAU / 10.0).sin_cos();
                    at(sin * r, -cos * r + 0.4)
                })
                .collect();
            if icon == Icon::StarFilled {
                // Five kites and a middle: the toolkit fills convex shapes only.
                for k in 0..5 {
                    let (tip, right, left) = (points[2 * k], points[2 * k + 1], points[(2 * k + 9) % 10]);
                    painter.add(Shape::convex_polygon(vec![tip, right, at(0.0, 0.4), left], ink, Stroke::NONE));
                }
            }
            painter.add(Shape::closed_line(points, Stroke::new(1.2, ink)));
        }
        Icon::List => {
            for y in [-4.5, 0.0, 4.5] {
                painter.line_segment([at(-6.5, y), at(-5.0, y)], line);
                painter.line_segment([at(-2.5, y), at(6.5, y)], line);
            }
        }
        Icon::Lanes => {
            for (y, left, right) in [(-4.5, -6.5, 1.0), (0.0, -2.0, 6.5), (4.5, -5.0, 3.5)] {
                painter.line_segment([at(left, y), at(right, y)], Stroke::new(2.5, ink));
            }
        }
        Icon::Panel => {
            let r = egui::Rect::from_center_size(c, vec2(14.0, 12.0));
            painter.rect_stroke(r, 2.0, Stroke::new(1.3, ink), egui::StrokeKind::Middle);
            painter.vline(c.x - 2.5, r.y_range(), Stroke::new(1.3, ink));
        }
    }
}

/// Whether a key was pressed in this frame with modifiers that `held` asks for. They may have been let go within the same
/// frame, so the key is asked and not the keyboard as it is now.
pub fn pressed_with(ui: &Ui, key: egui::Key, held: impl Fn(egui::Modifiers) -> bool) -> bool {
    let is = |event: &egui::Event| match event {
        egui::Event::Key { key: k, pressed: true, modifiers, .. } => *k == key && held(*modifiers),
        _ => false,
    };
    ui.input(|i| i.events.iter().any(is))
}

/// Brings into sight what the keyboard has come to, where it lies in something that scrolls.
pub fn follow_focus(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// Shows which control the keyboard has, around it.
fn focus_ring(ui: &Ui, palette: &Palette, response: &Response, away: f32) {
    if response.has_focus() {
        let ring = Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(response.rect.expand(away), 6.0 + away, ring, egui::StrokeKind::Outside);
    }
}

/// The one button that a sheet or an empty page is about.
pub fn primary(ui: &mut Ui, palette: &Palette, text: &str) -> Response {
    let text = RichText::new(text).color(palette.on_accent);
    let response = ui.add(Button::new(text).fill(palette.accent).stroke(Stroke::NONE).min_size(vec2(0.0, 28.0)));
    follow_focus(&response);
    focus_ring(ui, palette, &response, 2.0);
    response
}

/// An ordinary button.
pub fn secondary(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::new(text).min_size(vec2(0.0, 28.0)))
}

/// A button that looks like text until it is pointed at.
pub fn quiet(ui: &mut Ui, palette: &Palette, text: &str, size: f32) -> Response {
    let text = RichText::new(text).size(size).color(palette.second);
    let response = ui.add(Button::new(text).frame_when_inactive(false).stroke(Stroke::NONE).min_size(vec2(0.0, 24.0)));
    follow_focus(&response);
    focus_ring(ui, palette, &response, 0.0);
    response
}

/// A menu button with a small chevron.
pub fn menu_button<R>(ui: &mut Ui, palette: &Palette, text: &str, content: impl FnOnce(&mut Ui) -> R) -> Response {
    let response = ui.add(Button::new(text).min_size(vec2(0.0, 28.0)).right_text(RichText::new("   ").size(8.0)));
    let c = pos2(response.rect.right() - 14.0, response.rect.center().y);
    let ink = Stroke::new(1.2, palette.second);
    ui.painter().line(vec![pos2(c.x - 3.5, c.y - 1.5), pos2(c.x, c.y + 2.0), pos2(c.x + 3.5, c.y - 1.5)], ink);
    egui::Popup::menu(&response).gap(4.0).frame(menu_frame(palette)).show(|ui| {
        ui.set_width(response.rect.width().max(180.0));
        content(ui)
    });
    response
}

/// The frame of menus and lists that hang over the window.
pub fn menu_frame(palette: &Palette) -> Frame {
    Frame::new()
        .fill(palette.ground)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::same(6))
        .shadow(egui::Shadow {
            offset: [0, 4],
            blur: 16,
            spread: 0,
            color: Color32::from_black_alpha(if palette.dark { 100 } else { 28 }),
        })
}

/// A row of a menu; `chosen` carries a check mark.
pub fn menu_item(ui: &mut Ui, palette: &Palette, text: &str, chosen: bool) -> Response {
    let width = ui.available_width().max(128.0);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), style::sans(style::TEXT), palette.ink);
    let (rect, response) = ui.allocate_exact_size(vec2(width.max(galley.size().x + 40.0), 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItem, true, chosen, text));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, palette.hover());
    }
    if chosen {
        let c = pos2(rect.left() + 12.0, rect.center().y);
        let check = vec![c + vec2(-4.0, 0.0), c + vec2(-1.0, 3.0), c + vec2(4.0, -3.5)];
        ui.painter().line(check, Stroke::new(1.5, palette.accent));
    }
    let top = rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(pos2(rect.left() + 26.0, top), galley, palette.ink);
    response
}

/// A choice of few, side by side; returns the one that was clicked.
pub fn segments<T: Copy + PartialEq>(ui: &mut Ui, palette: &Palette, chosen: T, all: &[(T, &str)]) -> Option<T> {
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (value, text) in all {
            let on = *value == chosen;
            let ink = if on { palette.accent } else { palette.ink };
            let mut button = Button::new(RichText::new(*text).color(ink)).min_size(vec2(0.0, 28.0)).selected(on);
            if on {
                button = button.fill(palette.selected()).stroke(Stroke::new(1.0, palette.accent));
            }
            if ui.add(button).clicked() {
                clicked = Some(*value);
            }
        }
    });
    clicked
}

/// One line of text over the whole width, cut with an ellipsis.
pub fn line_text(text: &str, font: FontId, color: Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    job
}

/// A small grey title above a group.
pub fn group_title(ui: &mut Ui, palette: &Palette, text: &str) -> Response {
    ui.label(RichText::new(text).font(style::bold(style::SMALL)).color(palette.second))
}

/// Text centered in a rectangle, for empty states.
pub fn centered(ui: &Ui, rect: egui::Rect, text: &str, font: FontId, color: Color32) {
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, font, color);
}

/// Words of a source as they are shown: runs of white space folded into one space, with the way back to the text.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// As shown.
    pub text: String,
    /// For each byte of `text` its byte in the article.
    at: Vec<u32>,
}

impl Folded {
    /// Folds the words of `span` in `text`.
    pub fn new(text: &str, span: Span) -> Self {
        let mut folded = Self::default();
        let mut space = false;
        for (n, c) in span.of(text).char_indices() {
            let here = span.start + n as u32;
            // A sign from a font of the page's own is nothing that could be shown.
            if c.is_whitespace() || ('\u{e000}'..='\u{f8ff}').contains(&c) {
                space = !folded.text.is_empty();
                continue;
            }
            if space {
                folded.text.push(' ');
                folded.at.push(here - 1);
                space = false;
            }
            folded.text.push(c);
            folded.at.extend((0..c.len_utf8() as u32).map(|k| here + k));
        }
        folded
    }

    /// Where a stretch of the article is shown; `None` if it is not.
    pub fn find(&self, span: Span) -> Option<std::ops::Range<usize>> {
        let start = self.at.partition_point(|&b| b < span.start);
        let end = self.at.partition_point(|&b| b < span.end);
        (start < end && self.text.is_char_boundary(start) && self.text.is_char_boundary(end)).then_some(start..end)
    }

    /// The byte of the article that is shown as character `n`.
    pub fn byte_of_char(&self, n: usize) -> Option<u32> {
        let (byte, _) = self.text.char_indices().nth(n)?;
        self.at.get(byte).copied()
    }

    /// The character that begins at byte `shown` of the shown text.
    pub fn char_of(&self, shown: usize) -> usize {
        self.text.get(..shown).map_or(0, |s| s.chars().count())
    }
}

/// Words with a ground behind them: the characters they are shown as, and the color.
pub type Marks = Vec<(std::ops::Range<usize>, Color32)>;

/// Where stretches of the article are shown, in characters. Stretches that are not shown are left out.
pub fn place_marks(folded: &Folded, marks: &[(Span, Color32)]) -> Marks {
    let chars = |place: std::ops::Range<usize>| folded.char_of(place.start)..folded.char_of(place.end);
    marks.iter().filter_map(|(span, color)| Some((chars(folded.find(*span)?), *color))).collect()
}

/// Paints the grounds behind words of a galley that stands at `at`; of those that overlap the earlier lies on top. The
/// toolkit's own would be as tall as the line; these are as tall as the letters and have round corners.
pub fn paint_marks(painter: &egui::Painter, galley: &egui::Galley, at: egui::Pos2, marks: &Marks, size: f32) {
    for (chars, color) in marks.iter().rev() {
        let mut first = 0;
        for row in &galley.rows {
            let glyphs = &row.row.glyphs;
            let from = chars.start.saturating_sub(first).min(glyphs.len());
            let to = chars.end.saturating_sub(first).min(glyphs.len());
            first += glyphs.len() + usize::from(row.ends_with_newline);
            let inside = glyphs.get(from..to).unwrap_or_default();
            // A space at the end of a line is not marked.
            let inside = match inside {
                [rest @ .., last] if last.chr == ' ' => rest,
                all => all,
            };
            let (Some(left), Some(right)) = (inside.first(), inside.last()) else { continue };
            let baseline = at.y + row.pos.y + left.pos.y;
            let rect = egui::Rect::from_min_max(
                pos2(at.x + row.pos.x + left.pos.x - 2.0, baseline - size * 0.94),
                pos2(at.x + row.pos.x + right.pos.x + right.advance_width + 2.0, baseline + size * 0.34),
            );
            painter.rect_filled(rect, 3.0, *color);
        }
    }
}

/// Words in one format, wrapped at `width`.
pub fn text_job(text: &str, format: TextFormat, width: f32) -> LayoutJob {
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = width;
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_the_way_back() {
        let text = "  The  ferry\r\n\tsank \u{e5c5} on\n “Friday”. ";
        let folded = Folded::new(text, Span::new(0, text.len()));
        assert_eq!(folded.text, "The ferry sank on “Friday”.");
        for word in ["The", "ferry", "sank", "“Friday”"] {
            let at = text.find(word).unwrap();
            let shown = folded.find(Span::new(at, at + word.len())).unwrap();
            assert_eq!(&folded.text[shown.clone()], word);
            assert_eq!(folded.byte_of_char(folded.char_of(shown.start)), Some(at as u32));
        }
        assert_eq!(folded.find(Span::new(1000, 1001)), None);
    }

    #[test]
    fn marks_stand_at_the_characters_that_are_shown() {
        let text = "“The\nferry”  sank on Friday.";
        let folded = Folded::new(text, Span::new(0, text.len()));
        let at = |word: &str| {
            let at = text.find(word).unwrap();
            (Span::new(at, at + word.len()), Color32::RED)
        };
        let marks = place_marks(&folded, &[at("sank"), at("Friday"), (Span::new(900, 905), Color32::RED)]);
        let words: Vec<String> =
            marks.iter().map(|(r, _)| folded.text.chars().skip(r.start).take(r.len()).collect()).collect();
        assert_eq!(words, ["sank", "Friday"]);
    }
}
