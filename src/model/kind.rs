//! The closed list of what a document can hold: the guide's table and each backend's statement go through it.

use super::{BlockKind, CalloutKind, InlineKind, ListKind};

macro_rules! kinds {
    ($($name:ident = $text:literal,)*) => {
        /// Every block and inline of the model, with the variants that a format tells apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $(#[doc = $text] $name,)* }

        impl Kind {
            /// The complete list: blocks, then inlines.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name that people read.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

kinds! {
    Heading = "heading",
    Paragraph = "paragraph",
    BulletList = "bullet list",
    NumberedList = "numbered list",
    TaskList = "task list",
    Definitions = "definition list",
    Quote = "quotation",
    CodeBlock = "code block",
    CalloutNote = "note",
    CalloutTip = "tip",
    CalloutWarning = "warning",
    KeyFindings = "key findings",
    Recommendation = "recommendation",
    Table = "table",
    Figure = "figure",
    Timeline = "timeline",
    Rule = "rule",
    PageBreak = "page break",
    Contents = "contents",
    Landscape = "landscape section",
    Text = "text",
    Emphasis = "emphasis",
    Strong = "strong",
    Strikethrough = "strikethrough",
    Subscript = "subscript",
    Superscript = "superscript",
    Underline = "underline",
    SmallCaps = "small capitals",
    Highlight = "highlight",
    Code = "code",
    Keyboard = "key",
    Link = "link",
    Reference = "reference",
    Note = "footnote",
    Language = "language span",
    Image = "inline image",
    LineBreak = "line break",
}

impl BlockKind {
    /// Which item of the closed list this block is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Heading(_) => Kind::Heading,
            Self::Paragraph(_) => Kind::Paragraph,
            Self::List(list) => match list.kind {
                ListKind::Bullet => Kind::BulletList,
                ListKind::Numbered { .. } => Kind::NumberedList,
                ListKind::Task => Kind::TaskList,
            },
            Self::Definitions(_) => Kind::Definitions,
            Self::Quote(_) => Kind::Quote,
            Self::Code(_) => Kind::CodeBlock,
            Self::Callout(callout) => callout.kind.kind(),
            Self::Table(_) => Kind::Table,
            Self::Figure(_) => Kind::Figure,
            Self::Timeline(_) => Kind::Timeline,
            Self::Rule => Kind::Rule,
            Self::PageBreak => Kind::PageBreak,
            Self::Contents(_) => Kind::Contents,
            Self::Landscape(_) => Kind::Landscape,
        }
    }
}

impl CalloutKind {
    /// Which item of the closed list this box is.
    pub fn kind(self) -> Kind {
        match self {
            Self::Note => Kind::CalloutNote,
            Self::Tip => Kind::CalloutTip,
            Self::Warning => Kind::CalloutWarning,
            Self::KeyFindings => Kind::KeyFindings,
            Self::Recommendation => Kind::Recommendation,
        }
    }
}

impl InlineKind {
    /// Which item of the closed list this inline is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Emphasis(_) => Kind::Emphasis,
            Self::Strong(_) => Kind::Strong,
            Self::Strikethrough(_) => Kind::Strikethrough,
            Self::Subscript(_) => Kind::Subscript,
            Self::Superscript(_) => Kind::Superscript,
            Self::Underline(_) => Kind::Underline,
            Self::SmallCaps(_) => Kind::SmallCaps,
            Self::Highlight(_) => Kind::Highlight,
            Self::Code(_) => Kind::Code,
            Self::Keyboard(_) => Kind::Keyboard,
            Self::Link(_) => Kind::Link,
            Self::Reference(_) => Kind::Reference,
            Self::Note(_) => Kind::Note,
            Self::Language(..) => Kind::Language,
            Self::Image(_) => Kind::Image,
            Self::LineBreak => Kind::LineBreak,
        }
    }
}
