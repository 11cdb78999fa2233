//! Scene → the toolkit's shapes. Nothing is decided here: every place, size and color comes with the items.
//!
//! The text of a scene stands on baselines; the toolkit places text by its top, so each galley is lifted by the height of
//! its first glyph's baseline. Galleys are cached by the toolkit as long as they are drawn, so panning lays out no text.

use std::sync::Arc;

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Shape, StrokeKind, pos2, vec2};

use super::style;
use crate::scene::{self, Align, Family, Item, Scene, Weight};

/// A color of the scene as the toolkit names it.
pub fn color(c: scene::Color) -> Color32 {
    Color32::from_rgba_unmultiplied(c.r, c.g, c.b, c.a)
}

/// A rectangle of the scene, whose top left stands at `origin`.
pub fn rect(r: scene::Rect, origin: Pos2) -> Rect {
    Rect::from_min_size(origin + vec2(r.x, r.y), vec2(r.width, r.height))
}

fn stroke(s: scene::Stroke) -> egui::Stroke {
    egui::Stroke::new(s.width, color(s.color))
}

fn font(family: Family, weight: Weight, size: f32) -> FontId {
    let family = match (family, weight) {
        (Family::Sans, Weight::Regular) => egui::FontFamily::Proportional,
        (Family::Sans, Weight::SemiBold) => style::semibold(),
        (Family::Serif, Weight::Regular) => style::serif(),
        (Family::Serif, Weight::SemiBold) => style::serif_semibold(),
    };
    FontId::new(size, family)
}

/// A line in Inter whose digits stand on equal advances, for columns of dates and numbers.
pub fn figures(text: &str, font: FontId, color: Color32) -> LayoutJob {
    let weight = if font.family == style::semibold() { Weight::SemiBold } else { Weight::Regular };
    let mut job = LayoutJob { wrap: TextWrapping::no_max_width(), break_on_newline: false, ..LayoutJob::default() };
    let mut after = 0.0;
    let mut from = 0;
    let format = || TextFormat::simple(font.clone(), color);
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        // What stands before the digit, then the digit in a section of its own.
        if let Some(words) = text.get(from..at).filter(|words| !words.is_empty()) {
            job.append(words, std::mem::take(&mut after), format());
        }
        let side = scene::font::side(c, font.size, Family::Sans, weight);
        job.append(c.encode_utf8(&mut [0; 4]), after + side, format());
        (after, from) = (side, at + c.len_utf8());
    }
    job.append(text.get(from..).unwrap_or_default(), after, format());
    job
}

/// Height of the first baseline below the top of a galley.
pub fn baseline(galley: &Galley) -> f32 {
    galley.rows.first().map_or(0.0, |row| row.pos.y + row.row.glyphs.first().map_or(0.0, |glyph| glyph.pos.y))
}

/// Paints a scene with its top left at `origin`; what lies outside of the painter's clip is skipped.
pub fn scene(painter: &Painter, origin: Pos2, scene: &Scene) {
    let visible = painter.clip_rect();
    let mut clipped: Option<(scene::Rect, Painter)> = None;
    for Item { shape, clip, .. } in &scene.items {
        let painter = match clip {
            None => painter,
            Some(r) => {
                // Items of one lane follow each other, so one clipped painter serves many.
                if clipped.as_ref().is_none_or(|(last, _)| last != r) {
                    clipped = Some((*r, painter.with_clip_rect(rect(*r, origin).intersect(visible))));
                }
                clipped.as_ref().map_or(painter, |(_, painter)| painter)
            }
        };
        if painter.clip_rect().is_positive() {
            paint(painter, origin, shape);
        }
    }
}

fn paint(painter: &Painter, origin: Pos2, shape: &scene::Shape) {
    let at = |p: scene::Point| origin + vec2(p.x, p.y);
    match shape {
        scene::Shape::Rect { rect: r, radius, fill, stroke: line } => {
            let r = rect(*r, origin);
            let radius = radius.min(r.width() / 2.0).min(r.height() / 2.0);
            // A round mark must stay round: the corner radius of the toolkit is a whole number.
            if (r.width() - r.height()).abs() < 0.01 && radius >= r.width() / 2.0 - 0.01 {
                if let Some(fill) = fill {
                    painter.circle_filled(r.center(), radius, color(*fill));
                }
                if let Some(line) = line {
                    painter.circle_stroke(r.center(), radius, stroke(*line));
                }
                return;
            }
            let corner = CornerRadius::same(radius.round() as u8);
            if let Some(line) = line.filter(|line| line.dash.is_some()) {
                if let Some(fill) = fill {
                    painter.rect_filled(r, corner, color(*fill));
                }
                let corners = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
                dashed(painter, &corners, line);
                return;
            }
            let fill = fill.map_or(Color32::TRANSPARENT, color);
            let line = line.map_or(egui::Stroke::NONE, stroke);
            painter.rect(r, corner, fill, line, StrokeKind::Middle);
        }
        scene::Shape::Fade { rect: r, left, right } => {
            painter.add(Shape::Mesh(Arc::new(fade(rect(*r, origin), color(*left), color(*right)))));
        }
        scene::Shape::Line { points, stroke: line } => {
            let points: Vec<Pos2> = points.iter().map(|&p| at(p)).collect();
            match (points.as_slice(), line.dash) {
                (points, Some(_)) => dashed(painter, points, *line),
                (&[a, b], None) => _ = painter.line_segment([a, b], stroke(*line)),
                (_, None) => _ = painter.line(points, stroke(*line)),
            }
        }
        scene::Shape::Text(text) => {
            let at = at(text.at);
            // Far outside (a label that was pushed out by zooming) nothing need be laid out.
            if !painter.clip_rect().expand2(vec2(2000.0, 40.0)).contains(at) {
                return;
            }
            let font = font(text.family, text.weight, text.size);
            let color = color(text.color);
            let galley = match text.figures {
                true => painter.layout_job(figures(&text.text, font, color)),
                false => painter.layout_no_wrap(text.text.clone(), font, color),
            };
            let x = match text.align {
                Align::Left => at.x,
                Align::Center => at.x - galley.size().x / 2.0,
                Align::Right => at.x - galley.size().x,
            };
            let top = at.y - baseline(&galley);
            let pixel = painter.pixels_per_point();
            let snap = |v: f32| (v * pixel).round() / pixel;
            painter.galley(pos2(snap(x), snap(top)), galley, color);
        }
    }
}

fn dashed(painter: &Painter, points: &[Pos2], line: scene::Stroke) {
    let (dash, gap) = line.dash.unwrap_or((4.0, 4.0));
    painter.extend(Shape::dashed_line(points, stroke(line), dash.max(0.5), gap.max(0.5)));
}

fn fade(r: Rect, left: Color32, right: Color32) -> Mesh {
    let vertex = |pos, color| Vertex { pos, uv: WHITE_UV, color };
    Mesh {
        indices: vec![0, 1, 2, 2, 1, 3],
        vertices: vec![
            vertex(r.left_top(), left),
            vertex(r.right_top(), right),
            vertex(r.left_bottom(), left),
            vertex(r.right_bottom(), right),
        ],
        ..Default::default()
    }
}
