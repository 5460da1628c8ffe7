//! Which lines must stay as they are typed: tables, drawings, programs; and which line ends the author meant.

use super::lines::{Line, margin};
use super::marker::marker;

/// What a group of lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Words that run on from line to line.
    Prose,
    /// Words whose lines end where the author ended them, such as verse.
    Verse,
    /// Signs that stand where they were put.
    Kept,
}

/// What some lines are, by how they look. `width` is how wide the lines of the text are, `body` where its words begin.
pub(super) fn shape(text: &str, lines: &[Line], width: usize, body: usize) -> Shape {
    let indented = margin(lines) >= body + 2;
    if lines.iter().any(|line| is_drawn(line.words(text))) || has_columns(text, lines, indented) {
        return Shape::Kept;
    }
    if indented && !reads_as_prose(text, lines) {
        return Shape::Kept;
    }
    if !ends_are_meant(text, lines, width) {
        return Shape::Prose;
    }
    let varies = lines.iter().any(|line| line.indent != lines[0].indent);
    // Items that stand in each other are uneven too.
    let is_tree = varies && !lines.iter().any(|line| marker(line.words(text)).is_some());
    if is_tree { Shape::Kept } else { Shape::Verse }
}

/// Whether a line is of boxes and rules.
fn is_drawn(words: &str) -> bool {
    let draws = |c: char| ('\u{2500}'..='\u{259f}').contains(&c);
    words.contains(draws)
        || (words.starts_with('+') && (words.contains("--") || words.contains("==")) && words.ends_with('+'))
        || (words.len() > 2 && words.starts_with('|') && words.ends_with('|'))
}

/// Whether most lines have gaps as columns have.
fn has_columns(text: &str, lines: &[Line], indented: bool) -> bool {
    let gaps = lines.iter().filter(|line| has_gap(line.words(text))).count();
    let least = if indented { 1 } else { 2 };
    gaps >= least && gaps * 2 >= lines.len()
}

fn has_gap(words: &str) -> bool {
    // What opens an item has a gap of its own behind it.
    let words = marker(words).map_or(words, |(_, length)| &words[length..]);
    words.contains("   ") || words.contains('\t')
}

/// Whether most of what stands in some lines are words.
fn reads_as_prose(text: &str, lines: &[Line]) -> bool {
    let (mut words, mut others) = (0_usize, 0_usize);
    for line in lines {
        if line.words(text).ends_with([';', '{', '}'])
            || line.words(text).starts_with(['$', '%', '#', '/', '~'])
        {
            others += 3;
        }
        for token in line.words(text).split_whitespace() {
            if is_word(token) { words += 1 } else { others += 1 }
        }
    }
    words >= others * 2
}

fn is_word(token: &str) -> bool {
    let core = token.trim_matches(|c: char| !c.is_alphanumeric());
    let is_sound =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '/' | '.' | ',' | ':' | '@');
    if core.is_empty() {
        return matches!(token, "-" | "--" | "---" | "–" | "—" | "&" | "•" | "...");
    }
    // A path or an option is none.
    let is_typed =
        token.starts_with('/') || (token.starts_with('-') && token.len() > 1) || token.ends_with("()");
    core.chars().all(is_sound) && !is_typed
}

/// Whether at least every second line ends though the next word would have found room.
fn ends_are_meant(text: &str, lines: &[Line], width: usize) -> bool {
    let widest = lines.iter().map(|line| line.indent + line.width).max().unwrap_or(0);
    // One long word may make prose look as if its other lines ended early.
    let room = if widest * 10 > width * 9 { width * 7 / 10 } else { widest.max(width * 7 / 10) };
    // What goes on in small letters has been broken by a program or by chance.
    let is_end = |pair: &[Line]| {
        pair[0].words(text).ends_with(|c: char| !c.is_alphanumeric())
            || !pair[1].words(text).starts_with(char::is_lowercase)
            || pair[0].indent != pair[1].indent
    };
    let early = lines.windows(2).filter(|pair| is_end(pair) && ends_early(text, pair[0], pair[1], room));
    let early = early.count();
    lines.len() > 1 && early * 2 >= lines.len() - 1
}

/// Whether the first word of the next line would have found room on this one.
pub(super) fn ends_early(text: &str, line: Line, next: Line, room: usize) -> bool {
    let word = next.words(text).split_whitespace().next().unwrap_or_default();
    line.indent + line.width + 1 + word.chars().count() <= room
}

/// How wide the lines of a text are, those that hold a whole paragraph aside.
pub(super) fn usual_width(lines: &[Line], longest: usize) -> usize {
    let mut counts = vec![0_usize; longest + 1];
    let mut all = 0;
    for line in lines.iter().filter(|line| !line.is_blank() && line.indent + line.width <= longest) {
        counts[line.indent + line.width] += 1;
        all += 1;
    }
    let mut below = 0;
    let ninth = counts.iter().position(|count| {
        below += count;
        below * 10 >= all * 9
    });
    ninth.unwrap_or(0).clamp(50, 100)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn shapes_show() {
        let cases = [
            ("Water is measured by the\ngauge at the bridge.", Shape::Prose),
            ("Rain,\nmore rain,\nsnow at the end", Shape::Verse),
            ("+----+----+\n| a  | b  |\n+----+----+", Shape::Kept),
            ("year   rain\n2024   655", Shape::Kept),
            ("    let x = f(y);\n    x += 1;", Shape::Kept),
            ("    /usr/bin/ld: cannot find -lc\n    collect2: ld returned 1 exit status", Shape::Kept),
            ("    Words of somebody else, as long\n    as they run.", Shape::Prose),
            ("root\n  left\n  right", Shape::Kept),
        ];
        for (text, expected) in cases {
            assert_eq!(shape(text, &lines(text), 50, 0), expected, "{text}");
        }
    }
}
