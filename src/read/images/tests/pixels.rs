//! Pictures of every kind: upright, with their first frame, within limits, and however damaged.

use ::gif::{Encoder, Frame};
use ::png::{ColorType, Decoder, Transformations};
use image_webp::WebPEncoder;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::*;

const JPEG: &[u8] = include_bytes!("../../../../tests/corpus/images/turned.jpg");
const PHOTO: &[u8] = include_bytes!("../../../../tests/corpus/images/photo.png");
const INKS: &[u8] = include_bytes!("../../../../tests/pdf/images/inks.jpg");
const GREYS: &[u8] = include_bytes!("../../../../tests/pdf/images/grey.jpg");
const RESTARTS: &[u8] = include_bytes!("../../../../tests/corpus/images/restarts.jpg");
const PNG: &[u8] = include_bytes!("../../../../tests/corpus/images/turned.png");
const WEBP: &[u8] = include_bytes!("../../../../tests/corpus/images/turned.webp");
const LOSSY: &[u8] = include_bytes!("../../../../tests/corpus/images/ship.webp");
const CLEAR: &[u8] = include_bytes!("../../../../tests/corpus/images/glass.webp");
const STILL: &[u8] = include_bytes!("../../../../tests/corpus/images/still.gif");
const MOVING: &[u8] = include_bytes!("../../../../tests/faults/moving.gif");

/// The pixels of a PNG file, in four bytes each.
fn pixels(file: &[u8]) -> (u32, u32, Vec<[u8; 4]>) {
    let mut decoder = Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(Transformations::EXPAND | Transformations::ALPHA | Transformations::STRIP_16);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut bytes).unwrap();
    assert_eq!(frame.color_type, ColorType::Rgba);
    let pixels = bytes.chunks_exact(4).map(|part| [part[0], part[1], part[2], part[3]]).collect();
    (frame.width, frame.height, pixels)
}

/// The pixels that an image shows.
fn shown(file: &[u8]) -> (u32, u32, Vec<[u8; 4]>) {
    let sound = inspect(file.to_vec()).unwrap_or_else(|fault| panic!("{}", fault.message));
    match sound.data {
        ImageData::Png { bytes, .. } => pixels(&bytes),
        ImageData::Jpeg { bytes, .. } => decoded(&bytes),
        ImageData::Svg { text } => panic!("{text}"),
    }
}

/// The pixels of a JPEG file as they are stored.
fn decoded(file: &[u8]) -> (u32, u32, Vec<[u8; 4]>) {
    let options = DecoderOptions::new_safe().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    let bytes = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    let pixels = bytes.chunks_exact(3).map(|part| [part[0], part[1], part[2], 255]).collect();
    (info.width.into(), info.height.into(), pixels)
}

/// The file with another orientation.
fn noted(file: &[u8], orientation: u8) -> Vec<u8> {
    let notes = exif(orientation);
    [&file[..2], &notes, &file[2..]].concat()
}

/// Numbers that look like chance, the same each time.
fn chance(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed as usize
}

/// A file with another number at a place.
fn with<const N: usize>(file: &[u8], at: usize, number: [u8; N]) -> Vec<u8> {
    let mut file = file.to_vec();
    file[at..at + N].copy_from_slice(&number);
    file
}

#[test]
fn photos_stand_upright() {
    for file in [JPEG, PNG, WEBP] {
        let sound = inspect(file.to_vec()).unwrap_or_else(|fault| panic!("{}", fault.message));
        assert_eq!((sound.size, sound.lost), ((36.0, 24.0), None));
        let (width, height, pixels) = shown(file);
        assert_eq!((width, height), (48, 32));
        // The sun stands in the sky at the right, the hull on the sea at the left.
        let at = |x: usize, y: usize| pixels[y * 48 + x];
        let near = |found: [u8; 4], [r, g, b]: [u8; 3]| {
            found.iter().zip([r, g, b, 255]).all(|(a, b)| a.abs_diff(b) < 40)
        };
        for (x, y, colour) in [
            (39, 8, [242, 182, 50]),
            (3, 3, [207, 228, 245]),
            (40, 28, [47, 111, 159]),
            (14, 21, [179, 64, 42]),
        ] {
            assert!(near(at(x, y), colour), "{x}, {y}: {:?}", at(x, y));
        }
    }
}

#[test]
fn every_turn_is_as_cameras_mean_it() {
    // Two columns and three rows, each pixel with its own shade; what is seen, by the words of the Exif standard.
    let stored = [1, 2, 3, 4, 5, 6];
    let seen: [(u16, u32, [u8; 6]); 8] = [
        (1, 2, [1, 2, 3, 4, 5, 6]),
        (2, 2, [2, 1, 4, 3, 6, 5]),
        (3, 2, [6, 5, 4, 3, 2, 1]),
        (4, 2, [5, 6, 3, 4, 1, 2]),
        (5, 3, [1, 3, 5, 2, 4, 6]),
        (6, 3, [5, 3, 1, 6, 4, 2]),
        (7, 3, [6, 4, 2, 5, 3, 1]),
        (8, 3, [2, 4, 6, 1, 3, 5]),
    ];
    for (orientation, width, shades) in seen {
        let mut file = Vec::new();
        let mut encoder = WebPEncoder::new(&mut file);
        encoder.set_exif_metadata(exif(orientation as u8)[4..].to_vec());
        let grey: Vec<u8> = stored.iter().flat_map(|&shade| [shade; 3]).collect();
        encoder.encode(&grey, 2, 3, image_webp::ColorType::Rgb8).unwrap();
        let found = shown(&file);
        assert_eq!((found.0, found.1), (width, 6 / width), "{orientation}");
        assert_eq!(found.2.iter().map(|pixel| pixel[0]).collect::<Vec<_>>(), shades, "{orientation}");
    }
}

#[test]
fn jpeg_photos_are_turned_without_loss() {
    let quarter_back = [1, 2, 3, 4, 5, 8, 7, 6];
    for file in [PHOTO, INKS, GREYS, RESTARTS] {
        let (width, height, stored) = decoded(file);
        for orientation in 2..=8_u8 {
            let turn = turn::Turn::noted(orientation.into()).unwrap();
            let sound = inspect(noted(file, orientation)).unwrap();
            let ImageData::Jpeg { bytes, pixels, .. } = sound.data else { panic!("{orientation}: no JPEG") };
            let upright = decoded(&bytes);
            assert_eq!((upright.0, upright.1), turn.pair((width, height)));
            assert_eq!(pixels, turn.pair((width, height)));
            let off = (0..stored.len()).map(|at| {
                let (x, y) = turn.stored(
                    (at % upright.0 as usize, at / upright.0 as usize),
                    (width as usize, height as usize),
                );
                let (ours, theirs) = (upright.2[at], stored[y * width as usize + x]);
                ours.iter().zip(theirs).map(|(a, b)| a.abs_diff(b)).max().unwrap()
            });
            // The decoder rounds rows and columns one after the other.
            assert!(off.max().unwrap() <= 4, "{orientation}");
            // Turned back, it is the same to the last bit.
            let back = inspect(noted(&bytes, quarter_back[orientation as usize - 1])).unwrap();
            let ImageData::Jpeg { bytes, .. } = back.data else { panic!("{orientation}: no JPEG") };
            assert_eq!(decoded(&bytes), (width, height, stored.clone()), "{orientation}");
        }
    }
}

#[test]
fn jpeg_photos_whose_edge_falls_within_a_unit_become_png() {
    let narrow = with(JPEG, frame_header(JPEG) + 5, [0, 47]);
    let sound = inspect(narrow).unwrap();
    assert!(matches!(sound.data, ImageData::Png { pixels: (47, 32), .. }), "{:?}", sound.data);
}

#[test]
fn clear_pixels_stay_clear() {
    for file in [CLEAR, MOVING] {
        let (width, height, pixels) = shown(file);
        assert_eq!((width, height), (48, 32));
        assert_eq!((pixels[0][3], pixels[14 + 21 * 48][3]), (0, 255));
    }
    for file in [LOSSY, STILL] {
        let (.., pixels) = shown(file);
        assert!(pixels.iter().all(|pixel| pixel[3] == 255));
    }
}

#[test]
fn only_the_first_frame_of_a_picture_that_moves_is_shown() {
    let lost = |file: &[u8]| inspect(file.to_vec()).map(|sound| sound.lost.map(|lost| lost.message));
    let told = Some("is animated; only its first frame is shown".to_owned());
    assert_eq!((lost(STILL), lost(MOVING), lost(LOSSY)), (Ok(None), Ok(told.clone()), Ok(None)));
    let moving = moving_webp(&[[10, 20, 30], [40, 50, 60]]);
    assert_eq!(lost(&moving), Ok(told));
    // The decoder mixes the frame with the clear ground, which may round a colour down.
    let (width, height, pixels) = shown(&moving);
    assert_eq!((width, height), (2, 1));
    assert!(
        pixels.iter().all(|pixel| (0..3).all(|at| pixel[at].abs_diff([10, 20, 30][at]) < 2)),
        "{pixels:?}"
    );
}

/// A WebP file of small frames, each of one colour.
fn moving_webp(colours: &[[u8; 3]]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], content: &[u8]| {
        [&name[..], &(content.len() as u32).to_le_bytes(), content, &[0][..content.len() % 2]].concat()
    };
    let mut body = b"WEBP".to_vec();
    body.extend(chunk(b"VP8X", &[2, 0, 0, 0, 1, 0, 0, 0, 0, 0]));
    body.extend(chunk(b"ANIM", &[0; 6]));
    for colour in colours {
        let mut frame = Vec::new();
        WebPEncoder::new(&mut frame).encode(&colour.repeat(2), 2, 1, image_webp::ColorType::Rgb8).unwrap();
        let head = [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 100, 0, 0, 0];
        body.extend(chunk(b"ANMF", &[&head[..], &frame[12..]].concat()));
    }
    chunk(b"RIFF", &body)
}

#[test]
fn a_frame_smaller_than_its_ground_keeps_its_place() {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 4, 3, &[1, 2, 3, 7, 8, 9]).unwrap();
    let mut frame = Frame::from_indexed_pixels(2, 2, vec![0, 1, 1, 0], None);
    (frame.left, frame.top) = (3, 1);
    encoder.write_frame(&frame).unwrap();
    drop(encoder);
    let mut expected = vec![[0; 4]; 12];
    (expected[7], expected[11]) = ([1, 2, 3, 255], [7, 8, 9, 255]);
    assert_eq!(shown(&file), (4, 3, expected));
}

#[test]
fn too_many_pixels_are_refused_before_they_are_made() {
    let folder = Folder::new("vast");
    // Only the headers tell of so many.
    folder.put("vast.jpg", with(JPEG, frame_header(JPEG) + 5, [0xff; 4]));
    folder.put("vast.gif", with(STILL, 6, [0xff; 4]));
    folder.put("vast.webp", with(LOSSY, 26, [0xff, 0x3f, 0xff, 0x3f]));
    folder.put("vast-turned.webp", with(WEBP, 24, [0xff, 0x7f, 0, 0xff, 0x7f, 0]));
    for reference in ["vast.jpg", "vast.gif", "vast.webp", "vast-turned.webp"] {
        let (_, report) = folder.load(reference);
        assert!(report.contains("more than 100 million"), "{report}");
    }
}

/// Where the segment begins that tells the size of a JPEG picture.
fn frame_header(file: &[u8]) -> usize {
    file.windows(4).position(|four| four == b"\xff\xc0\0\x11").unwrap()
}

#[test]
fn too_large_a_file_is_refused_unread() {
    let folder = Folder::new("large");
    folder.put("large.gif", STILL);
    let file = fs::File::options().write(true).open(folder.place.join("root/text/large.gif")).unwrap();
    file.set_len(LARGEST_FILE).unwrap();
    assert_eq!(folder.load("large.gif").1, "");
    file.set_len(LARGEST_FILE + 1).unwrap();
    let told = "bad-image: the image `large.gif` is larger than 64 MiB (save it with fewer pixels)";
    assert_eq!(folder.load("large.gif").1, told);
}

#[test]
fn cut_files_are_faults() {
    for file in [JPEG, PNG, WEBP, LOSSY, CLEAR, STILL] {
        for cut in (1..file.len() - 2).step_by(97) {
            assert!(inspect(file[..cut].to_vec()).is_err(), "{cut} of {} bytes", file.len());
        }
    }
}

#[test]
fn spoilt_files_are_survived() {
    let moving = moving_webp(&[[1, 2, 3], [4, 5, 6]]);
    let mut seed = 0x5eed;
    for file in [JPEG, PNG, WEBP, LOSSY, CLEAR, STILL, MOVING, &moving] {
        for _ in 0..200 {
            let mut spoilt = file.to_vec();
            for _ in 0..=chance(&mut seed) % 4 {
                let at = chance(&mut seed) % spoilt.len();
                spoilt[at] = chance(&mut seed) as u8;
            }
            let _ = inspect(spoilt);
        }
    }
}
