//! Scene → PNG: what SVG wrote, rasterized with the embedded fonts only.

use std::sync::{Arc, OnceLock};

use resvg::{tiny_skia, usvg};

use crate::scene::{Family, Scene, Weight, font};

use super::svg;

/// A picture that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Too many pixels, or none.
    #[error("a picture of {0} × {1} pixels cannot be made; choose a smaller size or scale")]
    Size(u32, u32),
    /// The scene did not become a drawing.
    #[error("the picture could not be drawn: {0}")]
    Drawing(String),
}

/// Points of a scene in an inch: a point here is the CSS pixel.
const POINTS_PER_INCH: f32 = 96.0;

/// The most pixels of one picture: 4 bytes each, so half a gigabyte.
const MOST_PIXELS: u64 = 134_217_728;

/// A whole file. `scale` is pixels a point, 1 to 4; the file states its size on paper accordingly.
pub fn write(scene: &Scene, title: &str, scale: f32) -> Result<Vec<u8>, Error> {
    let scale = scale.clamp(0.1, 16.0);
    let (width, height) = ((scene.width * scale).round() as u32, (scene.height * scale).round() as u32);
    let size = || Error::Size(width, height);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(size());
    }
    let tree = tree(scene, title)?;
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or_else(size)?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let drawing = |error: png::EncodingError| Error::Drawing(error.to_string());
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_compression(png::Compression::Balanced);
    let per_meter = (scale * POINTS_PER_INCH / 0.0254).round() as u32;
    let unit = png::Unit::Meter;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_meter, yppu: per_meter, unit }));
    encoder.add_itxt_chunk("Title".to_owned(), title.to_owned()).map_err(drawing)?;
    let mut writer = encoder.write_header().map_err(drawing)?;
    // PNG wants straight alpha.
    writer.write_image_data(&pixels.take_demultiplied()).map_err(drawing)?;
    writer.finish().map_err(drawing)?;
    Ok(out)
}

/// The drawing as usvg understands it, with text laid out.
pub(super) fn tree(scene: &Scene, title: &str) -> Result<usvg::Tree, Error> {
    let options = usvg::Options {
        fontdb: fonts(),
        font_family: font::family_name(Family::Sans).to_owned(),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(&svg::write_bare(scene, title), &options).map_err(|error| Error::Drawing(error.to_string()))
}

/// The embedded fonts and no other.
fn fonts() -> Arc<usvg::fontdb::Database> {
    static FONTS: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    FONTS
        .get_or_init(|| {
            let mut database = usvg::fontdb::Database::new();
            for family in [Family::Sans, Family::Serif] {
                for weight in [Weight::Regular, Weight::SemiBold] {
                    let data = Arc::new(font::file(family, weight));
                    database.load_font_source(usvg::fontdb::Source::Binary(data));
                }
            }
            database.set_sans_serif_family(font::family_name(Family::Sans));
            database.set_serif_family(font::family_name(Family::Serif));
            Arc::new(database)
        })
        .clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Align, Color, Item, Point, Shape, Target, Text};

    /// Width of a line as resvg lays it out.
    fn drawn(text: &str, family: Family, weight: Weight) -> f32 {
        let shape = Shape::Text(Text {
            text: text.to_owned(),
            at: Point { x: 10.0, y: 40.0 },
            align: Align::Left,
            size: 13.0,
            family,
            weight,
            color: Color { r: 0, g: 0, b: 0, a: 255 },
            figures: false,
        });
        let item = Item { shape, target: Target::None, clip: None };
        let scene = Scene { width: 900.0, height: 60.0, items: vec![item], ..Scene::default() };
        tree(&scene, "").unwrap().root().layer_bounding_box().width()
    }

    #[test]
    fn text_is_as_wide_as_measured() {
        // Bars at both ends make the ink as wide as the advances, but for the same side bearings.
        for family in [Family::Sans, Family::Serif] {
            for weight in [Weight::Regular, Weight::SemiBold] {
                let bars = drawn("||", family, weight) - font::width("||", 13.0, family, weight);
                for text in [
                    "|Harbor bridge opens to traffic after eleven years|",
                    "|AVATAR: Tåsinge–Ærø ferry “stays”, 1:30–2.45|",
                    "|Town’s 1,250 houses lose power; repair by Thursday 11 Nov.|",
                    "|Žilina, Łódź and Αθήνα, Київ|",
                ] {
                    let off = drawn(text, family, weight) - font::width(text, 13.0, family, weight) - bars;
                    // The serif joins ff and fi, and so may end a little before it was measured to, never after.
                    let least = if family == Family::Serif { -2.5 } else { -0.75 };
                    assert!((least..0.75).contains(&off), "{text} in {family:?} {weight:?} is {off} off");
                }
            }
        }
    }
}
