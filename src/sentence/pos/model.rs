//! The weights: a table of [`ROWS`] rows, one a feature, with a small whole number for each tag.
//!
//! Shipped deflated, most of it being zeros; unpacked once, when the first sentence is tagged.

use std::io::{Read, Write};
use std::sync::OnceLock;

use super::feature::ROWS;
use super::{Pos, TAGS};

/// Weights of one row as they lie in memory: a whole number of vector registers, so that no row straddles two cache lines
/// and a row is added in a few instructions. The sums wait for memory; the shorter the code between two rows, the more rows
/// the processor fetches at once.
const WIDTH: usize = 32;

/// One feature's weights, by tag; zeros fill it up.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
struct Row([i8; WIDTH]);

/// The table.
#[derive(Debug)]
pub struct Weights {
    rows: Vec<Row>,
}

impl Weights {
    /// The weights that come with the program.
    pub fn shipped() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::unpack(include_bytes!("../../../assets/pos/weights.bin")))
    }

    /// Reads what [`pack`] wrote. Rows that are missing weigh nothing.
    pub fn unpack(packed: &[u8]) -> Self {
        let mut bytes = Vec::with_capacity(ROWS * TAGS);
        // A truncated stream leaves what was read; the test of the tagger would show it.
        let _ = flate2::read::DeflateDecoder::new(packed).take((ROWS * TAGS) as u64).read_to_end(&mut bytes);
        let mut rows = vec![Row([0; WIDTH]); ROWS];
        for (row, bytes) in rows.iter_mut().zip(bytes.chunks_exact(TAGS)) {
            for (to, &from) in row.0.iter_mut().zip(bytes) {
                *to = from as i8;
            }
        }
        Self { rows }
    }

    /// The tag with the highest score; of equals the first.
    pub fn best(&self, features: &[u32]) -> Pos {
        let mut score = [0i16; WIDTH];
        for &row in features {
            let Some(row) = self.rows.get(row as usize) else { continue };
            for (sum, &weight) in score.iter_mut().zip(&row.0) {
                *sum += i16::from(weight);
            }
        }
        let (mut best, mut top) = (Pos::Other, i16::MIN);
        for (&tag, &score) in Pos::ALL.iter().zip(&score) {
            if score > top {
                (best, top) = (tag, score);
            }
        }
        best
    }
}

/// Deflates a table of [`ROWS`] × [`TAGS`] weights, row by row.
pub fn pack(weights: &[i8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    let bytes: Vec<u8> = weights.iter().map(|&w| w as u8).collect();
    encoder.write_all(&bytes)?;
    encoder.finish()
}
