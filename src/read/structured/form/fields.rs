//! The forms of the blocks, field by field.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Text, is_default};
use crate::read::structured::placed::{Many, Placed};
use crate::read::structured::short::{Content, Short, Shorten};

form! {
    block
    /// A heading.
    HeadingForm {
        /// Its words.
        text: Text,
        /// Its level, 1 to 6; 1 where not given.
        level: Option<Placed<u8>>,
        /// Whether it takes part in the numbering of sections; true where not given.
        numbered: Option<bool>,
        /// Whether it opens an appendix, counted in letters.
        appendix: bool,
    }
}

form! {
    block
    /// A paragraph.
    ParagraphForm {
        /// Its words.
        text: Text,
    }
}

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ListStyle {
    /// With bullets.
    #[default]
    Bullet,
    /// With boxes, ticked or not.
    Task,
    /// 1, 2, 3
    Decimal,
    /// a, b, c
    LowerAlpha,
    /// A, B, C
    UpperAlpha,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
}

form! {
    block
    /// A list.
    ListForm {
        /// How its items are marked.
        style: ListStyle,
        /// The number of the first item; 1 where not given.
        start: Option<Placed<u32>>,
        /// Whether items stand close; true where not given.
        tight: Option<bool>,
        /// The items in order.
        items: Many<Placed<Short<ItemForm>>>,
    }
}

form! {
    /// An item of a list.
    ItemForm {
        /// What it holds.
        content: Content,
        /// For an item of a task list, whether it is done; it has no box where not given.
        done: Option<Placed<bool>>,
    }
}

form! {
    block
    /// Terms with their meanings.
    DefinitionsForm {
        /// The terms in order.
        items: Many<Placed<DefinitionForm>>,
    }
}

form! {
    /// A term with its meanings.
    DefinitionForm {
        /// What is defined.
        term: Text,
        /// What it means; several where it means several things.
        meanings: Many<Content>,
    }
}

form! {
    block
    /// A quotation.
    QuoteForm {
        /// The quoted words.
        content: Content,
        /// Who said them, without a dash before.
        attribution: Text,
    }
}

form! {
    block
    /// Code, set as it is typed.
    CodeForm {
        /// The code; it is no Markdown.
        text: Text,
        /// The programming language.
        syntax: Option<Text>,
    }
}

form! {
    block
    /// A box beside the argument.
    BoxForm {
        /// Its heading, where it is not just the name of its kind.
        title: Text,
        /// To whom a recommendation is addressed.
        to: Text,
        /// What it holds.
        content: Content,
    }
}

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum AlignForm {
    /// At the side where lines begin.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the side where lines end.
    End,
}

/// How much of a page's width something takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ExtentForm {
    /// What is there where it stands.
    #[default]
    Column,
    /// That of a page that lies on its side.
    Landscape,
}

/// The cells of a row.
pub(crate) type RowForm = Placed<Many<Placed<Short<CellForm>>>>;

form! {
    block
    /// A table.
    TableForm {
        /// Its title.
        caption: Text,
        /// What is said of its columns, from the first on.
        columns: Many<ColumnForm>,
        /// The rows that name the columns.
        head: Many<RowForm>,
        /// The rows themselves.
        body: Many<RowForm>,
        /// How many columns at the start of each row name the row.
        row_headers: usize,
        /// A remark under the table.
        note: Text,
        /// Where the data come from.
        source: Text,
        /// How much of a page it takes.
        extent: ExtentForm,
    }
}

form! {
    /// A column.
    ColumnForm {
        /// How its cells are aligned.
        align: AlignForm,
        /// Its width: a share such as `40%`, or a length in cm, mm, in, pt or px.
        width: Option<Text>,
    }
}

form! {
    /// A cell.
    CellForm {
        /// What it holds.
        content: Content,
        /// How many columns it covers; 1 where not given.
        columns: Option<Placed<usize>>,
        /// How many rows it covers; 1 where not given.
        rows: Option<Placed<usize>>,
        /// Its own alignment, where it is not the column's.
        align: Option<AlignForm>,
    }
}

form! {
    block
    /// A figure: an image, or other content with a caption.
    FigureForm {
        /// The file of the image.
        image: Option<Text>,
        /// What the image says, for who cannot see it.
        alt: Text,
        /// Whether the image says nothing that the text does not.
        decorative: bool,
        /// How wide the image is: a share such as `40%`, or a length in cm, mm, in, pt or px.
        width: Option<Text>,
        /// Blocks that are shown instead of an image.
        content: Content,
        /// Its title.
        caption: Text,
        /// Where the data come from.
        source: Text,
        /// Who made the image.
        credit: Text,
    }
}

form! {
    block
    /// Dated entries in order.
    TimelineForm {
        /// The entries.
        events: Many<Placed<EventForm>>,
    }
}

form! {
    /// An entry of a timeline.
    EventForm {
        /// When, as printed.
        date: Text,
        /// What happened.
        content: Content,
    }
}

form! {
    block
    /// A block of which nothing else can be said.
    EmptyForm {}
}

form! {
    block
    /// A printed list of headings.
    ContentsForm {
        /// How many levels of headings are listed; 2 where not given.
        depth: Option<Placed<u8>>,
    }
}

form! {
    block
    /// Blocks that stand together.
    GroupForm {
        /// The blocks.
        content: Content,
    }
}

form! {
    /// A Markdown file whose blocks stand in this place.
    IncludeForm {
        /// Its path, from the folder of this document.
        file: Text,
    }
}

/// Says which field a text or blocks stand for.
macro_rules! short {
    (text: $($name:ident . $field:ident,)*) => {$(
        #[allow(clippy::needless_update, reason = "some forms have one field only")]
        impl Shorten for $name {
            const BLOCKS: bool = false;

            fn from_content(content: Content) -> Self {
                match content {
                    Content::Text(text) => Self { $field: text, ..Self::default() },
                    Content::Blocks(_) => Self::default(),
                }
            }

            fn as_content(&self) -> Option<Cow<'_, Content>> {
                let bare = Self { $field: self.$field.clone(), ..Self::default() };
                (*self == bare).then(|| Cow::Owned(Content::Text(self.$field.clone())))
            }
        }
    )*};
    (blocks: $($name:ident . content,)*) => {$(
        impl Shorten for $name {
            const BLOCKS: bool = true;

            fn from_content(content: Content) -> Self {
                Self { content, ..Self::default() }
            }

            fn as_content(&self) -> Option<Cow<'_, Content>> {
                let bare = Self { content: self.content.clone(), ..Self::default() };
                (*self == bare).then_some(Cow::Borrowed(&self.content))
            }
        }
    )*};
}

short! { text: HeadingForm.text, ParagraphForm.text, CodeForm.text, IncludeForm.file, }
short! { blocks: ItemForm.content, QuoteForm.content, BoxForm.content, CellForm.content, GroupForm.content, }
