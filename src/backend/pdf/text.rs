//! Runs of glyphs as text operators, each glyph exactly in its place and with its text behind it.

use std::fmt::Write as _;

use super::cluster::{Cluster, clusters, face_of};
use super::content::Writer;
use super::direction;
use super::embed::resource;
use super::objects::rounded;
use crate::fonts::FaceId;
use crate::layout::frame::{Glyph, Run, Tag};

/// The font object and size in force.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Font {
    face: FaceId,
    variant: u16,
    size: f64,
}

/// Where a reader of the stream stands within a run. Lengths are in thousandths of the size, from the run's origin.
struct Pen<'r> {
    run: &'r Run,
    size: f64,
    /// Where the next glyph would come to stand.
    at: f64,
    /// Where it should stand, in points.
    origin: f64,
    /// How far the text is raised, in points.
    rise: f64,
    /// Whether a string of codes is open.
    in_string: bool,
}

impl<'r> Pen<'r> {
    /// At the origin of a run; nothing for one that draws nothing.
    fn new(run: &'r Run) -> Option<Self> {
        let size = rounded(run.size);
        let draws = size > 0.0 && !run.glyphs.is_empty();
        draws.then_some(Self { run, size, at: 0.0, origin: 0.0, rise: 0.0, in_string: false })
    }
}

impl Writer<'_> {
    /// Draws a run.
    pub(super) fn run(&mut self, tag: Tag, run: &Run) {
        let Some(mut pen) = Pen::new(run) else { return };
        let mut list = clusters(run).peekable();
        while let Some(cluster) = list.next() {
            if cluster.is_plain {
                self.begin(tag, &mut pen);
                self.cluster(&mut pen, &cluster);
                continue;
            }
            let mut group = vec![cluster];
            while let Some(next) = list.next_if(|next| !next.is_plain) {
                group.push(next);
            }
            self.spoken(tag, &mut pen, &group);
        }
        self.finish(&mut pen);
    }

    /// Draws clusters whose words stand beside them.
    fn spoken(&mut self, tag: Tag, pen: &mut Pen<'_>, group: &[Cluster<'_>]) {
        self.finish(pen);
        let words: String = group.iter().map(Cluster::text).collect();
        self.mark_spoken(tag, &hexadecimal(&words));
        self.begin(tag, pen);
        for cluster in group {
            self.cluster(pen, cluster);
        }
        self.finish(pen);
        self.close();
    }

    /// Draws runs that read from right to left.
    ///
    /// Glyphs stand in visual order, which is what programs that search a page expect: they turn the letters round by
    /// themselves, words beside the sequence included. Who reads the structure finds the words there, in reading order.
    pub(super) fn right_to_left(&mut self, tag: Tag, stretch: &[&Run]) {
        self.mark_backwards(tag, direction::words(stretch));
        for run in stretch {
            let Some(mut pen) = Pen::new(run) else { continue };
            self.begin(tag, &mut pen);
            clusters(run).for_each(|cluster| self.cluster(&mut pen, &cluster));
            self.finish(&mut pen);
        }
        self.close();
    }

    /// Begins a text object at the next glyph, unless one is open.
    fn begin(&mut self, tag: Tag, pen: &mut Pen<'_>) {
        if self.in_text {
            return;
        }
        self.mark(tag);
        self.set_alpha(1.0, 1.0);
        self.set_fill(pen.run.colour);
        self.put("BT\n");
        self.in_text = true;
        let [a, b, c, d] = pen.run.matrix.unwrap_or([1.0, 0.0, 0.0, 1.0]);
        let (x, y) = (pen.run.x + a * pen.origin, pen.run.y + b * pen.origin);
        self.numbers(&[a, -b, -c, d, x, self.upwards(y)], "Tm\n");
        pen.at = pen.origin / pen.size * 1000.0;
    }

    fn cluster(&mut self, pen: &mut Pen<'_>, cluster: &Cluster<'_>) {
        for (glyph, text) in cluster.parts() {
            self.glyph(pen, glyph, text, cluster.is_plain);
        }
    }

    /// Shows a glyph; `exactly` is false where any text may stand behind it.
    fn glyph(&mut self, pen: &mut Pen<'_>, glyph: &Glyph, text: &str, exactly: bool) {
        let id = face_of(pen.run, glyph);
        let Some(face) = self.fonts.faces.get(&id) else { return };
        let current = self.font.filter(|font| font.face == id && font.size == pen.size);
        let shown = face.shown(glyph.id, text, exactly, current.map_or(0, |font| font.variant));
        let font = Font { face: id, variant: shown.variant, size: pen.size };
        if self.font != Some(font) {
            self.end_string(pen);
            self.put(&format!("/{} ", resource(id, font.variant)));
            self.numbers(&[font.size], "Tf\n");
            self.font = Some(font);
        }
        let rise = rounded(f64::from(glyph.dy));
        if rise != pen.rise {
            self.end_string(pen);
            self.numbers(&[rise], "Ts\n");
            pen.rise = rise;
        }
        let target = rounded(pen.origin + f64::from(glyph.dx)) / pen.size * 1000.0;
        // What rounding leaves is made good at the next glyph, since both places count from the run's origin.
        let back = (pen.at - target).clamp(-1e7, 1e7).round();
        let is_first = !std::mem::replace(&mut pen.in_string, true);
        if is_first {
            self.put("[");
        }
        if back != 0.0 {
            self.put(if is_first { "" } else { ">" });
            self.numbers(&[back], "<");
        } else if is_first {
            self.put("<");
        }
        self.hex(shown.code);
        pen.at += shown.width - back;
        pen.origin += glyph.advance;
    }

    fn end_string(&mut self, pen: &mut Pen<'_>) {
        if std::mem::take(&mut pen.in_string) {
            self.put(">] TJ\n");
        }
    }

    /// Ends the string and the text object; the rise must not reach the next one.
    fn finish(&mut self, pen: &mut Pen<'_>) {
        self.end_string(pen);
        if std::mem::take(&mut pen.rise) != 0.0 {
            self.put("0 Ts\n");
        }
        self.end_text();
    }
}

/// UTF-16 with its mark, in hexadecimal form.
fn hexadecimal(words: &str) -> String {
    let mut digits = String::from("FEFF");
    for unit in words.encode_utf16() {
        // Writing to memory cannot fail.
        let _ = write!(digits, "{unit:04X}");
    }
    digits
}
