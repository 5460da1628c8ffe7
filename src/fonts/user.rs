//! The faces that a user adds: font files in a folder, read table by table.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use harfrust::Font;
use harfrust::font::name::NameId;
use harfrust::font::{Blob, TableFunction};

use super::embedding::Embedding;
use super::face::{Design, Face, Origin, Outlines};
use super::instance::{self, Style};
use super::sfnt::Directory;
use super::{FaceId, Fonts, names, variable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::Error;

/// How deep folders are followed; links to folders are not.
const DEEPEST: usize = 16;
/// No font file is larger; the largest collections have about 130 MB.
const LARGEST: u64 = 1 << 28;

/// A face in a file on the user's disk.
pub(super) struct UserFile {
    tables: TablesOnDisk,
    index: u32,
    /// Reads a table from the file when it is first needed.
    pub(super) font: Font,
    pub(super) outlines: Outlines,
    /// How it differs from the other faces of a variable font, if it comes from one.
    instance: Option<Style>,
    pub(super) embedding: Embedding,
    /// The first word of the code pages that the face was made for.
    pub(super) code_pages: u32,
    data: OnceLock<Arc<[u8]>>,
}

impl std::fmt::Debug for UserFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "face {} of {}", self.index, self.tables.path.display())
    }
}

impl UserFile {
    pub(super) fn is_open(&self) -> bool {
        self.data.get().is_some()
    }

    /// The bytes of a font file: the user's, or for a face of a variable font one that is made of it.
    pub(super) fn data(&self) -> &Arc<[u8]> {
        self.data.get_or_init(|| {
            let bytes = match &self.instance {
                Some(style) => instance::write(&self.font, style, |tag| self.tables.get(tag)),
                None => fs::read(&self.tables.path).ok(),
            };
            bytes.unwrap_or_default().into()
        })
    }

    /// The face's place in these bytes.
    pub(super) fn index(&self) -> u32 {
        if self.instance.is_some() { 0 } else { self.index }
    }
}

/// The tables of one face, where they lie.
#[derive(Clone)]
struct TablesOnDisk {
    path: PathBuf,
    directory: Directory,
}

impl TablesOnDisk {
    fn get(&self, tag: [u8; 4]) -> Option<Vec<u8>> {
        self.directory.table(&mut File::open(&self.path).ok()?, tag)
    }

    /// A font that reads a table when it is first needed.
    fn font(&self) -> Font {
        let tables = self.clone();
        let table = move |tag: harfrust::Tag| Some(Blob::from(tables.get(tag.into_bytes())?));
        Font::new(TableFunction::new(Arc::new(table)), 0).expect("a function of tables is always a font")
    }
}

impl Fonts {
    /// Adds the TrueType and OpenType faces (`.ttf`, `.otf`, `.ttc`, `.otc`) in a folder and the folders in it, in the order
    /// of their paths. A variable font gives a face for each of its named instances. A file that cannot be used is a
    /// `bad-font` warning.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    pub fn add_folder(&mut self, folder: &Path, diagnostics: &mut Diagnostics) -> Result<(), Error> {
        let mut files = Vec::new();
        collect(folder, DEEPEST, &mut files).map_err(|cause| Error::file("read", folder, cause))?;
        files.sort();
        for path in files {
            match read_file(&path) {
                Ok(faces) => {
                    let room = (FaceId::MISSING.0 as usize).saturating_sub(self.faces.len());
                    self.faces.extend(faces.into_iter().take(room));
                }
                Err(fault) => {
                    let message = format!("the font `{}` {fault}", path.display());
                    diagnostics.push(Diagnostic::placeless(Code::BadFont, message));
                }
            }
        }
        Ok(())
    }
}

/// Collects the font files in a folder. A folder inside it that cannot be read is passed over.
fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        if kind.is_dir() && depth > 0 {
            let _ = collect(&path, depth - 1, files);
        } else if ["ttf", "otf", "ttc", "otc"].iter().any(|known| extension == *known) {
            files.push(path);
        }
    }
    Ok(())
}

/// The faces in a font file, or what is wrong with it, to follow the file's name.
fn read_file(path: &Path) -> Result<Vec<Face>, String> {
    let unreadable = |cause: std::io::Error| format!("cannot be read: {cause}");
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() || metadata.len() > LARGEST {
        return Err("is no font file".to_owned());
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let directories = Directory::read_all(&mut file).ok_or("is damaged or no TrueType or OpenType font")?;
    let faces = directories.into_iter().enumerate();
    let mut faces_of = |(index, directory)| read_faces(path, &mut file, index as u32, directory);
    let faces: Vec<Vec<Face>> =
        faces.map(|entry: (usize, Directory)| faces_of(entry)).collect::<Result<_, _>>()?;
    Ok(faces.into_iter().flatten().collect())
}

/// The face that a directory names, or the faces if it is a variable font.
fn read_faces(path: &Path, file: &mut File, index: u32, directory: Directory) -> Result<Vec<Face>, String> {
    let outlines = outlines(&directory)?;
    let is_variable = directory.has(*b"fvar");
    let os2 = directory.table(file, *b"OS/2").unwrap_or_default();
    let post = directory.table(file, *b"post").unwrap_or_default();
    let embedding = Embedding::of(word(&os2, 8))?;
    if !names::are_whole(&directory.table(file, *b"name").unwrap_or_default()) {
        return Err("has a damaged table of names".to_owned());
    }
    let design = design(&directory, &os2, &post);
    let tables = TablesOnDisk { path: path.to_owned(), directory };
    let font = tables.font();
    if font.metrics().raw_units_per_em == 0 || !font.charmap().has_unicode() {
        return Err("has no usable head or character map".to_owned());
    }
    let family = name(&font, NameId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(&font, NameId::FAMILY_NAME));
    let family = family.ok_or("does not tell its family's name")?;
    let postscript_name = name(&font, NameId::POSTSCRIPT_NAME).unwrap_or_else(|| family.clone());
    let face = |font: Font, style: Style, is_instance: bool| Face {
        // PDF names hold no spaces, brackets or signs.
        postscript_name: style
            .postscript_name
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect(),
        family: style.family.clone(),
        weight: style.weight,
        italic: style.italic,
        design,
        origin: Origin::User(UserFile {
            tables: tables.clone(),
            index,
            font,
            outlines,
            instance: is_instance.then_some(style),
            embedding,
            code_pages: u32::from(word(&os2, 78)) << 16 | u32::from(word(&os2, 80)),
            data: OnceLock::new(),
        }),
    };
    if is_variable {
        let faces = variable::faces(&font, &family, &postscript_name);
        return Ok(faces.into_iter().map(|(font, style)| face(font, style, true)).collect());
    }
    let weight = match word(&os2, 4) {
        0 => 400,
        weight => weight.clamp(100, 900),
    };
    let italic = word(&os2, 62) & 0x201 != 0;
    let style = Style { family, name: String::new(), postscript_name, weight, italic };
    Ok(vec![face(font, style, false)])
}

fn outlines(directory: &Directory) -> Result<Outlines, String> {
    if directory.has(*b"glyf") && directory.has(*b"loca") {
        Ok(Outlines::Glyf)
    } else if directory.has(*b"CFF ") {
        Ok(Outlines::Cff)
    } else if directory.has(*b"CFF2") {
        Err("is a variable font of a kind that is not supported (CFF2)".to_owned())
    } else {
        Err("has no outlines".to_owned())
    }
}

/// What kind of face it is, by its tables, its PANOSE numbers and its pitch.
fn design(directory: &Directory, os2: &[u8], post: &[u8]) -> Design {
    let [family, serif] = word(os2, 32).to_be_bytes();
    let east_asian = word(os2, 78) & 0x1e != 0;
    let fixed_pitch = post.get(12..16).is_some_and(|flag| flag != [0; 4]);
    let has_serifs = family == 2 && (2..=10).contains(&serif);
    if [b"COLR", b"SVG ", b"CBDT", b"sbix"].iter().any(|tag| directory.has(**tag)) {
        Design::Emoji
    } else if east_asian {
        if has_serifs { Design::EastAsianSerif } else { Design::EastAsianSans }
    } else if family == 5 {
        Design::Symbols
    } else if fixed_pitch {
        Design::Mono
    } else if has_serifs {
        Design::Serif
    } else {
        Design::Sans
    }
}

fn name(font: &Font, id: NameId) -> Option<String> {
    let text: String = font.names().get(id)?.english_or_first()?.name().chars().collect();
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// Two bytes of a table as a number; 0 past its end.
fn word(table: &[u8], at: usize) -> u16 {
    table.get(at..at + 2).map_or(0, |bytes| u16::from_be_bytes([bytes[0], bytes[1]]))
}
