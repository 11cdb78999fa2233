//! Scene → SVG.
//!
//! Text stays text, in the family it was measured in, and the file carries the letters it needs (`subset`), so it
//! looks the same wherever it is opened and can still be searched, edited and read aloud. Each thing that stands for
//! something carries a `<title>`, which browsers show on hover and screen readers say. Numbers have at most two
//! decimals, and everything is written in the order of the scene: the same scene gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use crate::scene::{Align, Color, Family, Item, Rect, Scene, Shape, Stroke, Target, Text, Weight, font};

use super::subset;

/// A whole file. `title` names the picture for screen readers and tabs.
pub fn write(scene: &Scene, title: &str) -> String {
    Writer::new(scene, title, true).run()
}

/// The same without fonts inside: for PNG and PDF, which bring their own.
pub(super) fn write_bare(scene: &Scene, title: &str) -> String {
    Writer::new(scene, title, false).run()
}

struct Writer<'a> {
    scene: &'a Scene,
    title: &'a str,
    fonts: bool,
    clips: Vec<Rect>,
    fades: Vec<(Color, Color)>,
    labels: FxHashMap<Target, &'a str>,
    body: String,
}

impl<'a> Writer<'a> {
    fn new(scene: &'a Scene, title: &'a str, fonts: bool) -> Self {
        let labels = scene.hits.iter().map(|hit| (hit.target, hit.label.as_str())).collect();
        Self { scene, title, fonts, clips: Vec::new(), fades: Vec::new(), labels, body: String::new() }
    }

    fn run(mut self) -> String {
        let mut items = self.scene.items.iter().peekable();
        while let Some(item) = items.next() {
            let mut run = vec![item];
            while let Some(next) = items.next_if(|next| next.target == item.target && next.clip == item.clip) {
                run.push(next);
            }
            self.run_of(&run);
        }
        let (width, height) = (number(self.scene.width), number(self.scene.height));
        let mut out = String::with_capacity(self.body.len() + 4096);
        let _ = write!(
            out,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">"#
        );
        let _ = writeln!(out, "\n<title>{}</title>", escape(self.title));
        out.push_str("<defs>\n");
        if self.fonts {
            out.push_str(&self.font_faces());
        }
        for (n, rect) in self.clips.iter().enumerate() {
            let _ = writeln!(out, r#"<clipPath id="c{n}"><rect{}/></clipPath>"#, place(*rect));
        }
        for (n, (left, right)) in self.fades.iter().enumerate() {
            let _ = writeln!(
                out,
                r#"<linearGradient id="f{n}"><stop offset="0"{}/><stop offset="1"{}/></linearGradient>"#,
                paint("stop-color", "stop-opacity", *left),
                paint("stop-color", "stop-opacity", *right)
            );
        }
        out.push_str("</defs>\n");
        out.push_str(&self.body);
        out.push_str("</svg>\n");
        out
    }

    /// Items that stand for the same thing, in one group.
    fn run_of(&mut self, run: &[&Item]) {
        let Some(first) = run.first() else { return };
        let label = self.labels.get(&first.target).filter(|_| first.target != Target::None).copied();
        // A clip is only named where it cuts something off: files stay small and programs that open them quick.
        let clip = first.clip.filter(|clip| run.iter().any(|item| cuts(*clip, item)));
        let grouped = label.is_some() || clip.is_some();
        if grouped {
            self.body.push_str("<g");
            if let Some(clip) = clip {
                let n = index(&mut self.clips, clip);
                let _ = write!(self.body, r#" clip-path="url(#c{n})""#);
            }
            self.body.push('>');
        }
        if let Some(label) = label {
            let _ = write!(self.body, "<title>{}</title>", escape(label));
        }
        for item in run {
            self.shape(&item.shape);
        }
        self.body.push_str(if grouped { "</g>\n" } else { "\n" });
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect { rect, radius, fill, stroke } => {
                let _ = write!(self.body, "<rect{}", place(*rect));
                let most = rect.width.min(rect.height) / 2.0;
                if *radius > 0.0 {
                    let _ = write!(self.body, r#" rx="{}""#, number(radius.min(most)));
                }
                match fill {
                    Some(color) => self.body.push_str(&paint("fill", "fill-opacity", *color)),
                    None => self.body.push_str(r#" fill="none""#),
                }
                if let Some(stroke) = stroke {
                    self.stroke(stroke);
                }
                self.body.push_str("/>");
            }
            Shape::Fade { rect, left, right } => {
                let n = index(&mut self.fades, (*left, *right));
                let _ = write!(self.body, r#"<rect{} fill="url(#f{n})"/>"#, place(*rect));
            }
            Shape::Line { points, stroke } => {
                match points[..] {
                    [from, to] => {
                        let _ = write!(
                            self.body,
                            r#"<line x1="{}" y1="{}" x2="{}" y2="{}""#,
                            number(from.x),
                            number(from.y),
                            number(to.x),
                            number(to.y)
                        );
                    }
                    _ => {
                        self.body.push_str(r#"<polyline fill="none" points=""#);
                        for (n, point) in points.iter().enumerate() {
                            let gap = if n == 0 { "" } else { " " };
                            let _ = write!(self.body, "{gap}{},{}", number(point.x), number(point.y));
                        }
                        self.body.push('"');
                    }
                }
                self.stroke(stroke);
                self.body.push_str("/>");
            }
            Shape::Text(text) => self.text(text),
        }
    }

    fn text(&mut self, text: &Text) {
        let digits = text.figures && text.text.contains(|c: char| c.is_ascii_digit());
        let x = match digits {
            // A place for each letter: renderers cannot be relied on to know the font's own even digits.
            true => {
                let (places, _) = font::figures(&text.text, text.size, text.family, text.weight);
                places.iter().map(|x| number(text.left() + x)).collect::<Vec<_>>().join(" ")
            }
            false => number(text.at.x),
        };
        let _ = write!(self.body, r#"<text x="{x}" y="{}""#, number(text.at.y));
        match text.align {
            _ if digits => {}
            Align::Left => {}
            Align::Center => self.body.push_str(r#" text-anchor="middle""#),
            Align::Right => self.body.push_str(r#" text-anchor="end""#),
        }
        let fallback = if text.family == Family::Sans { "sans-serif" } else { "serif" };
        let _ = write!(
            self.body,
            r#" font-family="'{}', {fallback}" font-size="{}""#,
            font::family_name(text.family),
            number(text.size)
        );
        if text.weight == Weight::SemiBold {
            self.body.push_str(r#" font-weight="600""#);
        }
        self.body.push_str(&paint("fill", "fill-opacity", text.color));
        let _ = write!(self.body, ">{}</text>", escape(&text.text));
    }

    fn stroke(&mut self, stroke: &Stroke) {
        self.body.push_str(&paint("stroke", "stroke-opacity", stroke.color));
        let _ = write!(self.body, r#" stroke-width="{}""#, number(stroke.width));
        if let Some((dash, gap)) = stroke.dash {
            let _ = write!(self.body, r#" stroke-dasharray="{} {}""#, number(dash), number(gap));
        }
    }

    fn font_faces(&self) -> String {
        let mut used: BTreeMap<(u8, u8), (Family, Weight, BTreeSet<char>)> = BTreeMap::new();
        for item in &self.scene.items {
            if let Shape::Text(text) = &item.shape {
                let key = (text.family as u8, text.weight as u8);
                let (_, _, chars) = used.entry(key).or_insert_with(|| (text.family, text.weight, BTreeSet::new()));
                chars.extend(text.text.chars());
            }
        }
        let mut out = String::from("<style>\n");
        for (family, weight, chars) in used.into_values() {
            let kern = |a, b| font::kerning(a, b, family, weight);
            if let Some(woff) = subset::woff(font::file(family, weight), &chars, kern) {
                let _ = writeln!(
                    out,
                    "@font-face{{font-family:\"{}\";font-weight:{};src:url(data:font/woff;base64,{})format(\"woff\")}}",
                    font::family_name(family),
                    if weight == Weight::SemiBold { 600 } else { 400 },
                    subset::base64(&woff)
                );
            }
        }
        out.push_str("</style>\n");
        out
    }
}

/// Place of `value` in a list, appended if it is new. Lists are short: a few clips, a few colors that fade.
fn index<T: PartialEq>(list: &mut Vec<T>, value: T) -> usize {
    list.iter().position(|known| *known == value).unwrap_or_else(|| {
        list.push(value);
        list.len() - 1
    })
}

/// Whether a clip takes something off an item.
fn cuts(clip: Rect, item: &Item) -> bool {
    let (left, top, right, bottom) = match &item.shape {
        Shape::Rect { rect, stroke, .. } => {
            let out = stroke.map_or(0.0, |stroke| stroke.width / 2.0);
            (rect.x - out, rect.y - out, rect.x + rect.width + out, rect.y + rect.height + out)
        }
        Shape::Fade { rect, .. } => (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height),
        Shape::Line { points, stroke } => {
            let out = stroke.width / 2.0;
            points.iter().fold((f32::MAX, f32::MAX, f32::MIN, f32::MIN), |(l, t, r, b), p| {
                (l.min(p.x - out), t.min(p.y - out), r.max(p.x + out), b.max(p.y + out))
            })
        }
        Shape::Text(text) => {
            let left = text.left();
            (left, text.at.y - text.size, left + text.width(), text.at.y + text.size * 0.3)
        }
    };
    left < clip.x || top < clip.y || right > clip.x + clip.width || bottom > clip.y + clip.height
}

fn place(rect: Rect) -> String {
    format!(
        r#" x="{}" y="{}" width="{}" height="{}""#,
        number(rect.x),
        number(rect.y),
        number(rect.width.max(0.0)),
        number(rect.height.max(0.0))
    )
}

fn paint(name: &str, opacity: &str, color: Color) -> String {
    let mut out = format!(r#" {name}="{}""#, color.hex());
    if color.a < 255 {
        let _ = write!(out, r#" {opacity}="{}""#, number(f32::from(color.a) / 255.0));
    }
    out
}

/// At most two decimals, none without need.
fn number(value: f32) -> String {
    let hundredths = (f64::from(value) * 100.0).round() as i64;
    let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.abs());
    match (size / 100, size % 100) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, part) if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        (whole, part) => format!("{sign}{whole}.{part:02}"),
    }
}

/// Text for XML 1.0, which has no place for most control characters.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let table = [(1.0, "1"), (0.5, "0.5"), (-2.25, "-2.25"), (10.006, "10.01"), (-0.001, "0"), (3.05, "3.05")];
        for (value, want) in table {
            assert_eq!(number(value), want);
        }
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("Salt & <Sons>\u{1}\n“x”"), "Salt &amp; &lt;Sons&gt; “x”");
    }
}
