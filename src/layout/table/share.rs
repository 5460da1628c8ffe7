//! How a room is shared among columns: one rule for print and for Word, so that a table has the same shape in both.

/// How far the columns of a small table stand apart, beyond the gap that all columns have, in points.
const OPEN: f64 = 18.0;
/// Columns that would stand further apart than this, beyond that gap, are kept together: the eye would lose its row.
const WIDEST: f64 = 36.0;

/// How much further apart than usual the columns of a table stand, of which each has the width that breaks no line; 0 if
/// they do not fit so. What is left of the room is the last column's: its white does not show if its lines begin at its
/// left, as `ends_open` says; else the columns share it, since the last one ends with the rules.
pub(crate) fn opening(room: f64, wants: &[(f64, f64)], ends_open: bool) -> f64 {
    let slack = room - wants.iter().map(|(_, most)| most).sum::<f64>();
    let places = wants.len().saturating_sub(1) as f64;
    if slack <= 0.0 || places == 0.0 {
        return 0.0;
    }
    let filling = slack / places;
    if ends_open && filling > WIDEST { OPEN } else { filling }
}

/// Shares `room` among columns of which each needs the first width and would like the second.
///
/// None gets more than it would like; where all get that, some of the room may be left.
pub(crate) fn share_out(room: f64, wants: &[(f64, f64)]) -> Vec<f64> {
    let least: f64 = wants.iter().map(|(least, _)| least).sum();
    let most: f64 = wants.iter().map(|(_, most)| most).sum();
    if most <= room {
        return wants.iter().map(|(_, most)| *most).collect();
    }
    if least >= room {
        return wants.iter().map(|(width, _)| width * room / least.max(1.0)).collect();
    }
    // Columns that need less than their fair share get what they want; the others share what they leave, by the root of
    // their need, as a column of twice the text wants less than twice the width.
    let weight = |(least, most): &(f64, f64)| (most - least).max(0.0).sqrt();
    let total: f64 = wants.iter().map(weight).sum();
    let mut widths: Vec<f64> = wants
        .iter()
        .map(|want| (want.0 + (room - least) * weight(want) / total.max(1.0)).min(want.1))
        .collect();
    let left = room - widths.iter().sum::<f64>();
    let short: f64 = wants.iter().zip(&widths).map(|(want, width)| want.1 - width).sum();
    if left > 0.0 && short > 0.0 {
        for (want, width) in wants.iter().zip(&mut widths) {
            *width += (want.1 - *width) * left / short;
        }
    }
    widths
}

/// Widens columns that are narrower than their longest word by what the others can spare beyond theirs: the widths that an
/// author gives are wishes.
pub(crate) fn mend(widths: &mut [f64], least: &[f64]) {
    let lacking: f64 = widths.iter().zip(least).map(|(width, least)| (least - width).max(0.0)).sum();
    let spare: f64 = widths.iter().zip(least).map(|(width, least)| (width - least).max(0.0)).sum();
    if lacking <= 0.0 || spare <= 0.0 {
        return;
    }
    let moved = lacking.min(spare);
    for (width, least) in widths.iter_mut().zip(least) {
        *width += if *width < *least {
            (least - *width) * moved / lacking
        } else {
            -(*width - least) * moved / spare
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_fit_stay_near_each_other() {
        let near = [(40.0, 130.0), (40.0, 130.0), (40.0, 130.0)];
        assert_eq!(share_out(420.0, &near), [130.0, 130.0, 130.0]);
        assert_eq!(opening(420.0, &near, true), 15.0);
        let far = [(30.0, 40.0), (30.0, 50.0)];
        assert_eq!(opening(420.0, &far, true), OPEN);
        assert_eq!(opening(420.0, &far, false), 330.0);
        assert_eq!(opening(420.0, &far[..1], true), 0.0);
    }

    #[test]
    fn no_word_is_torn_where_another_column_has_room() {
        let mut widths = [30.0, 100.0, 70.0];
        mend(&mut widths, &[50.0, 60.0, 70.0]);
        assert_eq!(widths, [50.0, 80.0, 70.0]);
        mend(&mut widths, &[90.0, 100.0, 60.0]);
        assert!((widths.iter().sum::<f64>() - 200.0).abs() < 0.01 && widths[2] == 60.0);
    }

    #[test]
    fn columns_that_do_not_fit_share_what_there_is() {
        let wants = [(30.0, 40.0), (60.0, 900.0), (60.0, 300.0)];
        let widths = share_out(420.0, &wants);
        assert!((widths.iter().sum::<f64>() - 420.0).abs() < 0.01);
        assert!(widths[0] <= 40.0 && widths[1] > widths[2]);
        assert!(wants.iter().zip(&widths).all(|(want, width)| *width >= want.0));
        assert_eq!(opening(420.0, &wants, true), 0.0);
        let narrow = share_out(100.0, &wants);
        assert!((narrow.iter().sum::<f64>() - 100.0).abs() < 0.01);
    }
}
