//! What the file says of itself: core, application and custom properties.

use super::Writer;
use super::markup::{DECLARATION, escape};
use super::package::{Mode, ROOT};
use crate::backend::Stamp;
use crate::model::walk::{self, plain_text};
use crate::model::{Block, Date};

const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const APP: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
const CUSTOM: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";

const CORE_RELATION: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// Word shows no longer value.
const LONGEST: usize = 2000;

impl Writer<'_> {
    /// The parts under `docProps/`.
    pub(super) fn properties(&mut self, stamp: &Stamp) {
        let core = self.core(stamp);
        let app = self.app();
        self.package.part("docProps/core.xml", CORE, core.into_bytes());
        self.package.relate(ROOT, CORE_RELATION, Mode::Internal, "docProps/core.xml");
        self.package.part("docProps/app.xml", APP, app.into_bytes());
        self.package.relate(ROOT, "extended-properties", Mode::Internal, "docProps/app.xml");
        if let Some(custom) = self.custom() {
            self.package.part("docProps/custom.xml", CUSTOM, custom.into_bytes());
            self.package.relate(ROOT, "custom-properties", Mode::Internal, "docProps/custom.xml");
        }
    }

    fn core(&self, stamp: &Stamp) -> String {
        let (meta, front) = (&self.document.meta, &self.document.front);
        let authors = meta.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>().join("; ");
        let identifier = meta.doi.as_ref().map(|doi| format!("doi:{doi}"));
        let identifier = identifier.or_else(|| meta.isbn.as_ref().map(|isbn| format!("ISBN {isbn}")));
        let mut xml = vec![format!(
            concat!(
                r#"{}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
                r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" "#,
                r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
            ),
            DECLARATION
        )];
        let entries = [
            ("dc:title", front.title.clone()),
            ("dc:subject", meta.series.clone().unwrap_or_default()),
            ("dc:creator", authors),
            ("cp:keywords", meta.keywords.join("; ")),
            ("dc:description", summary(&meta.summary)),
            ("dc:identifier", identifier.unwrap_or_default()),
            ("dc:language", self.document.language.as_str().to_owned()),
        ];
        for (name, value) in entries {
            let value = escape(value.trim());
            if !value.is_empty() {
                xml.push(format!("<{name}>{value}</{name}>"));
            }
        }
        if let Some(seconds) = stamp.seconds {
            let moment = moment(seconds);
            for name in ["created", "modified"] {
                xml.push(format!(r#"<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>"#));
            }
        }
        xml.push("</cp:coreProperties>".to_owned());
        xml.concat()
    }

    fn app(&self) -> String {
        let company = self.document.meta.publisher.as_deref().map(escape);
        let company = company.map(|name| format!("<Company>{name}</Company>")).unwrap_or_default();
        format!(
            concat!(
                r#"{}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"#,
                r#"<Template>Normal.dotm</Template><Application>Triplicate</Application><DocSecurity>0</DocSecurity>"#,
                r#"{}</Properties>"#,
            ),
            DECLARATION, company
        )
    }

    /// What Word has no property of its own for.
    fn custom(&self) -> Option<String> {
        let meta = &self.document.meta;
        let licence = Some(plain_text(&meta.licence)).filter(|licence| !licence.trim().is_empty());
        let date = meta.date.as_ref().map(|date| match date {
            Date::Calendar { .. } => date.iso().unwrap_or_default(),
            Date::Words(words) => words.clone(),
        });
        let entries = [
            ("Series", meta.series.clone()),
            ("Number", meta.number.clone()),
            ("Edition", meta.edition.clone()),
            ("Date of publication", date),
            ("Publisher", meta.publisher.clone()),
            ("DOI", meta.doi.clone()),
            ("ISBN", meta.isbn.clone()),
            ("Report number", meta.report_number.clone()),
            ("Marking", meta.marking.clone()),
            ("Licence", licence),
        ];
        let mut list = String::new();
        // The numbers begin at 2: the first two are the format's own.
        for (id, (name, value)) in
            (2..).zip(entries.into_iter().filter_map(|(name, value)| Some((name, value?))))
        {
            let value = escape(&short(&value));
            list += &format!(
                concat!(
                    r#"<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}">"#,
                    "<vt:lpwstr>{}</vt:lpwstr></property>",
                ),
                id, name, value
            );
        }
        (!list.is_empty()).then(|| {
            format!(
                concat!(
                    r#"{}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" "#,
                    r#"xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</Properties>"#,
                ),
                DECLARATION, list
            )
        })
    }
}

/// The words of the summary.
fn summary(blocks: &[Block]) -> String {
    let mut words = String::new();
    walk::blocks(blocks, &mut |block: &Block| {
        for text in block.texts() {
            let text = plain_text(text);
            if !text.trim().is_empty() {
                words.push_str(text.trim());
                words.push(' ');
            }
        }
    });
    short(&words)
}

fn short(text: &str) -> String {
    text.trim().chars().take(LONGEST).collect()
}

/// A moment in the form that properties want, such as `2026-11-23T00:00:00Z`, held within years of four digits.
fn moment(seconds: i64) -> String {
    const FIRST: i64 = -62_135_596_800;
    const LAST: i64 = 253_402_300_799;
    let seconds = seconds.clamp(FIRST, LAST);
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days are counted from the first of March of the year 0, so that leap days end their years.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn moments_are_calendar_dates() {
        let cases = [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_478_399, "2026-11-23T23:59:59Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (i64::MAX, "9999-12-31T23:59:59Z"),
        ];
        for (seconds, text) in cases {
            assert_eq!(moment(seconds), text);
        }
    }
}
