//! How large a page is.

use std::str::FromStr;

/// Size of a page in points (1/96 inch).
#[derive(Clone, Copy, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct Page {
    pub width: f32,
    pub height: f32,
}

/// Points in a millimeter.
const MM: f32 = 96.0 / 25.4;

impl Page {
    /// A4, landscape.
    pub const A4: Self = Self { width: 297.0 * MM, height: 210.0 * MM };
    /// A3, landscape.
    pub const A3: Self = Self { width: 420.0 * MM, height: 297.0 * MM };
    /// A screen.
    pub const SCREEN: Self = Self { width: 1600.0, height: 900.0 };
}

/// `a4`, `a3` or `1600x900`.
impl FromStr for Page {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        match s.to_ascii_lowercase().as_str() {
            "a4" => return Ok(Self::A4),
            "a3" => return Ok(Self::A3),
            _ => {}
        }
        let wrong = || format!("‘{s}’ is no size; write a4, a3 or WIDTHxHEIGHT such as 1600x900");
        let (width, height) = s.split_once(['x', 'X', '×']).ok_or_else(wrong)?;
        let side = |s: &str| s.trim().parse::<u16>().map(f32::from).map_err(|_| wrong());
        let page = Self { width: side(width)?, height: side(height)? };
        // Smaller than this and title, axis and one row do not fit; larger and nobody could open it.
        if page.width < 320.0 || page.height < 240.0 || page.width > 20_000.0 || page.height > 20_000.0 {
            return Err(format!("‘{s}’ is no size for a picture; sides go from 320x240 to 20000x20000"));
        }
        Ok(page)
    }
}
