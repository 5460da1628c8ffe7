//! Images as drawings: in their own paragraphs and in the line.

use docx_rs::{Hyperlink, HyperlinkData, ParagraphChild};

use super::inlines::Marks;
use super::markup::{emu, escape};
use super::package::Mode;
use super::{Flow, Story, Writer};
use crate::error::Error;
use crate::model::{Image, ImageData, Picture, Width};
use crate::raster;

/// Of the page's height, the most that an image takes: room stays for its caption and a line of source.
const TALLEST: f64 = 0.86;

/// Pixels in a point of the picture that stands in for an SVG: 216 to the inch.
const FALLBACK_SCALE: f64 = 3.0;

/// Says that a drawing needs no alternative text.
const DECORATIVE: &str = concat!(
    r#"<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">"#,
    r#"<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>"#,
    "</a:ext></a:extLst>",
);

impl<'a> Writer<'a> {
    /// A small image in the line.
    pub(super) fn inline_image(
        &mut self,
        picture: &'a Picture,
        marks: Marks<'a>,
        flow: &Flow<'a>,
        out: &mut Vec<ParagraphChild>,
    ) -> Result<(), Error> {
        let room = f64::from(flow.room(0)) / 20.0;
        let child = self.drawing(picture, room, marks, flow)?;
        out.push(child);
        Ok(())
    }

    /// An image at most `room` points wide; its alternative text, linked, where it lies on the network.
    pub(super) fn drawing(
        &mut self,
        picture: &'a Picture,
        room: f64,
        marks: Marks<'a>,
        flow: &Flow<'a>,
    ) -> Result<ParagraphChild, Error> {
        let document = self.document;
        let image = picture.image.and_then(|id| Some((id, document.images.get(id.0 as usize)?)));
        let Some((id, image)) = image else { return Ok(self.stand_in(picture, marks, flow)) };
        let (width, height) = self.size(picture, image, room);
        let name = if let Some(name) = self.media.get(&id) {
            name.clone()
        } else {
            let name = self.store(image, width)?;
            self.media.insert(id, name.clone());
            name
        };
        let blip = self.blip(&name, flow.story);
        let alt = (!picture.decorative).then_some(picture.alt.as_str());
        Ok(self.standing(alt, width, height, &blip))
    }

    /// An image that is none of the document's own, in the text itself.
    pub(super) fn lone_drawing(
        &mut self,
        image: &Image,
        alt: &str,
        width: f64,
        height: f64,
    ) -> Result<ParagraphChild, Error> {
        let name = self.store(image, width)?;
        let blip = self.blip(&name, Story::Main);
        Ok(self.standing(Some(alt).filter(|alt| !alt.is_empty()), width, height, &blip))
    }

    fn stand_in(&mut self, picture: &'a Picture, marks: Marks<'a>, flow: &Flow<'a>) -> ParagraphChild {
        match &picture.address {
            Some(address) if !marks.linked && !address.is_empty() => {
                let words = self.words(&picture.alt, Marks { linked: true, outside: true, ..marks });
                let id = self.package.relate(flow.story.path(), "hyperlink", Mode::External, address);
                let link = HyperlinkData::External { rid: id, path: String::new() };
                ParagraphChild::Hyperlink(Hyperlink { link, history: None, children: vec![words] })
            }
            Some(_) | None => self.words(&picture.alt, marks),
        }
    }

    /// Width and height in points.
    fn size(&self, picture: &Picture, image: &Image, room: f64) -> (f64, f64) {
        let room = room.max(1.0);
        let own = if image.width > 0.0 { image.width } else { room };
        let ratio = if image.width > 0.0 && image.height > 0.0 { image.height / image.width } else { 1.0 };
        let wanted = match picture.width {
            Some(Width::Points(points)) => points,
            Some(Width::Share(share)) => share * room,
            None => own,
        };
        let tallest = f64::from(self.page.height - self.page.top - self.page.bottom) / 20.0 * TALLEST;
        let width = wanted.clamp(1.0, room).min(tallest / ratio);
        (width, width * ratio)
    }

    /// The mention of an image's data: a PNG or JPEG as it is, an SVG with a PNG for programs that know none.
    fn blip(&mut self, name: &str, story: Story) -> String {
        let mut embed = |name: &str| self.package.relate(story.path(), "image", Mode::Internal, name);
        let Some(stem) = name.strip_suffix(".svg") else {
            return format!(r#"<a:blip r:embed="{}"/>"#, embed(name));
        };
        let (raster, drawn) = (embed(&format!("{stem}.png")), embed(name));
        format!(
            concat!(
                r#"<a:blip r:embed="{raster}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">"#,
                r#"<asvg:svgBlip r:embed="{drawn}"/></a:ext></a:extLst></a:blip>"#,
            ),
            raster = raster,
            drawn = drawn,
        )
    }

    /// Puts an image into the package; its name there.
    fn store(&mut self, image: &Image, width: f64) -> Result<String, Error> {
        self.stored += 1;
        let stem = format!("media/image{}", self.stored);
        Ok(match &image.data {
            ImageData::Png { bytes, .. } => {
                let name = format!("{stem}.png");
                self.package.image(&format!("word/{name}"), bytes.to_vec());
                name
            }
            ImageData::Jpeg { bytes, .. } => {
                let name = format!("{stem}.jpeg");
                self.package.image(&format!("word/{name}"), bytes.to_vec());
                name
            }
            ImageData::Svg { text } => {
                let pixels = (width * FALLBACK_SCALE).round().clamp(1.0, 4096.0) as u32;
                let drawn = raster::png(text, pixels, self.fonts)?;
                self.package.image(&format!("word/{stem}.png"), drawn);
                let name = format!("{stem}.svg");
                self.package.image(&format!("word/{name}"), text.as_bytes().to_vec());
                name
            }
        })
    }

    /// The drawing itself, standing in the line; without an alternative text it says nothing that the text does not.
    fn standing(&mut self, alt: Option<&str>, width: f64, height: f64, blip: &str) -> ParagraphChild {
        self.drawings += 1;
        let number = self.drawings;
        let (x, y) = (emu(width), emu(height));
        let name = escape(&format!("{} {number}", self.document.terms.image));
        let (alt, decorative) = match alt {
            Some(alt) => (format!(r#" descr="{}""#, escape(alt)), ""),
            None => (String::new(), DECORATIVE),
        };
        let markup = format!(
            concat!(
                r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{x}" cy="{y}"/>"#,
                r#"<wp:docPr id="{number}" name="{name}"{alt}>{decorative}</wp:docPr>"#,
                r#"<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>"#,
                r#"<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">"#,
                r#"<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"{alt}/><pic:cNvPicPr/></pic:nvPicPr>"#,
                r#"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"#,
                r#"<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{x}" cy="{y}"/></a:xfrm>"#,
                r#"<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"#,
                r#"</wp:inline></w:drawing></w:r>"#,
            ),
            x = x,
            y = y,
            number = number,
            name = name,
            alt = alt,
            decorative = decorative,
            blip = blip,
        );
        ParagraphChild::Run(Box::new(self.finish.slot(markup)))
    }
}
