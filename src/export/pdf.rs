//! Scene → PDF: the same drawing as PNG, with text that can be selected and searched, and the fonts it uses inside.

use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};

use crate::scene::Scene;

use super::png::{self, Error};

/// PDF points (1/72 inch) in a point of a scene (1/96 inch).
const PDF_POINTS: f32 = 0.75;

/// A whole file, one page a scene. It states no time of making, so the same scenes give the same bytes.
pub fn write(scenes: &[Scene], title: &str) -> Result<Vec<u8>, Error> {
    let mut document = krilla::Document::new();
    document.set_metadata(Metadata::new().title(title.to_owned()));
    for scene in scenes {
        let tree = png::tree(scene, title)?;
        let size = Size::from_wh(scene.width * PDF_POINTS, scene.height * PDF_POINTS)
            .ok_or(Error::Size(scene.width as u32, scene.height as u32))?;
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        surface.draw_svg(&tree, size, SvgSettings::default());
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| Error::Drawing(format!("{error:?}")))
}
