//! A small CPU rasteriser for egui's tessellated output: no GPU, no driver, same pixels everywhere.
//! Same blending as egui-wgpu's gamma-space shader with "predictable" filtering.
use egui::epaint::{ImageData, Mesh, Primitive, TextureId};
use egui::{ClippedPrimitive, Color32, ColorImage, TextureFilter, TexturesDelta};
use std::collections::HashMap;

pub struct Tex {
    img: ColorImage,
    nearest: bool,
}

#[derive(Default)]
pub struct Rasterizer {
    tex: HashMap<TextureId, Tex>,
}

impl Rasterizer {
    pub fn update(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for d in images {
                let ImageData::Color(src) = &d.image;
                let nearest = d.options.magnification == TextureFilter::Nearest;
                match d.pos {
                    None => {
                        self.tex.insert(id, Tex { img: (**src).clone(), nearest });
                    }
                    Some([px, py]) => {
                        let t = self.tex.get_mut(&id).expect("patch to unknown texture");
                        let [w, h] = src.size;
                        let tw = t.img.size[0];
                        for y in 0..h {
                            let a = (py + y) * tw + px;
                            t.img.pixels[a..a + w].copy_from_slice(&src.pixels[y * w..(y + 1) * w]);
                        }
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.tex.remove(&id);
        }
    }

    /// Paint onto a premultiplied-RGBA8 image (row-major).
    pub fn paint(&self, prims: &[ClippedPrimitive], ppp: f32, w: usize, h: usize, out: &mut [[u8; 4]]) {
        for ClippedPrimitive { clip_rect, primitive } in prims {
            let Primitive::Mesh(mesh) = primitive else { continue }; // callbacks: not supported
            let x0 = (clip_rect.min.x * ppp).round().clamp(0.0, w as f32) as i32;
            let y0 = (clip_rect.min.y * ppp).round().clamp(0.0, h as f32) as i32;
            let x1 = (clip_rect.max.x * ppp).round().clamp(0.0, w as f32) as i32;
            let y1 = (clip_rect.max.y * ppp).round().clamp(0.0, h as f32) as i32;
            if x1 <= x0 || y1 <= y0 {
                continue;
            }
            if let Some(t) = self.tex.get(&mesh.texture_id) {
                self.mesh(mesh, t, ppp, [x0, y0, x1, y1], w, out);
            }
        }
    }

    fn mesh(&self, m: &Mesh, t: &Tex, ppp: f32, clip: [i32; 4], stride: usize, out: &mut [[u8; 4]]) {
        for tri in m.indices.chunks_exact(3) {
            let v = [&m.vertices[tri[0] as usize], &m.vertices[tri[1] as usize], &m.vertices[tri[2] as usize]];
            // 8 bits of sub-pixel precision, like GPUs: exact integer edge functions, no cracks, no overdraw
            let fx = |f: f32| (f * ppp * 256.0).round() as i64;
            let mut p =
                [(fx(v[0].pos.x), fx(v[0].pos.y)), (fx(v[1].pos.x), fx(v[1].pos.y)), (fx(v[2].pos.x), fx(v[2].pos.y))];
            let mut v = v;
            let mut area = (p[1].0 - p[0].0) * (p[2].1 - p[0].1) - (p[1].1 - p[0].1) * (p[2].0 - p[0].0);
            if area == 0 {
                continue;
            }
            if area < 0 {
                p.swap(1, 2);
                v.swap(1, 2);
                area = -area;
            }
            let minx = (p.iter().map(|q| q.0).min().unwrap() >> 8).max(clip[0] as i64);
            let maxx = ((p.iter().map(|q| q.0).max().unwrap() >> 8) + 1).min(clip[2] as i64);
            let miny = (p.iter().map(|q| q.1).min().unwrap() >> 8).max(clip[1] as i64);
            let maxy = ((p.iter().map(|q| q.1).max().unwrap() >> 8) + 1).min(clip[3] as i64);
            if minx >= maxx || miny >= maxy {
                continue;
            }
            // edges: (1->2), (2->0), (0->1); top-left rule
            let e = [(p[1], p[2]), (p[2], p[0]), (p[0], p[1])];
            let mut dx = [0i64; 3];
            let mut dy = [0i64; 3];
            let mut row = [0i64; 3];
            let mut bias = [0i64; 3];
            let sx = (minx << 8) + 128;
            let sy = (miny << 8) + 128;
            for i in 0..3 {
                let (a, b) = e[i];
                let (ex, ey) = (b.0 - a.0, b.1 - a.1);
                dx[i] = -ey * 256;
                dy[i] = ex * 256;
                row[i] = ex * (sy - a.1) - ey * (sx - a.0);
                let top_left = ey < 0 || (ey == 0 && ex > 0);
                bias[i] = if top_left { 0 } else { -1 };
            }
            let inv = 1.0 / area as f32;
            let flat = v[0].color == v[1].color && v[1].color == v[2].color && v[0].uv == v[1].uv && v[1].uv == v[2].uv;
            let c = v.map(|q| q.color.to_array().map(|b| b as f32));
            let flat_c = if flat { Some(mul(c[0], sample(t, v[0].uv.x, v[0].uv.y))) } else { None };
            for y in miny..maxy {
                let mut w = row;
                let base = y as usize * stride;
                for x in minx..maxx {
                    if w[0] + bias[0] >= 0 && w[1] + bias[1] >= 0 && w[2] + bias[2] >= 0 {
                        let s = match flat_c {
                            Some(s) => s,
                            None => {
                                let (b0, b1, b2) = (w[0] as f32 * inv, w[1] as f32 * inv, w[2] as f32 * inv);
                                let u = v[0].uv.x * b0 + v[1].uv.x * b1 + v[2].uv.x * b2;
                                let vv = v[0].uv.y * b0 + v[1].uv.y * b1 + v[2].uv.y * b2;
                                let mut col = [0.0; 4];
                                for k in 0..4 {
                                    col[k] = c[0][k] * b0 + c[1][k] * b1 + c[2][k] * b2;
                                }
                                mul(col, sample(t, u, vv))
                            }
                        };
                        blend(&mut out[base + x as usize], s);
                    }
                    for i in 0..3 {
                        w[i] += dx[i];
                    }
                }
                for i in 0..3 {
                    row[i] += dy[i];
                }
            }
        }
    }
}

#[inline]
fn mul(c: [f32; 4], t: [f32; 4]) -> [f32; 4] {
    [c[0] * t[0] / 255.0, c[1] * t[1] / 255.0, c[2] * t[2] / 255.0, c[3] * t[3] / 255.0]
}

#[inline]
fn blend(dst: &mut [u8; 4], s: [f32; 4]) {
    let ia = 1.0 - s[3] / 255.0;
    for k in 0..3 {
        dst[k] = (s[k] + dst[k] as f32 * ia + 0.5) as u8;
    }
    let da = dst[3] as f32;
    dst[3] = (s[3] * (1.0 - da / 255.0) + da + 0.5) as u8;
}

#[inline]
fn texel(i: &ColorImage, x: i32, y: i32) -> [f32; 4] {
    let x = x.clamp(0, i.size[0] as i32 - 1) as usize;
    let y = y.clamp(0, i.size[1] as i32 - 1) as usize;
    let c: Color32 = i.pixels[y * i.size[0] + x];
    c.to_array().map(|b| b as f32)
}

#[inline]
fn sample(t: &Tex, u: f32, v: f32) -> [f32; 4] {
    let (w, h) = (t.img.size[0] as f32, t.img.size[1] as f32);
    if t.nearest {
        return texel(&t.img, (u * w).floor() as i32, (v * h).floor() as i32);
    }
    let (px, py) = (u * w - 0.5, v * h - 0.5);
    let (x0, y0) = (px.floor(), py.floor());
    let (fx, fy) = (px - x0, py - y0);
    let (x, y) = (x0 as i32, y0 as i32);
    let (a, b, c, d) =
        (texel(&t.img, x, y), texel(&t.img, x + 1, y), texel(&t.img, x, y + 1), texel(&t.img, x + 1, y + 1));
    let mut o = [0.0; 4];
    for k in 0..4 {
        let top = a[k] + (b[k] - a[k]) * fx;
        let bot = c[k] + (d[k] - c[k]) * fx;
        o[k] = top + (bot - top) * fy;
    }
    o
}

/// The rasterizer as egui_kittest wants it.
#[derive(Default)]
pub struct Software(Rasterizer);

impl egui_kittest::TestRenderer for Software {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.update(delta);
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<image::RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let (w, h) = (size.x.round() as usize, size.y.round() as usize);
        let shapes = ctx.tessellate(output.shapes.clone(), scale);
        let mut pixels = vec![[0u8; 4]; w * h];
        self.0.paint(&shapes, scale, w, h, &mut pixels);
        image::RgbaImage::from_raw(w as u32, h as u32, pixels.into_flattened()).ok_or_else(|| "size".to_owned())
    }
}
