use super::*;
use crate::layout::flow::{Node, Section, TableId};
use crate::layout::page_map::Offset;
use crate::model::BlockId;

/// A page that holds 40 lines of 10 points.
const LINES: usize = 40;

fn style() -> PageStyle {
    let (_, height) = Paper::A4.size();
    PageStyle {
        top: 100.0,
        first_top: 100.0,
        bottom: height - 100.0 - 10.0 * LINES as f64,
        measure: 300.0,
        ..PageStyle::default()
    }
}

/// A strip that says by its block which it is.
fn strip(name: u32, height: f64) -> Strip {
    Strip { height, start: Some((BlockId(name), Offset::Start)), ..Strip::default() }
}

fn line(name: u32) -> Node {
    Node::Strip(strip(name, 10.0))
}

fn lines(names: std::ops::Range<u32>) -> impl Iterator<Item = Node> {
    names.map(line)
}

fn float(name: u32, height: f64) -> Node {
    Node::Float(vec![Node::Space(10.0), Node::Strip(strip(name, height)), Node::Space(10.0)])
}

fn names(strips: &[(f64, Strip)]) -> Vec<u32> {
    strips.iter().filter_map(|(_, strip)| strip.start).map(|(block, _)| block.0).collect()
}

fn distributed(flow: Flow) -> Vec<Draft> {
    let drafts = breaks::distribute(flow, &style(), Paper::A4);
    for part in drafts.iter().flat_map(|draft| &draft.parts) {
        let bottom = part.geometry.bottom + 0.01;
        for (y, strip) in part.strips.iter().chain(&part.repeated).chain(&part.notes) {
            assert!(*y >= part.geometry.top && y + strip.height <= bottom, "{y} {strip:?}");
        }
    }
    drafts
}

/// The names in each column, over all pages.
fn columns(flow: Flow) -> Vec<Vec<Vec<u32>>> {
    let drafts = distributed(flow);
    drafts.iter().map(|draft| draft.parts.iter().map(|part| names(&part.strips)).collect()).collect()
}

/// A section of one column, and one of two that goes on on its page.
fn two(above: Vec<Node>, nodes: Vec<Node>) -> Flow {
    let section = |columns, continues, nodes| Section { landscape: false, columns, continues, nodes };
    Flow { sections: vec![section(1, false, above), section(2, true, nodes)], ..Flow::default() }
}

#[test]
fn columns_fill_one_after_the_other_and_end_even() {
    let pages = columns(two(vec![strip_node(900, 200.0)], lines(0..70).collect()));
    let counts: Vec<Vec<usize>> = pages.iter().map(|page| page.iter().map(Vec::len).collect()).collect();
    assert_eq!(counts, [vec![1, 20, 20], vec![15, 15]]);
    assert_eq!(pages.concat().concat()[1..], (0..70).collect::<Vec<_>>());
}

#[test]
fn a_break_ends_the_page_and_evens_its_columns() {
    let nodes = lines(0..20).chain([Node::Break]).chain(lines(20..30)).collect();
    let pages = columns(two(vec![strip_node(900, 200.0)], nodes));
    let counts: Vec<Vec<usize>> = pages.iter().map(|page| page.iter().map(Vec::len).collect()).collect();
    assert_eq!(counts, [vec![1, 10, 10], vec![5, 5]]);
}

#[test]
fn what_does_not_fit_beside_what_stands_above_goes_on() {
    let whole = (0..30).flat_map(|name| [Node::Keep, line(name)]).skip(1).collect();
    let pages = columns(two(vec![strip_node(900, 330.0)], whole));
    assert_eq!(pages.concat().concat().len(), 31);
    assert!(pages[1].concat().len() == 30, "{pages:?}");
    // Nothing goes on where a page is full, or begins with a break.
    assert_eq!(columns(two(vec![strip_node(900, 390.0)], lines(0..2).collect())).len(), 2);
    let broken = [Node::Break].into_iter().chain(lines(0..2)).collect();
    assert_eq!(columns(two(vec![strip_node(900, 10.0)], broken)).len(), 2);
}

#[test]
fn every_column_has_the_notes_of_its_own_marks() {
    let mut nodes: Vec<Node> = lines(0..100).collect();
    for (note, at) in [(1, 3), (2, 50)] {
        if let Node::Strip(strip) = &mut nodes[at] {
            strip.notes = vec![note];
        }
    }
    let notes = [(1, vec![strip(501, 10.0)]), (2, vec![strip(502, 10.0)])].into();
    let drafts = distributed(Flow { notes, ..two(vec![strip_node(900, 50.0)], nodes) });
    let marked = |part: &Part, name| part.strips.iter().any(|(_, strip)| strip.notes.contains(&name));
    for part in drafts.iter().flat_map(|draft| &draft.parts) {
        let own: Vec<u32> = [1, 2].into_iter().filter(|&name| marked(part, name)).collect();
        assert_eq!(names(&part.notes), own.iter().map(|name| 500 + name).collect::<Vec<_>>());
    }
}

/// Whatever stands in columns, all of it comes, in order but for figures, and nothing leaves its column.
#[test]
fn nothing_is_lost_in_columns() {
    for seed in 0..200_u64 {
        let mut next = seed;
        let mut below = |count: u64| {
            next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (next >> 33) % count
        };
        let mut nodes = Vec::new();
        for name in 0..below(150) as u32 {
            match below(12) {
                0 => nodes.push(Node::Keep),
                1 => nodes.push(Node::Space(10.0)),
                2 if below(8) == 0 => nodes.push(Node::Break),
                _ => {}
            }
            nodes.push(match below(20) {
                0 => float(1000 + name, 50.0 + below(250) as f64),
                1 => turned(2000 + name, 50.0),
                2 => strip_node(name, 100.0),
                _ => line(name),
            });
        }
        let drawn = |node: &&Node| matches!(node, Node::Strip(_) | Node::Float(_) | Node::Pages(_));
        let count = nodes.iter().filter(drawn).count();
        let above = 10.0 + below(390) as f64;
        let all = columns(two(vec![strip_node(9000, above)], nodes)).concat().concat();
        assert_eq!(all.len(), count + 1, "{seed}");
        let text: Vec<u32> = all.iter().copied().filter(|name| *name < 1000).collect();
        assert!(text.is_sorted(), "{seed}: {text:?}");
        let figures: Vec<u32> = all.iter().copied().filter(|name| (1000..2000).contains(name)).collect();
        assert!(figures.is_sorted(), "{seed}: {figures:?}");
    }
}

fn strip_node(name: u32, height: f64) -> Node {
    Node::Strip(strip(name, height))
}

fn flow(nodes: Vec<Node>) -> Flow {
    Flow {
        sections: vec![Section { landscape: false, columns: 1, continues: false, nodes }],
        ..Flow::default()
    }
}

/// The names on each page.
fn pages(nodes: Vec<Node>) -> Vec<Vec<u32>> {
    distributed(flow(nodes)).iter().map(|draft| names(&draft.parts[0].strips)).collect()
}

#[test]
fn pages_are_full_and_the_last_is_not_hardly_there() {
    let full = pages(lines(0..100).collect());
    assert_eq!(full.iter().map(Vec::len).collect::<Vec<_>>(), [40, 40, 20]);
    let short = pages(lines(0..82).collect());
    let counts: Vec<usize> = short.iter().map(Vec::len).collect();
    assert!(counts.len() == 3 && counts[2] >= 6 && counts[0].abs_diff(counts[1]) <= 3, "{counts:?}");
    assert_eq!(short.concat(), (0..82).collect::<Vec<_>>());
}

#[test]
fn a_hole_on_one_page_is_shared_with_the_page_before() {
    // What does not break falls so that one page would end half empty.
    let whole = |name| Node::Strip(strip(name, 210.0));
    let nodes =
        lines(0..30).chain([whole(100)]).chain(lines(30..49)).chain([whole(101)]).chain(lines(49..80));
    let nodes: Vec<Node> = nodes.collect();
    let holes: Vec<f64> = distributed(flow(nodes))
        .iter()
        .map(|draft| {
            draft.geometry.bottom - draft.parts[0].strips.last().map_or(0.0, |(y, strip)| y + strip.height)
        })
        .collect();
    assert!(holes[..holes.len() - 1].iter().all(|hole| *hole <= 110.0), "{holes:?}");
}

#[test]
fn a_figure_that_does_not_fit_stands_at_the_next_top() {
    let nodes: Vec<Node> = lines(0..25).chain([float(900, 200.0)]).chain(lines(25..70)).collect();
    let pages = pages(nodes);
    assert_eq!(pages[0], (0..40).collect::<Vec<_>>());
    assert_eq!(pages[1][0], 900);
    assert_eq!(pages.concat().len(), 71);
}

#[test]
fn a_figure_that_fits_stands_where_it_is_mentioned() {
    let nodes: Vec<Node> = lines(0..10).chain([float(900, 200.0)]).chain(lines(10..30)).collect();
    assert_eq!(pages(nodes)[0][..12], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 900, 10]);
}

#[test]
fn figures_keep_their_order_and_stay_before_a_break() {
    let first = lines(0..30).chain([float(900, 200.0), line(30), float(901, 50.0)]).chain(lines(31..34));
    let nodes: Vec<Node> = first.chain([Node::Break]).chain(lines(34..40)).collect();
    let pages = pages(nodes);
    assert_eq!(pages.len(), 3, "{pages:?}");
    let all = pages.concat();
    let place = |name| all.iter().position(|other| *other == name).unwrap();
    assert!(place(900) < place(901) && place(901) < place(34), "{pages:?}");
    assert_eq!(pages[2][0], 34);
}

/// The pages of lines with something for landscape pages, each with its names and whether it lies on its side.
fn with_turned(nodes: Vec<Node>) -> Vec<(bool, Vec<u32>)> {
    let drafts = distributed(flow(nodes));
    drafts
        .iter()
        .map(|draft| (draft.geometry.width > draft.geometry.height, names(&draft.parts[0].strips)))
        .collect()
}

fn turned(name: u32, height: f64) -> Node {
    Node::Pages(vec![Node::Space(10.0), Node::Strip(strip(name, height)), Node::Space(10.0)])
}

#[test]
fn landscape_pages_follow_the_full_page_of_their_mention() {
    let nodes = lines(0..10).chain([turned(900, 60.0)]).chain(lines(10..20));
    let nodes = nodes.chain([turned(901, 60.0)]).chain(lines(20..60)).collect();
    let pages = with_turned(nodes);
    assert_eq!(pages, [(false, (0..40).collect()), (true, vec![900, 901]), (false, (40..60).collect())]);
}

#[test]
fn landscape_pages_and_figures_keep_their_order() {
    let first = lines(0..30).chain([float(900, 200.0), line(30), turned(901, 100.0), line(31)]);
    let nodes = first.chain([float(902, 50.0)]).chain(lines(32..60)).chain([Node::Break, turned(903, 100.0)]);
    let pages = with_turned(nodes.collect());
    let all: Vec<u32> = pages.iter().flat_map(|(_, names)| names).copied().collect();
    assert_eq!(all.iter().copied().filter(|name| *name >= 900).collect::<Vec<_>>(), [900, 901, 902, 903]);
    assert!(
        pages.iter().all(|(turned, names)| *turned == names.iter().all(|name| [901, 903].contains(name)))
    );
    assert_eq!(all.len(), 64);
}

#[test]
fn what_is_led_in_to_is_not_parted_from_its_figure() {
    let nodes: Vec<Node> = lines(0..30).chain([Node::Keep, float(900, 200.0)]).chain(lines(30..50)).collect();
    let pages = pages(nodes);
    assert_eq!(pages[1][..2], [29, 900], "{pages:?}");
}

#[test]
fn where_nothing_may_end_the_page_ends_nevertheless() {
    let nodes = (0..100).flat_map(|name| [Node::Keep, line(name)]).collect();
    let pages = pages(nodes);
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [40, 40, 20]);
}

#[test]
fn a_note_stands_once_and_a_long_one_goes_on() {
    let mut nodes: Vec<Node> = lines(0..60).collect();
    for at in [5, 6, 50] {
        if let Node::Strip(strip) = &mut nodes[at] {
            strip.notes = vec![1];
        }
    }
    let long = (0..30).map(|name| strip(500 + name, 10.0)).collect();
    let flow = Flow { notes: [(1, long)].into(), ..flow(nodes) };
    let drafts = distributed(flow);
    let notes: Vec<u32> = drafts.iter().flat_map(|draft| names(&draft.parts[0].notes)).collect();
    assert_eq!(notes, (500..530).collect::<Vec<_>>());
    assert!(drafts[0].parts[0].notes.len() >= 3);
}

#[test]
fn a_table_has_its_head_again_under_a_figure_too() {
    let row = |name| Node::Strip(Strip { table: Some(TableId(0)), ..strip(name, 10.0) });
    let nodes: Vec<Node> =
        lines(0..25).chain([float(900, 200.0), line(25)]).chain((100..150).map(row)).collect();
    let flow = Flow { heads: vec![vec![strip(800, 10.0)]], ..flow(nodes) };
    let drafts = distributed(flow);
    assert_eq!(names(&drafts[1].parts[0].strips)[0], 900);
    assert_eq!(drafts[1].parts[0].repeated.len(), 1);
    let (head, figure) = (drafts[1].parts[0].repeated[0].0, drafts[1].parts[0].strips[0].0);
    assert!(head > figure + 200.0, "{head} {figure}");
}
