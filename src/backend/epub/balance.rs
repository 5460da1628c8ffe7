//! Lines of a title that are about as long as each other.

/// What no line is broken within, with its width and its width without the spaces after it.
struct Piece<'a> {
    text: &'a str,
    full: f64,
    bare: f64,
}

/// The text in as few lines as the room allows, each about as long as the others, so that no word stands alone on the last.
pub(super) fn balanced(text: &str, room: f64, width: impl Fn(&str) -> f64) -> Vec<String> {
    let pieces: Vec<Piece<'_>> = pieces(text)
        .into_iter()
        .map(|text| Piece { text, full: width(text), bare: width(text.trim_end()) })
        .collect();
    let fewest = filled(&pieces, room).len();
    // The narrowest room that needs no more lines, near enough.
    let (mut narrow, mut wide) = (0.0, room);
    while wide - narrow > room / 256.0 {
        let between = f64::midpoint(narrow, wide);
        if filled(&pieces, between).len() > fewest { narrow = between } else { wide = between }
    }
    filled(&pieces, wide)
}

/// Lines filled one after the other, none wider than the room unless one piece is.
fn filled(pieces: &[Piece<'_>], room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for piece in pieces {
        let line = lines.last_mut().expect("there is always a line that grows");
        if line.is_empty() || used + piece.bare <= room {
            *line += piece.text;
            used += piece.full;
        } else {
            line.truncate(line.trim_end().len());
            lines.push(piece.text.to_owned());
            used = piece.full;
        }
    }
    lines
}

/// Words with the spaces after them; East Asian characters each alone.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if character == ' ' || (character >= '\u{2e80}' && !character.is_ascii_punctuation()) {
            pieces.push(&text[start..end]);
            start = end;
        }
    }
    pieces.push(&text[start..]);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::balanced;

    #[test]
    fn no_word_stands_alone_where_it_can_have_company() {
        let lines = |text, room| balanced(text, room, |text| text.chars().count() as f64);
        let title = "North Korea’s Relationship with Its Main Ally, China";
        assert_eq!(lines(title, 18.0), ["North Korea’s", "Relationship", "with Its Main", "Ally, China"]);
        assert_eq!(lines("A guide", 18.0), ["A guide"]);
        assert_eq!(lines("中文的标题很长", 4.0), ["中文的标", "题很长"]);
        assert_eq!(lines("Extraordinarily long", 8.0), ["Extraordinarily", "long"]);
        assert_eq!(lines("", 8.0), [""]);
    }
}
