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
    for draft in &drafts {
        let bottom = draft.geometry.bottom + 0.01;
        for (y, strip) in draft.strips.iter().chain(&draft.repeated).chain(&draft.notes) {
            assert!(*y >= draft.geometry.top && y + strip.height <= bottom, "{y} {strip:?}");
        }
    }
    drafts
}

fn flow(nodes: Vec<Node>) -> Flow {
    Flow { sections: vec![Section { landscape: false, nodes }], ..Flow::default() }
}

/// The names on each page.
fn pages(nodes: Vec<Node>) -> Vec<Vec<u32>> {
    distributed(flow(nodes)).iter().map(|draft| names(&draft.strips)).collect()
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
        .map(|draft| draft.geometry.bottom - draft.strips.last().map_or(0.0, |(y, strip)| y + strip.height))
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
    drafts.iter().map(|draft| (draft.geometry.width > draft.geometry.height, names(&draft.strips))).collect()
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
    let notes: Vec<u32> = drafts.iter().flat_map(|draft| names(&draft.notes)).collect();
    assert_eq!(notes, (500..530).collect::<Vec<_>>());
    assert!(drafts[0].notes.len() >= 3);
}

#[test]
fn a_table_has_its_head_again_under_a_figure_too() {
    let row = |name| Node::Strip(Strip { table: Some(TableId(0)), ..strip(name, 10.0) });
    let nodes: Vec<Node> =
        lines(0..25).chain([float(900, 200.0), line(25)]).chain((100..150).map(row)).collect();
    let flow = Flow { heads: vec![vec![strip(800, 10.0)]], ..flow(nodes) };
    let drafts = distributed(flow);
    assert_eq!(names(&drafts[1].strips)[0], 900);
    assert_eq!(drafts[1].repeated.len(), 1);
    let (head, figure) = (drafts[1].repeated[0].0, drafts[1].strips[0].0);
    assert!(head > figure + 200.0, "{head} {figure}");
}
