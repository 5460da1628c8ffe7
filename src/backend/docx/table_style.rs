//! What docx-rs has no words for among the styles: latent styles, tables, the empty list.

use super::markup::eighths;
use super::styles::is_bold;
use crate::model::Theme;
use crate::model::theme::{Part, RuleKind, RuleStyle};

/// The style of every table.
pub(super) const TABLE: &str = "ReportTable";

/// The space between columns, in twips: at the end of every cell, so that the first column begins with the rules.
pub(super) const GUTTER: i32 = 240;

/// The space above and below the text of a cell, in twips.
const PADDING: i32 = 96;

/// Styles that Word knows and the document does not hold stay hidden, apart from those that an editor will look for.
pub(super) const LATENT: &str = concat!(
    r#"<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" "#,
    r#"w:defQFormat="0" w:count="376">"#,
    r#"<w:lsdException w:name="Normal" w:uiPriority="0" w:semiHidden="0" w:unhideWhenUsed="0" w:qFormat="1"/>"#,
    r#"<w:lsdException w:name="Strong" w:uiPriority="22" w:semiHidden="0" w:unhideWhenUsed="0" w:qFormat="1"/>"#,
    r#"<w:lsdException w:name="Emphasis" w:uiPriority="20" w:semiHidden="0" w:unhideWhenUsed="0" w:qFormat="1"/>"#,
    r#"<w:lsdException w:name="Quote" w:uiPriority="29" w:semiHidden="0" w:unhideWhenUsed="0" w:qFormat="1"/>"#,
    r#"<w:lsdException w:name="Table Grid" w:uiPriority="39" w:semiHidden="0" w:unhideWhenUsed="0"/>"#,
    r#"<w:lsdException w:name="Placeholder Text" w:unhideWhenUsed="0"/>"#,
    r#"<w:lsdException w:name="Revision" w:unhideWhenUsed="0"/>"#,
    "</w:latentStyles>",
);

/// The table styles and the empty list.
pub(super) fn write(theme: &Theme) -> String {
    let head = theme.style(Part::TableHead);
    let bold = if is_bold(head) { "<w:rPr><w:b/><w:bCs/></w:rPr>" } else { "" };
    let row = border("insideH", theme.rule(RuleKind::TableRow));
    let foot = border("bottom", theme.rule(RuleKind::TableFoot));
    let under_head = border("bottom", theme.rule(RuleKind::TableHead));
    format!(
        concat!(
            r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>"#,
            r#"<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>"#,
            r#"<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>"#,
            r#"<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#,
            r#"<w:style w:type="table" w:customStyle="1" w:styleId="{table}"><w:name w:val="Report Table"/>"#,
            r#"<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="37"/><w:qFormat/><w:tblPr>"#,
            r#"<w:tblStyleRowBandSize w:val="1"/><w:tblBorders>{foot}{row}</w:tblBorders>"#,
            r#"<w:tblCellMar><w:top w:w="{height}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>"#,
            r#"<w:bottom w:w="{height}" w:type="dxa"/><w:right w:w="{gutter}" w:type="dxa"/></w:tblCellMar></w:tblPr>"#,
            r#"<w:tblStylePr w:type="firstRow">{bold}<w:tblPr/><w:tcPr><w:tcBorders>{under_head}</w:tcBorders>"#,
            r#"<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>"#,
            "</w:style>",
            r#"<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>"#,
            r#"<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"#,
        ),
        table = TABLE,
        gutter = GUTTER,
        foot = foot,
        row = row,
        height = PADDING,
        bold = bold,
        under_head = under_head,
    )
}

/// One line of a table as markup.
pub(super) fn border(side: &str, rule: RuleStyle) -> String {
    if rule.width <= 0.0 {
        return format!(r#"<w:{side} w:val="nil"/>"#);
    }
    let (width, colour) = (eighths(rule.width), rule.colour.hex());
    format!(r#"<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{colour}"/>"#)
}
